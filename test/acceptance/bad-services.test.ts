import { describe, expect, test } from 'vitest';
import { clusterOf, ends, everywhere, fromClient, inside, service, webPods } from './web-service.js';

interface BadService {
  readonly title: string;
  readonly spec: string;
  /** The first error: its code, its field and its message. */
  readonly error: readonly [code: string, path: string, message: string];
}

const badServices: readonly BadService[] = [
  {
    title: 'without ports',
    spec: 'selector: { app: web }',
    error: ['field-required', 'spec.ports', 'Required value'],
  },
  {
    title: 'with a port that cannot be',
    spec: 'ports: [{ port: 99999 }]',
    error: [
      'field-invalid',
      'spec.ports[0].port',
      'Invalid value: 99999: must be between 1 and 65535, inclusive',
    ],
  },
  {
    title: 'with two ports and a name missing',
    spec: 'ports: [{ port: 80 }, { name: b, port: 81 }]',
    error: ['field-required', 'spec.ports[0].name', 'Required value'],
  },
  {
    title: 'with a node port outside of the range',
    spec: 'type: NodePort, ports: [{ port: 80, nodePort: 8080 }]',
    error: [
      'field-invalid',
      'spec.ports[0].nodePort',
      'Invalid value: 8080: provided port is not in the valid range. The range of valid ports is 30000-32767',
    ],
  },
  {
    title: 'with a node port that another Service has',
    spec: 'type: NodePort, ports: [{ port: 80, nodePort: 30080 }]',
    error: [
      'field-invalid',
      'spec.ports[0].nodePort',
      'Invalid value: 30080: provided port is already allocated',
    ],
  },
  {
    title: 'of type ClusterIP with a node port',
    spec: 'ports: [{ port: 80, nodePort: 30081 }]',
    error: [
      'field-forbidden',
      'spec.ports[0].nodePort',
      "Forbidden: may not be used when `type` is 'ClusterIP'",
    ],
  },
  {
    title: 'of type ClusterIP with externalTrafficPolicy',
    spec: 'externalTrafficPolicy: Local, ports: [{ port: 80 }]',
    error: [
      'field-invalid',
      'spec.externalTrafficPolicy',
      'Invalid value: "Local": may only be set for externally-accessible services',
    ],
  },
  {
    title: 'of type NodePort without cluster IP',
    spec: 'type: NodePort, clusterIP: None, ports: [{ port: 80 }]',
    error: [
      'field-invalid',
      'spec.clusterIPs[0]',
      `Invalid value: "None": may not be set to 'None' for NodePort services`,
    ],
  },
  {
    title: 'with a cluster IP outside of the range',
    spec: 'clusterIP: 192.0.2.1, ports: [{ port: 80 }]',
    error: [
      'field-invalid',
      'spec.clusterIPs',
      'Invalid value: ["192.0.2.1"]: failed to allocate IP 192.0.2.1: the provided IP (192.0.2.1) is not in the valid range. The range of valid IPs is 10.96.0.0/12',
    ],
  },
  {
    title: 'with a loopback address as external IP',
    spec: 'externalIPs: [127.0.0.1], ports: [{ port: 80 }]',
    error: [
      'field-invalid',
      'spec.externalIPs[0]',
      'Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
    ],
  },
  {
    title: 'with a policy that does not exist',
    spec: 'internalTrafficPolicy: local, ports: [{ port: 80 }]',
    error: [
      'field-not-supported',
      'spec.internalTrafficPolicy',
      'Unsupported value: "local": supported values: "Cluster", "Local"',
    ],
  },
  {
    title: 'with a timeout of session affinity that is too long',
    spec: 'sessionAffinity: ClientIP, sessionAffinityConfig: { clientIP: { timeoutSeconds: 86401 } }, ports: [{ port: 80 }]',
    error: [
      'field-invalid',
      'spec.sessionAffinityConfig.clientIP.timeoutSeconds',
      'Invalid value: 86401: must be greater than 0 and less than 86400',
    ],
  },
  {
    title: 'with source ranges on type NodePort',
    spec: 'type: NodePort, loadBalancerSourceRanges: [192.0.2.0/24], ports: [{ port: 80 }]',
    error: [
      'field-forbidden',
      'spec.LoadBalancerSourceRanges',
      "Forbidden: may only be used when `type` is 'LoadBalancer'",
    ],
  },
  {
    title: 'with dual stack in a cluster of one family',
    spec: 'ipFamilyPolicy: RequireDualStack, ports: [{ port: 80 }]',
    error: [
      'field-invalid',
      'spec.ipFamilyPolicy',
      'Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services',
    ],
  },
  {
    title: 'of type ExternalName without a name',
    spec: 'type: ExternalName',
    error: ['field-required', 'spec.externalName', 'Required value'],
  },
];

describe('a bad Service', () => {
  const good =
    webPods +
    service(
      `type: NodePort, selector: { app: web }, ports: [{ port: 80, targetPort: http, nodePort: 30080 }]`,
    ).replace('name: web,', 'name: good,');

  test.each(badServices)('$title', ({ spec, error }) => {
    const cluster = clusterOf(good + service(spec));
    const first = cluster.problems.find(({ severity }) => severity === 'error');
    expect([first?.code, first?.path, first?.message]).toEqual(error);
    expect(ends(cluster, { from: fromClient, url: 'http://good/' })).toEqual(everywhere);
    expect(ends(cluster, inside)).toEqual(['dns-error service-not-found']);
  });
});
