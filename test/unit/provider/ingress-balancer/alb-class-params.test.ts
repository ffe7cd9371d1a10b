import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { traceRequest } from '../../../../packages/core/src/pipeline/trace-request.js';
import { aws } from '../../../../packages/core/src/provider/aws.js';
import { internet } from '../../../../packages/core/src/request/origin.js';

const alb = 'alb.ingress.kubernetes.io/';

const ingressClass = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: 'mine' },
  spec: {
    controller: 'ingress.k8s.aws/alb',
    parameters: { apiGroup: 'elbv2.k8s.aws', kind: 'IngressClassParams', name: 'settings' },
  },
};

function params(spec: object): unknown {
  return {
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'IngressClassParams',
    metadata: { name: 'settings' },
    spec,
  };
}

function ingress(name: string, annotations: Readonly<Record<string, string>> = {}): unknown {
  const backend = { service: { name: 'web', port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, annotations },
    spec: {
      ingressClassName: 'mine',
      rules: [{ host: `${name}.example.com`, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
  };
}

function service(annotations: Readonly<Record<string, string>> = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', annotations },
    spec: { type: 'NodePort', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
  };
}

function clusterOf(spec: object, ...objects: readonly unknown[]): Cluster {
  return createCluster([ingressClass, params(spec), service(), ...objects], { platform: aws() });
}

describe('the parameters of a class of ALBs', () => {
  test.each<readonly [string, object, object]>([
    ['the scheme', { scheme: 'internet-facing' }, { scheme: 'internet-facing' }],
    ['the group', { group: { name: 'g' } }, { id: 'ingress-group/g' }],
    ['the type of targets', { targetType: 'ip' }, { targetType: 'pod', delivers: 'podIP' }],
    ['the source ranges', { inboundCIDRs: ['192.0.2.0/24'] }, { sourceRanges: ['192.0.2.0/24'] }],
    ['the certificates', { certificateArn: ['arn:a'] }, { listeners: [{ port: 443, terminates: 'HTTPS' }] }],
    [
      'attributes of the load balancer',
      { loadBalancerAttributes: [{ key: 'idle_timeout.timeout_seconds', value: '120' }] },
      { traits: { idleTimeoutSeconds: 120 } },
    ],
  ])('settle %s', (_, spec, becomes) => {
    const cluster = clusterOf(spec, ingress('a'));
    expect(cluster.problems).toEqual([]);
    expect(cluster.infrastructure).toMatchObject([becomes]);
  });

  test('settle the port to which requests without TLS are redirected', () => {
    const annotations = {
      [`${alb}listen-ports`]: '[{"HTTP": 80}, {"HTTPS": 443}]',
      [`${alb}certificate-arn`]: 'arn:a',
    };
    const cluster = clusterOf(
      { sslRedirectPort: '443', scheme: 'internet-facing' },
      ingress('a', annotations),
    );
    const { outcome } = traceRequest(cluster, { from: internet(), url: 'http://a.example.com/' });
    expect(outcome).toMatchObject({ kind: 'response', status: 301 });
  });

  test('count before annotations of the Ingress and the Service, and a notice says which say otherwise', () => {
    const cluster = createCluster(
      [
        ingressClass,
        params({ scheme: 'internal', targetType: 'ip' }),
        service({ [`${alb}target-type`]: 'instance' }),
        ingress('a', { [`${alb}scheme`]: 'internet-facing' }),
      ],
      { platform: aws() },
    );
    expect(cluster.infrastructure).toMatchObject([{ scheme: 'internal', targetType: 'pod' }]);
    expect(cluster.problems).toMatchObject([
      {
        code: 'load-balancer-setting-ignored',
        object: { kind: 'Ingress', name: 'a' },
        path: `metadata.annotations[${alb}scheme]`,
        message: 'the IngressClassParams settings settle this as "internal", whatever the annotation says',
      },
    ]);
  });

  test('change the load balancers of all Ingresses when they change', () => {
    const before = clusterOf({ scheme: 'internal' }, ingress('a'), ingress('b'));
    expect(before.infrastructure.map(({ scheme }) => scheme)).toEqual(['internal', 'internal']);
    const after = before.apply(params({ group: { name: 'g' }, scheme: 'internet-facing' }));
    expect(after.infrastructure).toMatchObject([{ id: 'ingress-group/g', scheme: 'internet-facing' }]);
  });

  test('take back what was said of a group that they name no more', () => {
    const internal = {
      ...service(),
      spec: { type: 'ClusterIP', selector: { app: 'web' }, ports: [{ port: 80 }] },
    };
    const refused = createCluster(
      [ingressClass, params({ group: { name: 'g' }, targetType: 'instance' }), internal, ingress('a')],
      { platform: aws() },
    );
    expect(refused.problems).toMatchObject([{ code: 'ingress-load-balancer-refused' }]);
    expect(refused.apply(params({ group: { name: 'h' }, targetType: 'ip' })).problems).toEqual([]);
  });

  test('leave out Ingresses of namespaces that their selector does not meet', () => {
    const cluster = clusterOf({ namespaceSelector: { matchLabels: { team: 'a' } } }, ingress('a'));
    expect(cluster.infrastructure).toEqual([]);
    expect(cluster.problems).toMatchObject([
      { code: 'ingress-load-balancer-refused', severity: 'warning', path: 'spec.ingressClassName' },
    ]);
    const { outcome } = traceRequest(cluster, { from: internet(), url: 'http://a.example.com/' });
    expect(outcome.cause).toMatchObject({
      code: 'ingress-load-balancer-refused',
      object: { kind: 'IngressClassParams', name: 'settings' },
      path: 'spec.namespaceSelector',
    });
    const labelled = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'default', labels: { team: 'a' } },
    };
    expect(cluster.apply(labelled).infrastructure).toHaveLength(1);
  });

  test('are asked for where a class names them and they are not among the objects', () => {
    const cluster = createCluster([ingressClass, service(), ingress('a')], { platform: aws() });
    expect(cluster.infrastructure).toHaveLength(1);
    expect(cluster.problems).toMatchObject([
      {
        code: 'class-parameters-missing',
        object: { kind: 'IngressClass', name: 'mine' },
        path: 'spec.parameters',
      },
    ]);
  });

  test.each(['subnets', 'ipAddressType', 'prefixListsIDs', 'listeners', 'wafv2AclArn', 'wafv2AclName'])(
    'that are not followed are named: %s',
    (field) => {
      expect(clusterOf({ [field]: 'x' }, ingress('a')).problems).toMatchObject([
        {
          code: 'class-parameters-not-modelled',
          object: { kind: 'IngressClassParams' },
          path: `spec.${field}`,
        },
      ]);
    },
  );

  test('of a scheme or a type of targets that is none are refused', () => {
    const paths = clusterOf({ scheme: 'public', targetType: 'pod' }, ingress('a')).problems.map(
      ({ path }) => path,
    );
    expect(paths).toEqual(expect.arrayContaining(['spec.scheme', 'spec.targetType']));
  });
});

test('source ranges of an ALB with security groups of its own have no effect, and a warning says so', () => {
  const annotations = { [`${alb}inbound-cidrs`]: '192.0.2.0/24', [`${alb}security-groups`]: 'sg-1' };
  const cluster = clusterOf({}, ingress('a', annotations));
  expect(cluster.infrastructure).toMatchObject([{ sourceRanges: [] }]);
  expect(cluster.problems).toContainEqual(
    expect.objectContaining({
      code: 'load-balancer-setting-ignored',
      severity: 'warning',
      path: `metadata.annotations[${alb}inbound-cidrs]`,
    }),
  );
});
