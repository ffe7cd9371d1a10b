import type { Hop } from '../trace/hop.js';
import type { Trace } from '../trace/trace.js';
import { objectText, requestText } from './words.js';

/**
 * A trace in lines that hold nothing allocated: no addresses, node names or generated pod names. Fit for snapshots.
 */
export function minimal(trace: Trace): string {
  const { outcome } = trace;
  const status = outcome.kind === 'response' ? ` ${outcome.status}` : '';
  return [
    requestText(trace.request),
    ...trace.hops.map((hop) => `${hop.stage} ${hop.action}${subject(hop)}`),
    `${outcome.kind}${status} ${outcome.cause.code}`,
  ].join('\n');
}

function subject(hop: Hop): string {
  switch (hop.stage) {
    case 'client':
      return ` from ${hop.origin.kind}`;
    case 'dns':
      return ` ${hop.name}`;
    case 'load-balancer':
      return ` ${hop.loadBalancer} ${hop.listener.port}/${hop.listener.protocol}`;
    case 'node':
      return ` to ${hop.to.kind}${hop.changes.some((change) => change.kind === 'snat') ? ' with snat' : ''}`;
    case 'service':
      return ` ${objectText(hop.service)} ${hop.port.port}/${hop.port.protocol} by ${hop.via}`;
    case 'network-policy':
      return ` ${hop.direction}`;
    case 'ingress':
      return `${hop.ingress === undefined ? '' : ` ${objectText(hop.ingress)}`}${
        hop.backend === undefined ? '' : ` to ${objectText(hop.backend.service)} port ${hop.backend.port}`
      }`;
    case 'pod':
      return ` ${objectText(hop.workload ?? hop.pod)} port ${hop.packet.destination.port}`;
    default:
      return hop satisfies never;
  }
}
