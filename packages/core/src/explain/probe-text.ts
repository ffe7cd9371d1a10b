import type { HealthProbe } from '../cluster/health-probe.js';

/** What a health check asks, and how often: `HTTP 10256/healthz of kube-proxy, every 8 s, 1 good or 3 bad answers decide`. */
export function probeText(probe: HealthProbe | null): string {
  if (probe === null) return 'nothing asks the targets';
  const { protocol, port, path = '', codes, intervalSeconds, timeoutSeconds, healthy, unhealthy } = probe;
  const where = port === 'traffic-port' ? 'the port of the traffic' : `port ${port}`;
  const answer = codes === undefined ? '' : ` for ${codes}`;
  const decide = [
    ...(healthy === undefined ? [] : [`${healthy} good`]),
    ...(unhealthy === undefined ? [] : [`${unhealthy} bad`]),
  ];
  return [
    `${protocol} on ${where}${path === '' ? '' : `, path ${path}`}${answer} (${askedText(probe)})`,
    ...(intervalSeconds === undefined ? [] : [`every ${intervalSeconds} s`]),
    ...(timeoutSeconds === undefined ? [] : [`timeout ${timeoutSeconds} s`]),
    ...(decide.length === 0 ? [] : [`${decide.join(' or ')} in a row`]),
  ].join(', ');
}

function askedText({ kind, answeredBy }: HealthProbe): string {
  if (answeredBy !== undefined) return 'a checker on the node';
  switch (kind) {
    case 'node':
      return 'kube-proxy: is the node fit';
    case 'local-endpoints':
      return 'kube-proxy: has the node an endpoint of its own';
    case 'node-port':
      return 'any pod behind the node port';
    case 'pod':
      return 'the pod itself';
    default:
      return kind satisfies never;
  }
}
