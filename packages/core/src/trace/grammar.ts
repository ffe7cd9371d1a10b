import type { Hop } from './hop.js';
import type { Outcome } from './outcome.js';
import type { Trace } from './trace.js';

/**
 * What is wrong with the order of a trace's hops; nothing for a trace that the library made.
 *
 * A request starts at its client, who may resolve a name. A service proxy is followed by its own node or by nothing. A
 * proxy that ends a connection sends the next packet itself, and once more in place of an error. The last hop fits the
 * outcome.
 */
export function grammarFaults(trace: Trace): readonly string[] {
  const { hops, outcome } = trace;
  const faults: string[] = [];
  for (const [index, hop] of hops.entries()) {
    const previous = hops[index - 1];
    const fault = previous === undefined ? startFault(hop) : sequenceFault(previous, hop);
    if (fault !== undefined) faults.push(`hop ${index}: ${fault}`);
  }
  const last = hops.at(-1);
  const fault = last === undefined ? emptyFault(outcome) : endFault(last, hops, outcome);
  if (fault !== undefined) faults.push(fault);
  return faults;
}

function startFault(hop: Hop): string | undefined {
  return hop.stage === 'client' ? undefined : `a trace starts with the client, not with ${hop.stage}`;
}

function sequenceFault(previous: Hop, hop: Hop): string | undefined {
  if (hop.stage === 'client') return 'only the first hop is of the client';
  if (hop.stage === 'dns' && previous.stage !== 'client' && previous.action !== 'terminated') {
    return `a name is resolved by who sends, not after ${previous.stage}`;
  }
  if (isErrorPage(hop)) return undefined;
  if (endsTheWay(previous)) return `nothing comes after a hop that ${previous.action} the packet`;
  if (previous.stage === 'service' && (hop.stage !== 'node' || hop.node !== previous.node)) {
    return `the service proxy of ${previous.node} is followed by its node, not by ${hop.stage}`;
  }
  if (previous.action === 'terminated') return senderFault(previous, hop);
  return undefined;
}

/** A proxy that has an answer may ask another backend in its place. */
function isErrorPage({ rule }: Hop): boolean {
  return rule.id === 'ingress-error-page';
}

function endsTheWay({ stage, action }: Hop): boolean {
  return (
    action === 'rejected' ||
    action === 'dropped' ||
    action === 'failed' ||
    action === 'answered' ||
    (stage === 'pod' && action === 'delivered')
  );
}

/** A proxy sends from an address of its own: the recorded change says which, where it is not the one it had before. */
function senderFault({ packet, changes }: Hop, hop: Hop): string | undefined {
  const { address } = hop.packet.source;
  const change = changes.find(({ kind, field }) => kind === 'connection' && field === 'source');
  const own = change?.to ?? packet.source.address;
  return own === address ? undefined : `the packet comes from ${address}, not from ${own} of the proxy`;
}

/** Without a hop nothing was sent. */
function emptyFault(outcome: Outcome): string | undefined {
  return outcome.kind === 'unknown' ? undefined : `nothing was sent, and yet the outcome is ${outcome.kind}`;
}

function endFault(last: Hop, hops: readonly Hop[], outcome: Outcome): string | undefined {
  const isFit = fits(last, outcome) || hops.some((hop) => hop.action === 'terminated' && fits(hop, outcome));
  return isFit ? undefined : `the outcome ${outcome.kind} does not fit ${last.stage} ${last.action}`;
}

/** Whether the outcome may be the doing of this hop: the last one, or a proxy before it. */
function fits({ stage, action }: Hop, { kind }: Outcome): boolean {
  const isProxy = action === 'terminated';
  switch (kind) {
    case 'response':
      return (stage === 'pod' && action === 'delivered') || action === 'answered' || isProxy;
    case 'connected':
      return (
        (stage === 'pod' && action === 'delivered') ||
        (stage === 'ingress' && isProxy) ||
        action === 'answered'
      );
    case 'delivered':
      return stage === 'pod' && action === 'delivered';
    case 'refused':
    case 'reset':
      return action === 'rejected';
    case 'closed':
      return action === 'rejected' || isProxy;
    case 'tls-error':
      return (stage === 'ingress' || stage === 'node') && action === 'rejected';
    // An answer that is lost on its way back is lost after any end.
    case 'timeout':
    case 'unknown':
      return true;
    case 'unroutable':
    case 'left':
      return action === 'sent' || action === 'resolved' || action === 'forwarded' || isProxy;
    case 'dns-error':
      return action === 'failed';
    default:
      return kind satisfies never;
  }
}
