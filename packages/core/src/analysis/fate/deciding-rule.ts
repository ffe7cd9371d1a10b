import type { AllTraces } from '../../pipeline/trace-all.js';
import type { Rule } from '../../trace/rule.js';

/** The rule that decided where a request goes, on its most probable way: the last one that an object states. */
export function decidingRule({ branches }: AllTraces): Rule | undefined {
  const [first] = branches;
  if (first === undefined) return undefined;
  let most = first;
  for (const branch of branches) if (branch.probability > most.probability) most = branch;
  const { hops } = most.trace;
  for (let at = hops.length - 1; at >= 0; at -= 1) {
    const hop = hops[at];
    if (hop?.stage === 'ingress' || hop?.stage === 'load-balancer') return hop.rule;
  }
  const services = hops.filter(({ stage }) => stage === 'service');
  return services.at(-1)?.rule;
}
