import { claimByNodePort, holderOf, type Claim } from './claim.js';
import { iptablesRuling } from './iptables.js';
import type { Question } from './question.js';
import type { Passed, Ruling, Undecided } from './ruling.js';

/**
 * The service proxy in mode ipvs, as far as it is sure to do what mode iptables does: policy Cluster with endpoints and
 * without source ranges, and what is for no Service at all. The rest (other ports of a Service, policy Local, no
 * endpoint, node ports on other addresses) is not modelled.
 *
 * @see kubernetes/kubernetes pkg/proxy/ipvs/README.md
 */
export function ipvsRuling(question: Question): Ruling {
  const ruling = iptablesRuling(question);
  switch (ruling.kind) {
    case 'forwarded': {
      const isSame = ruling.policy === 'Cluster' && ruling.claim.port.loadBalancerSourceRanges.length === 0;
      return isSame ? ruling : undecided(ruling.claim);
    }
    case 'refused':
      return undecided(ruling.claim);
    case 'passed': {
      const holder = holderOf(question) ?? nodePortAskedElsewhere(question, ruling);
      return holder === undefined ? ruling : undecided(holder);
    }
    case 'filtered':
    case 'undecided':
      return ruling;
    default:
      return ruling satisfies never;
  }
}

/** Which addresses of the node serve node ports depends on the mode. */
function nodePortAskedElsewhere(question: Question, { rule }: Passed): Claim | undefined {
  return rule.id === 'node-port-not-on-address' ? claimByNodePort(question) : undefined;
}

function undecided(holder: Claim): Undecided {
  return { kind: 'undecided', holder, rule: { id: 'ipvs-may-differ', object: holder.port.reference } };
}
