import { fc } from '@fast-check/vitest';
import type { LoadBalancer } from '../../../packages/core/src/cluster/infrastructure.js';
import type { Write } from '../../../packages/core/src/cluster/write.js';
import type { EndpointSlice } from '../../../packages/core/src/object/endpoint-slice.js';
import type { LabelSelector } from '../../../packages/core/src/object/label-selector.js';
import type { ObjectMeta } from '../../../packages/core/src/object/metadata.js';
import type { Node } from '../../../packages/core/src/object/node.js';
import type { Kind, KubernetesObject } from '../../../packages/core/src/object/object.js';
import type { Pod, PodAffinityTerm } from '../../../packages/core/src/object/pod.js';
import type { Service } from '../../../packages/core/src/object/service.js';
import type { ReplicaSet } from '../../../packages/core/src/object/workload.js';

/** Few of everything, so that writes meet. `a-b/` sorts before `a/`, but the namespace `a` comes first. */
export const names = ['web-0', 'web-1', 'web-10', 'db'] as const;
export const namespaces = ['a', 'a-b'] as const;
export const addresses = ['10.0.0.1', '10.0.0.2', 'fd00::1'] as const;
export const ports = [80, 443, 30_080] as const;

const spellings = fc.constantFrom(...addresses, '010.0.0.1', 'FD00:0::1');
const label = fc.constantFrom('web', 'db');
const labels = fc
  .record(
    { app: label, tier: label, 'kubernetes.io/service-name': fc.constantFrom(...names) },
    { requiredKeys: [] },
  )
  .map((chosen) => ({ ...chosen }));

const owner = fc.option(
  fc.record({
    kind: fc.constantFrom('ReplicaSet', 'StatefulSet'),
    name: fc.constantFrom(...names),
    controller: fc.boolean(),
  }),
  { nil: undefined },
);

function metadata(namespace: fc.Arbitrary<string>): fc.Arbitrary<ObjectMeta> {
  return fc
    .record({ namespace, name: fc.constantFrom(...names), labels, owner })
    .map(({ owner: reference, ...meta }) => ({
      ...meta,
      uid: '',
      annotations: {},
      ownerReferences: reference === undefined ? [] : [{ apiVersion: 'apps/v1', uid: '', ...reference }],
    }));
}

const inNamespace = metadata(fc.constantFrom(...namespaces));

const container = fc
  .record({
    port: fc.constantFrom(...ports),
    hostPort: fc.boolean(),
    restartPolicy: fc.option(fc.constant('Always' as const)),
  })
  .map(({ port, hostPort, restartPolicy }) => ({
    name: 'main',
    image: 'image',
    command: [],
    args: [],
    ports: [{ containerPort: port, ...(hostPort && { hostPort: port }), protocol: 'TCP' as const }],
    env: [],
    ...(restartPolicy !== null && { restartPolicy }),
  }));

const term: PodAffinityTerm = {
  namespaces: [],
  topologyKey: 'zone',
  matchLabelKeys: [],
  mismatchLabelKeys: [],
};
const terms = fc.option(fc.constant([term]), { nil: undefined });
const spread = {
  maxSkew: 1,
  topologyKey: 'zone',
  whenUnsatisfiable: 'DoNotSchedule' as const,
  nodeAffinityPolicy: 'Honor' as const,
  nodeTaintsPolicy: 'Ignore' as const,
  matchLabelKeys: [],
};

const pod: fc.Arbitrary<Pod> = fc
  .record({
    meta: inNamespace,
    containers: fc.array(container, { maxLength: 2 }),
    initContainers: fc.array(container, { maxLength: 1 }),
    hostNetwork: fc.boolean(),
    nodeName: fc.option(fc.constantFrom(...names)),
    near: terms,
    far: terms,
    spreads: fc.boolean(),
    podIPs: fc.array(spellings, { maxLength: 2 }),
    phase: fc.constantFrom('Pending' as const, 'Running' as const, 'Succeeded' as const, 'Failed' as const),
  })
  .map(({ meta, nodeName, near, far, spreads, podIPs, phase, ...spec }) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: meta,
    spec: {
      ...spec,
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      hostAliases: [],
      setHostnameAsFQDN: false,
      nodeSelector: {},
      tolerations: [],
      ...(nodeName !== null && { nodeName }),
      ...(near && { podAffinity: near }),
      ...(far && { podAntiAffinity: far }),
      ...(spreads && { topologySpreadConstraints: [spread] }),
    },
    status: { phase, podIPs, conditions: [] },
  }));

const node: fc.Arbitrary<Node> = fc
  .record({
    meta: metadata(fc.constant('')),
    addresses: fc.array(
      fc.record({
        type: fc.constantFrom('InternalIP' as const, 'ExternalIP' as const, 'Hostname' as const),
        address: spellings,
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ meta, ...status }) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: meta,
    spec: { podCIDRs: [], unschedulable: false, taints: [] },
    status: { ...status, conditions: [], allocatable: {} },
  }));

