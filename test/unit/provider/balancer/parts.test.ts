import { describe, expect, test } from 'vitest';
import type { Platform } from '../../../../packages/core/src/cluster/platform.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { aws } from '../../../../packages/core/src/provider/aws.js';
import { azure } from '../../../../packages/core/src/provider/azure.js';
import { gcp } from '../../../../packages/core/src/provider/gcp.js';

const elb = 'service.beta.kubernetes.io/aws-load-balancer-';
const ofController = { [`${elb}type`]: 'external', [`${elb}nlb-target-type`]: 'instance' };
const http = { name: 'http', port: 80, targetPort: 8080 };
const both = [
  { name: 'dns', port: 53, protocol: 'UDP', targetPort: 8053, nodePort: 30_053 },
  { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 8053, nodePort: 30_053 },
];

/** What is provisioned for a Service, or for an Ingress in front of it: `1 nlb, 2 listener`. */
function parts(
  platform: Platform,
  annotations: object,
  { ports = [http], ingress }: { readonly ports?: readonly object[]; readonly ingress?: object } = {},
): string {
  const backend = { service: { name: 'web', port: { number: 80 } } };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', annotations },
    spec: { type: ingress === undefined ? 'LoadBalancer' : 'NodePort', selector: { app: 'web' }, ports },
  };
  const inFront = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', annotations: ingress },
    spec: {
      ...(platform.name === 'aws' ? { ingressClassName: 'alb' } : {}),
      rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
  };
  const cluster = createCluster(ingress === undefined ? [service] : [service, inFront], { platform });
  return (cluster.infrastructure[0]?.parts ?? []).map(({ type, count }) => `${count} ${type}`).join(', ');
}

describe('what is provisioned for a load balancer', () => {
  test.each<readonly [string, string, string]>([
    [
      'an NLB of the controller has a security group',
      parts(aws(), ofController),
      '1 nlb, 1 listener, 1 target-group, 1 security-group',
    ],
    [
      'but none where the Service names its own',
      parts(aws(), { ...ofController, [`${elb}security-groups`]: 'sg-1' }),
      '1 nlb, 1 listener, 1 target-group',
    ],
    [
      'or wants none',
      parts(aws(), { ...ofController, [`${elb}disable-nlb-sg`]: 'true' }),
      '1 nlb, 1 listener, 1 target-group',
    ],
    [
      'an NLB of the cloud provider has none',
      parts(aws(), { [`${elb}type`]: 'nlb' }),
      '1 nlb, 1 listener, 1 target-group',
    ],
    [
      'TCP and UDP on one listener are one',
      parts(aws(), { ...ofController, [`${elb}enable-tcp-udp-listener`]: 'true' }, { ports: both }),
      '1 nlb, 1 listener, 1 target-group, 1 security-group',
    ],
    [
      'an ALB has a security group',
      parts(aws(), {}, { ingress: {} }),
      '1 alb, 1 listener, 1 target-group, 1 rule, 1 security-group',
    ],
    [
      'but none where the Ingress names its own',
      parts(aws(), {}, { ingress: { 'alb.ingress.kubernetes.io/security-groups': 'sg-1' } }),
      '1 alb, 1 listener, 1 target-group, 1 rule',
    ],
    [
      'a GCE Ingress has a network endpoint group in each zone for each backend',
      parts(gcp({ zones: 3 }), { 'cloud.google.com/neg': '{"ingress": true}' }, { ingress: {} }),
      '1 forwarding-rule, 1 target-proxy, 1 url-map, 1 backend-service, 1 health-check, 3 network-endpoint-group',
    ],
    [
      'or an instance group in each zone',
      parts(gcp({ zones: 2 }), { 'cloud.google.com/neg': '{}' }, { ingress: {} }),
      '1 forwarding-rule, 1 target-proxy, 1 url-map, 1 backend-service, 1 health-check, 2 instance-group',
    ],
    [
      'Azure has a probe for each rule of TCP',
      parts(
        azure(),
        {},
        { ports: [http, { name: 'https', port: 443, targetPort: 8443 }, ...both.slice(0, 1)] },
      ),
      '1 frontend-ip, 3 rule, 2 probe',
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  });
});
