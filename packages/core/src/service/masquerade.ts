import type { Target } from '../request/packet.js';
import type { Rule, Skip } from '../trace/rule.js';
import type { Question } from './question.js';
import type { Forwarded } from './ruling.js';

/** What happens to the source of a packet once its endpoint is chosen. */
export interface SourceDecision {
  /** Why the packet is masqueraded; undefined: it is not. */
  readonly masqueradeRule: Rule | undefined;
  readonly skipped: readonly Skip[];
}

const hairpin: Rule = { id: 'masquerade-hairpin' };

/**
 * Whether the packet is masqueraded on its way to an endpoint: as ruled, and always when the sender is the endpoint
 * itself, which would otherwise answer itself directly.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go: traffic that loops back to the originator
 */
export function sourceDecision(
  { packet }: Question,
  { source, list }: Forwarded,
  endpoint: Target,
): SourceDecision {
  if (source.masquerade) return { masqueradeRule: source.rule, skipped: list.skipped };
  if (endpoint.address === packet.source.address) return { masqueradeRule: hairpin, skipped: list.skipped };
  return { masqueradeRule: undefined, skipped: [source.skip, ...list.skipped] };
}
