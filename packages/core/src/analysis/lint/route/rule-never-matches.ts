import type { Cluster } from '../../../cluster/cluster.js';
import { ingressReference } from '../../../ingress/reference.js';
import type { SkipCode } from '../../../trace/skips.js';
import type { Finding } from '../finding.js';
import { askedPath } from './asked-path.js';
import { type AskedServer, type RuleServer, ruleServers } from './rule-server.js';
import { hostSent, statedDefault, statedPaths, type StatedRule } from './stated-rule.js';
import { ruleKey } from './rule-reader.js';
import { takerOf } from './taker.js';
import { canBeSent, keyOf, unmetRules } from './unmet-rules.js';
import { isOfIngress } from './words.js';
import { whyUnmet } from './why-unmet.js';

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
  const unmet = new Map<string, { readonly rule: StatedRule } & Served>();
  for (const { server, rules, byKey } of servers) {
    const ofServer = new Map(unmetRules(server.reader, rules).map((rule) => [keyOf(rule), rule]));
    for (const rule of rules) if (!ofServer.has(keyOf(rule))) met.add(keyOf(rule));
    for (const [key, rule] of ofServer) if (!unmet.has(key)) unmet.set(key, { rule, server, byKey });
  }
  const told = new Set(others.map(({ object, path }) => ruleKey(object, path)));
  return together(
    [...unmet].flatMap(([key, { rule, ...served }]) =>
      met.has(key) || told.has(`${key}.path`) ? [] : (foundOf(served, rule) ?? []),
    ),
  );
}

/** Who serves a rule, with all rules that it serves. */
interface Served {
  readonly server: RuleServer;
  readonly byKey: ReadonlyMap<string, StatedRule>;
}

/** A finding before those that are alike are told together. */
interface Found {
  readonly finding: Finding;
  readonly path: string;
  /** Equal for those that are told together. */
  readonly group: string;
}

/** The first of each group, with the paths of the others. */
function together(all: readonly Found[]): readonly Finding[] {
  const groups = new Map<string, Found[]>();
  for (const found of all) {
    const group = groups.get(found.group);
    if (group === undefined) groups.set(found.group, [found]);
    else group.push(found);
  }
  return [...groups.values()].flatMap(([first, ...rest]): readonly Finding[] => {
    if (first === undefined) return [];
    const { finding } = first;
    if (rest.length === 0) return [finding];
    const more = rest.length > 3 ? [`${rest.length - 3} more`] : [];
    const paths = [...rest.slice(0, 3).map(({ path }) => path), ...more].join(', ');
    return [{ ...finding, message: `${finding.message} So it is with ${paths} of the Ingress.` }];
  });
}

function rulesOf({ ingresses }: RuleServer): readonly StatedRule[] {
  return ingresses.flatMap((ingress): readonly StatedRule[] => {
    const otherwise = statedDefault(ingress);
    return otherwise === undefined ? statedPaths(ingress) : [...statedPaths(ingress), otherwise];
  });
}

/** What is found where a request that the rule is written for shows that another one, or none, takes it. */
function foundOf(served: Served, rule: StatedRule): Found | undefined {
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
  const { isHarmless, alike, label, reason, field, fix } = why;
  const severity = isHarmless ? 'notice' : 'warning';
  const finding: Finding = {
    code: 'rule-never-matches',
    severity,
    object: ingressReference(rule.ingress),
    path: field,
    message: `No request comes to ${label}: ${reason}.`,
    fix,
    evidence: { kind: 'request', request, trace },
  };
  const group =
    alike === undefined ? keyOf(rule) : JSON.stringify([finding.object, rule.host, severity, alike]);
  return { finding, path: rule.path, group };
}

/** A default backend is asked for on a host of its Ingress. */
function askedRule(rule: StatedRule): StatedRule {
  return 'pathType' in rule ? rule : { ...rule, host: rule.ingress.spec.rules[0]?.host ?? '' };
}

/** The one rule that requests for a path come to. */
function takerBy({ server, byKey }: Served, host: string, path: string): StatedRule | undefined {
  if (!canBeSent(server.reader, path)) return undefined;
  const [key, ...others] = new Set(server.reader.takenBy(hostSent(host), path) ?? []);
  return key === undefined || others.length > 0 ? undefined : byKey.get(key);
}

function whySkipped({ rejected }: AskedServer, { ingress, field }: StatedRule): SkipCode | undefined {
  return rejected().find(({ object, path }) => path === field && isOfIngress(object, ingress))?.code;
}
