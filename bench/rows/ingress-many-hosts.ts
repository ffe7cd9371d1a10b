import { compare, type Comparison, perSecond } from '../comparison.js';
import { ingressQuestions, ingressRules } from '../data/ingress-rules.js';
import {
  askAll,
  checkAgreement,
  findMyWayMatcher,
  type IngressCase,
  knownHostsOnly,
  kubehopMatcher,
  naiveMatcher,
} from '../ingress-matchers.js';
import { measure } from '../measure.js';
import type { Row } from '../row.js';

const pathsOfHost = 10;

/** Many hosts with few paths each. */
export const ingressManyHosts: Row = {
  id: 'L1',
  run({ rounds, hosts, requests }) {
    const rules = ingressRules(hosts, pathsOfHost);
    const asked = { rules, questions: ingressQuestions(rules, requests) };
    const title = `Ingress: a request among ${hosts} hosts of ${pathsOfHost} paths`;
    return [
      matching(title, rounds, asked),
      // Whoever asks for a host that nobody has is told why, which is no matching.
      matching(`${title}, known hosts only`, rounds, knownHostsOnly(asked)),
    ];
  },
};

function matching(title: string, rounds: number, asked: IngressCase): Comparison {
  const kubehop = kubehopMatcher(asked);
  const anchor = findMyWayMatcher(asked);
  checkAgreement(asked, [kubehop, anchor, naiveMatcher(asked)]);
  const ms = measure(rounds, { kubehop: askAll(asked, kubehop), 'find-my-way': askAll(asked, anchor) });
  const rate = (name: string): number => perSecond(asked.questions.length, ms(name));
  return compare(
    {
      title,
      unit: 'requests/s',
      ours: rate('kubehop'),
      anchor: { name: 'find-my-way, a router a host', value: rate('find-my-way') },
    },
    { atLeast: 2 },
  );
}