const service: fc.Arbitrary<Service> = fc
  .record({
    meta: inNamespace,
    type: fc.constantFrom('ClusterIP' as const, 'LoadBalancer' as const),
    clusterIPs: fc.array(fc.oneof(spellings, fc.constant('None')), { maxLength: 2 }),
    externalIPs: fc.array(spellings, { maxLength: 2 }),
    nodePorts: fc.array(fc.constantFrom(undefined, ...ports), { maxLength: 2 }),
    ingress: fc.array(
      fc.record(
        {
          ip: spellings,
          hostname: fc.constant('lb'),
          ipMode: fc.constantFrom('VIP' as const, 'Proxy' as const),
        },
        { requiredKeys: [] },
      ),
      { maxLength: 2 },
    ),
  })
  .map(({ meta, type, clusterIPs, externalIPs, nodePorts, ingress }) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: meta,
    spec: {
      type,
      ports: nodePorts.map((nodePort) => ({
        name: '',
        protocol: 'TCP',
        port: 80,
        targetPort: 80,
        ...(nodePort !== undefined && { nodePort }),
      })),
      clusterIP: clusterIPs[0] ?? '',
      clusterIPs,
      ipFamilies: ['IPv4'],
      externalIPs,
      externalTrafficPolicy: 'Cluster',
      internalTrafficPolicy: 'Cluster',
      publishNotReadyAddresses: false,
      sessionAffinity: 'None',
      sessionAffinityTimeoutSeconds: 10_800,
      loadBalancerSourceRanges: [],
      allocateLoadBalancerNodePorts: true,
    },
    status: { loadBalancer: { ingress } },
  }));

const slice: fc.Arbitrary<EndpointSlice> = inNamespace.map((meta) => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: meta,
  addressType: 'IPv4',
  endpoints: [],
  ports: [],
}));

const replicaSet: fc.Arbitrary<ReplicaSet> = fc
  .record({ meta: inNamespace, template: pod })
  .map(({ meta, template }) => ({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: meta,
    spec: {
      replicas: 1,
      selector: { matchLabels: {}, matchExpressions: [] },
      template: { metadata: { labels: {}, annotations: {} }, spec: template.spec },
      minReadySeconds: 0,
    },
  }));

/** An object of a kind that is indexed. */
export const object: fc.Arbitrary<KubernetesObject> = fc.oneof(
  { weight: 4, arbitrary: pod },
  { weight: 2, arbitrary: service },
  node,
  slice,
  replicaSet,
);

/** The kinds of such objects. */
export const kinds = [
  'EndpointSlice',
  'Node',
  'Pod',
  'ReplicaSet',
  'Service',
] as const satisfies readonly Kind[];

const loadBalancer: fc.Arbitrary<LoadBalancer> = fc
  .record({
    name: fc.constantFrom(...names),
    addresses: fc.array(spellings, { maxLength: 2 }),
    hostname: fc.option(fc.constantFrom('lb.example.com', 'LB.example.com')),
  })
  .map(({ name, addresses: own, hostname }) => ({
    id: `service/a/${name}`,
    owner: { kind: 'Service', namespace: 'a', name },
    controller: 'generic',
    product: 'load-balancer',
    layer: 4,
    kind: 'passthrough',
    parts: [],
    addresses: own,
    scheme: 'internet-facing',
    status: { field: 'ip', value: 'own' },
    listeners: [],
    targetType: 'node',
    delivers: 'nodePort',
    sourceRanges: [],
    probe: null,
    allUnhealthy: { behaviour: 'fail-closed' },
    traits: {},
    ...(hostname !== null && { hostname }),
  }));

const write: fc.Arbitrary<Write> = fc.oneof(
  { weight: 12, arbitrary: object.map((entry): Write => ({ kind: 'put', object: entry })) },
  {
    weight: 4,
    arbitrary: fc
      .record({
        objectKind: fc.constantFrom(...kinds),
        namespace: fc.constantFrom(...namespaces),
        name: fc.constantFrom(...names),
      })
      .map(({ objectKind, namespace, name }): Write => ({
        kind: 'remove',
        objectKind,
        key: objectKind === 'Node' ? name : `${namespace}/${name}`,
      })),
  },
  { weight: 2, arbitrary: loadBalancer.map((entry): Write => ({ kind: 'provision', loadBalancer: entry })) },
  fc.constantFrom(...names).map((name): Write => ({ kind: 'release', id: `service/a/${name}` })),
  fc
    .record({ counter: fc.constantFrom(...names), value: fc.nat({ max: 9 }) })
    .map((count): Write => ({ kind: 'count', ...count })),
  fc
    .record({
      controller: fc.constantFrom('one', 'other'),
      key: fc.constantFrom(...names),
      messages: fc.array(fc.constantFrom('x', 'y'), { maxLength: 2 }),
    })
    .map(({ controller, key, messages }): Write => ({
      kind: 'report',
      controller,
      key,
      problems: messages.map((message) => ({
        code: 'field-invalid',
        severity: 'error',
        object: { kind: 'Pod', name: key },
        path: '.',
        message,
      })),
    })),
);

/** Writes as they come one after the other, some of them at once. */
export const batches: fc.Arbitrary<readonly (readonly Write[])[]> = fc.array(
  fc.array(write, { maxLength: 30 }),
  { maxLength: 6 },
);

/** A selector of any form. */
export const selector: fc.Arbitrary<LabelSelector> = fc.record({
  matchLabels: fc.record({ app: label, tier: label }, { requiredKeys: [] }).map((chosen) => ({ ...chosen })),
  matchExpressions: fc.array(
    fc.record({
      key: fc.constantFrom('app', 'tier'),
      operator: fc.constantFrom('In' as const, 'NotIn' as const, 'Exists' as const, 'DoesNotExist' as const),
      values: fc.array(label, { maxLength: 2 }),
    }),
    { maxLength: 1 },
  ),
});
