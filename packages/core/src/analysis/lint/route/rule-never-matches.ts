import type { Cluster } from '../../../cluster/cluster.js';
import type { Finding } from '../finding.js';
import { ruleKey } from './rule-reader.js';
import { type RuleServer, ruleServers } from './rule-server.js';
import { type Served, shownUnmet, takerBy } from './shown-unmet.js';
import { statedDefault, statedPaths, type StatedRule } from './stated-rule.js';
import { keyOf, unmetRules } from './unmet-rules.js';
import { isSame } from './why-unmet.js';

/**
 * Rules of Ingresses to which no request comes that there is: others take all that they cover, or nothing is as they
 * say. That a redirect or an access list answers in place of a backend is no finding, nor what an Ingress states that
 * nobody serves.
 *
 * @param others findings that tell more of the same field
 * @see kubernetes/website concepts/services-networking/ingress.md, Multiple matches
 */
export function ruleNeverMatches(cluster: Cluster, others: readonly Finding[]): readonly Finding[] {
  const servers = ruleServers(cluster).map((server) => {
    const rules = rulesOf(server);
    return { server, rules, byKey: new Map(rules.map((rule) => [keyOf(rule), rule])) };
  });
  const met = new Set<string>();
  const unmet = new Map<string, Unmet>();
  for (const { server, rules, byKey } of servers) {
    const ofServer = new Map(unmetRules(server.reader, rules).map((rule) => [keyOf(rule), rule]));
    for (const rule of rules) if (!ofServer.has(keyOf(rule))) met.add(keyOf(rule));
    for (const [key, rule] of ofServer) if (!unmet.has(key)) unmet.set(key, { rule, server, byKey });
  }
  const told = new Set(others.map(({ object, path }) => ruleKey(object, path)));
  const groups = new Map<string, Unmet[]>();
  for (const [key, found] of unmet) {
    if (met.has(key) || told.has(`${key}.path`)) continue;
    const group = groupOf(found);
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [found]);
    else known.push(found);
  }
  return [...groups.values()].flatMap((group) => findingOf(group) ?? []);
}

/** A rule to which no request comes. */
interface Unmet extends Served {
  readonly rule: StatedRule;
}

/** What is equal for rules of an Ingress that another one comes before in the same way: one mistake makes them all. */
function groupOf({ rule, ...served }: Unmet): string {
  const { ingress, host, path } = rule;
  const taker = takerBy(served, host, path);
  const isBefore = taker !== undefined && taker.path === path && taker.host === host;
  if (!isBefore || rule.backend.kind !== 'service') return keyOf(rule);
  return JSON.stringify([
    keyOf({ ingress, field: '' }),
    host,
    keyOf({ ingress: taker.ingress, field: '' }),
    isSame(rule, taker),
  ]);
}

/** What is found of the first rule of a group that a request shows, with the paths of the others. */
function findingOf(group: readonly Unmet[]): Finding | undefined {
  for (const { rule, ...served } of group) {
    const finding = shownUnmet(served, rule);
    if (finding === undefined) continue;
    const others = group.filter((other) => other.rule !== rule).map((other) => other.rule.path);
    if (others.length === 0) return finding;
    const more = others.length > 3 ? [`${others.length - 3} more`] : [];
    const paths = [...others.slice(0, 3), ...more].join(', ');
    return { ...finding, message: `${finding.message} So it is with ${paths} of the Ingress.` };
  }
  return undefined;
}

function rulesOf({ ingresses }: RuleServer): readonly StatedRule[] {
  return ingresses.flatMap((ingress): readonly StatedRule[] => {
    const otherwise = statedDefault(ingress);
    return otherwise === undefined ? statedPaths(ingress) : [...statedPaths(ingress), otherwise];
  });
}
