import { fc, test } from '@fast-check/vitest';
import { describe, expect, vi } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { aws } from '../../../packages/core/src/provider/aws.js';
import { service } from '../../objects/service.js';

vi.setConfig({ testTimeout: 120_000 });

/** An object as it is written, with what tells it from others. */
interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace?: string; readonly name: string };
}

const namespaces = ['shop', 'blog'] as const;
const names = ['a', 'b', 'c'] as const;
const place = fc.record({ namespace: fc.constantFrom(...namespaces), name: fc.constantFrom(...names) });
const prefix = 'alb.ingress.kubernetes.io/';

const ingress = fc
  .record({
    place,
    ingressClassName: fc.constantFrom('mine', 'mine', 'alb', 'nginx'),
    group: fc.option(fc.constantFrom('g', 'h')),
    scheme: fc.option(fc.constantFrom('internal', 'internet-facing')),
    targetType: fc.constantFrom('ip', 'instance'),
    backend: fc.constantFrom(...names),
  })
  .map(({ place: metadata, ingressClassName, group, scheme, targetType, backend }) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      ...metadata,
      annotations: {
        [`${prefix}target-type`]: targetType,
        ...(group === null ? {} : { [`${prefix}group.name`]: group }),
        ...(scheme === null ? {} : { [`${prefix}scheme`]: scheme }),
      },
    },
    spec: {
      ingressClassName,
      rules: [
        {
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: backend, port: { number: 80 } } },
              },
            ],
          },
        },
      ],
    },
  }));

/** Node ports are asked for by name, so that nothing is allocated. */
const web = fc
  .record({ place, type: fc.constantFrom('ClusterIP' as const, 'NodePort' as const) })
  .map(({ place: { namespace, name }, type }) => {
    const nodePort = 30_000 + namespaces.indexOf(namespace) * 10 + names.indexOf(name);
    const port = { port: 80, targetPort: 8080 };
    return service(`${namespace}/${name}`, {
      type,
      selector: { app: name },
      ports: [type === 'NodePort' ? { ...port, nodePort } : port],
    });
  });

const ingressClass = fc
  .record({ name: fc.constantFrom('mine', 'mine', 'nginx'), has: fc.constantFrom(true, true, false) })
  .map(({ name, has }) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name },
    spec: {
      controller: name === 'mine' ? 'ingress.k8s.aws/alb' : 'k8s.io/ingress-nginx',
      ...(has ? { parameters: { apiGroup: 'elbv2.k8s.aws', kind: 'IngressClassParams', name: 'p' } } : {}),
    },
  }));

const params = fc
  .record({
    group: fc.option(fc.constantFrom('g', 'h')),
    targetType: fc.option(fc.constantFrom('ip', 'instance')),
  })
  .map(({ group, targetType }) => ({
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'IngressClassParams',
    metadata: { name: 'p' },
    spec: {
      ...(group === null ? {} : { group: { name: group } }),
      ...(targetType === null ? {} : { targetType }),
    },
  }));

const takingMine = ['--controller-class=ingress.k8s.aws/alb'];

/** A controller that takes Ingresses of the class nginx, or those of mine; or any other pod. */
const pod = fc
  .record({
    place,
    image: fc.constantFrom('web:1', 'registry.k8s.io/ingress-nginx/controller:v1.11.1'),
  })
  .map(({ place: { namespace, name }, image }) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name: `${name}-pod`, labels: { app: name } },
    spec: {
      containers: [
        { name: 'c', image, args: name === 'c' ? takingMine : [], ports: [{ containerPort: 8080 }] },
      ],
    },
  }));

const written: fc.Arbitrary<Written> = fc.oneof(
  { arbitrary: ingress, weight: 4 },
  { arbitrary: web, weight: 3 },
  ingressClass,
  { arbitrary: params, weight: 2 },
  pod,
);

/** What happens one after the other: an object is written, or goes if it is there. */
const changes = fc.array(fc.record({ object: written, goes: fc.boolean() }), { minLength: 1, maxLength: 12 });

function idOf({ kind, metadata: { namespace = '', name } }: Written): string {
  return `${kind}/${namespace}/${name}`;
}

/** What the load balancers are and say, but for the addresses that they, and pods of controllers, were given. */
function seen(cluster: Cluster): unknown {
  return {
    balancers: cluster.infrastructure.map((balancer) => ({ ...balancer, addresses: [] })),
    names: cluster
      .list('Ingress')
      .map(({ metadata, status }) => [
        metadata.name,
        status.loadBalancer.ingress.flatMap(({ hostname }) => hostname ?? []),
      ]),
    problems: cluster.problems,
  };
}

describe('ALBs', () => {
  test.prop([changes])('are after each change as if all objects had come at once', (sequence) => {
    const there = new Map<string, Written>();
    let cluster = createCluster(
      namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
      { platform: aws() },
    );
    for (const { object, goes } of sequence) {
      const id = idOf(object);
      const { kind, metadata } = object;
      if (!goes) {
        cluster = cluster.apply(object);
        there.set(id, object);
      } else if (there.delete(id)) {
        cluster = cluster.delete({ kind, ...metadata });
      }
    }
    const all = [
      ...namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
      ...there.values(),
    ];
    expect(seen(cluster)).toEqual(seen(createCluster(all, { platform: aws() })));
  });
});
