import { compare, perSecond } from '../comparison.js';
import { ingressQuestions, ingressRules } from '../data/ingress-rules.js';
import {
  askAll,
  checkAgreement,
  findMyWayMatcher,
  kubehopMatcher,
  naiveMatcher,
  type IngressCase,
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
    const ms = measure(rounds, {
      kubehop: askAll(wide, kubehop),
      'find-my-way': askAll(wide, anchor),
      narrow: askAll(narrow, kubehopMatcher(narrow)),
    });
    const rate = (name: string): number => perSecond(requests, ms(name));
    const figures = {
      title: `Ingress: a request among ${wideHosts} hosts of ${pathsOfHost} paths`,
      unit: 'requests/s',
      ours: rate('kubehop'),
    };
    return [
      compare(
        { ...figures, anchor: { name: 'find-my-way, a router a host', value: rate('find-my-way') } },
        { atLeast: 4 },
      ),
      compare(
        {
          ...figures,
          anchor: { name: `kubehop, ${hosts} hosts of ${fewPaths} paths`, value: rate('narrow') },
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
