import { ingressReference } from '../../../ingress/reference.js';
import type { SkipCode } from '../../../trace/skips.js';
import type { Finding } from '../finding.js';
import { askedPath } from './asked-path.js';
import type { AskedServer, RuleServer } from './rule-server.js';
import { hostSent, type StatedRule } from './stated-rule.js';
import { takerOf } from './taker.js';
import { canBeSent, keyOf } from './unmet-rules.js';
import { whyUnmet } from './why-unmet.js';
import { isOfIngress } from './words.js';

/** Who serves a rule, with all rules that it serves. */
export interface Served {
  readonly server: RuleServer;
  readonly byKey: ReadonlyMap<string, StatedRule>;
}

/** What is found where a request that the rule is written for shows that another one, or none, takes it. */
export function shownUnmet(served: Served, rule: StatedRule): Finding | undefined {
  const { server } = served;
  const { host, path, query } = askedPath(server.reader, askedRule(rule));
  const asked = server.ask(host, path, query);
  if (asked === undefined || asked.trace.outcome.cause.code === 'route-order-not-documented')
    return undefined;
  const taker = takerBy(served, host, path) ?? takerOf(server.ingresses, asked.hop);
  if (taker !== undefined && keyOf(taker) === keyOf(rule)) return undefined;
  const code = whySkipped(asked, rule);
  const why = code === 'backend-left-out' ? undefined : whyUnmet({ server, rule, taker, asked, code, query });
  if (why === undefined) return undefined;
  const { request, trace } = asked;
  const { isHarmless, label, reason, field, fix } = why;
  return {
    code: 'rule-never-matches',
    severity: isHarmless ? 'notice' : 'warning',
    object: ingressReference(rule.ingress),
    path: field,
    message: `No request comes to ${label}: ${reason}.`,
    fix,
    evidence: { kind: 'request', request, trace },
  };
}

/** A default backend is asked for on a host of its Ingress. */
function askedRule(rule: StatedRule): StatedRule {
  return 'pathType' in rule ? rule : { ...rule, host: rule.ingress.spec.rules[0]?.host ?? '' };
}

/** The one rule that requests for a path come to. */
export function takerBy({ server, byKey }: Served, host: string, path: string): StatedRule | undefined {
  if (!canBeSent(server.reader, path)) return undefined;
  const [key, ...others] = new Set(server.reader.takenBy(hostSent(host), path) ?? []);
  return key === undefined || others.length > 0 ? undefined : byKey.get(key);
}

function whySkipped({ rejected }: AskedServer, { ingress, field }: StatedRule): SkipCode | undefined {
  return rejected().find(({ object, path }) => path === field && isOfIngress(object, ingress))?.code;
}
