import { compare, perSecond } from '../comparison.js';
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

const wideHosts = 5;
const fewPaths = 10;

/** Few hosts with many paths each: whoever scans the paths of a host is found out. */
export const ingressManyPaths: Row = {
  id: 'L2',
  run({ rounds, hosts, pathsOfHost, requests }) {
    const wide = ingressCase(wideHosts, pathsOfHost, requests);
    const narrow = ingressCase(hosts, fewPaths, requests);
    const kubehop = kubehopMatcher(wide);
    const anchor = findMyWayMatcher(wide);
    checkAgreement(wide, [kubehop, anchor, naiveMatcher(wide)]);
    // Between the shapes only the matching counts: to say why a host is unknown costs more the more hosts there are.
    const [wideKnown, narrowKnown] = [knownHostsOnly(wide), knownHostsOnly(narrow)];
    const ms = measure(rounds, {
      kubehop: askAll(wide, kubehop),
      'find-my-way': askAll(wide, anchor),
      'wide, known': askAll(wideKnown, kubehopMatcher(wideKnown)),
      'narrow, known': askAll(narrowKnown, kubehopMatcher(narrowKnown)),
    });
    const known = wideKnown.questions.length;
    const title = `Ingress: a request among ${wideHosts} hosts of ${pathsOfHost} paths`;
    return [
      compare(
        {
          title,
          unit: 'requests/s',
          ours: perSecond(requests, ms('kubehop')),
          anchor: { name: 'find-my-way, a router a host', value: perSecond(requests, ms('find-my-way')) },
        },
        { atLeast: 4 },
      ),
      compare(
        {
          title: `${title}, known hosts only`,
          unit: 'requests/s',
          ours: perSecond(known, ms('wide, known')),
          anchor: {
            name: `${hosts} hosts of ${fewPaths} paths`,
            value: perSecond(known, ms('narrow, known')),
          },
        },
        { atLeast: 0.5 },
      ),
    ];
  },
};

function ingressCase(hosts: number, pathsOfHost: number, requests: number): IngressCase {
  const rules = ingressRules(hosts, pathsOfHost);
  return { rules, questions: ingressQuestions(rules, requests) };
}
