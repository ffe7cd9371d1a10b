import type { Hop } from '../trace/hop.js';
import type { Trace } from '../trace/trace.js';
import { printable } from './printable.js';
import { objectText, requestText } from './words.js';

/**
 * A trace in lines that hold nothing allocated: no addresses, node names or generated pod names. Fit for snapshots.
 *
 * Nodes that only pass the packet on are left out: which of them do depends on where the scheduler put the pods.
 */
export function minimal(trace: Trace): string {
  const { outcome } = trace;
  const status = outcome.kind === 'response' ? ` ${outcome.status}` : '';
  return [
    requestText(trace.request),
    ...trace.hops.filter(isWhereverPodsRun).map((hop) => `${hop.stage} ${hop.action}${subject(hop)}`),
    `${outcome.kind}${status} ${outcome.cause.code}`,
  ]
    .map(printable)
    .join('\n');
}

/** Whether a hop is made wherever the pods run. */
function isWhereverPodsRun(hop: Hop): boolean {
  return hop.stage !== 'node' || (hop.action !== 'forwarded' && hop.rule.id !== 'received-from-wire');
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
      return ` ${hop.rule.id}`;
    case 'service': {
      const masquerade = hop.masquerade ? ' with masquerade' : '';
      return ` ${objectText(hop.service)} ${hop.port.port}/${hop.port.protocol} by ${hop.via}${masquerade}`;
    }
    case 'network-policy':
      return ` ${hop.direction}`;
    case 'ingress': {
      const ingress = hop.ingress === undefined ? '' : ` ${objectText(hop.ingress)}`;
      const { backend } = hop;
      return `${ingress}${backend === undefined ? '' : ` to ${objectText(backend.service)} port ${backend.port}`}`;
    }
    case 'pod':
      return ` ${objectText(hop.workload ?? hop.pod)} port ${hop.packet.destination.port}`;
    default:
      return hop satisfies never;
  }
}
