import type { LoadBalancer } from '../../../cluster/infrastructure.js';
import type { ListenerCondition, ListenerRouting, ListenerRule } from '../../../cluster/listener-rule.js';
import { holds } from '../../../loadbalancer/condition.js';
import type { TextTest } from '../../language/text-test.js';
import { type RuleReader, ruleKey } from './rule-reader.js';

/** How the listeners of a load balancer go by the rules of Ingresses, all of them together. */
export function balancerReader(routings: readonly ListenerRouting[]): RuleReader {
  const rules = routings.flatMap((routing) => routing.rules);
  const views = routings.map((routing) => ({ ...routing, rulesFor: byHost(routing.rules) }));
  return {
    hosts: valuesOf(rules, 'host-header').map((text): TextTest => ({
      kind: 'wildcards',
      text: text.toLowerCase(),
    })),
    paths: 'as-sent',
    pathsAt: (host) =>
      valuesOf(
        views.flatMap(({ rulesFor }) => rulesFor(host)),
        'path-pattern',
      ).map((text): TextTest => ({ kind: 'wildcards', text })),
    takenBy: (host, path) =>
      views.flatMap(({ otherwise, rulesFor }) => takersIn({ rules: rulesFor(host), otherwise }, host, path)),
    comparisonOf: () => 'wildcards',
    mayTakeMore: () => false,
  };
}

/** What the listeners of a load balancer that go by rules do with requests. */
export function routingsOf({ listeners }: LoadBalancer): readonly ListenerRouting[] {
  return listeners.flatMap(({ routing }) => routing ?? []);
}

function valuesOf(rules: readonly ListenerRule[], field: 'host-header' | 'path-pattern'): readonly string[] {
  const values = rules
    .flatMap(({ conditions }) => conditions)
    .flatMap((condition) => (condition.field === field ? condition.values : []));
  return [...new Set(values)];
}

function isOfHost({ conditions }: ListenerRule, host: string): boolean {
  const request = requestFor(host, '');
  return conditions.every((condition) => condition.field !== 'host-header' || holds(condition, request));
}

/** The rules that are for a host, looked for once a host. */
function byHost(rules: readonly ListenerRule[]): (host: string) => readonly ListenerRule[] {
  const known = new Map<string, readonly ListenerRule[]>();
  return (host) => {
    const found = known.get(host) ?? rules.filter((rule) => isOfHost(rule, host));
    known.set(host, found);
    return found;
  };
}

/** The rules up to the first one that asks for nothing but host and path. */
function takersIn({ rules, otherwise }: ListenerRouting, host: string, path: string): readonly string[] {
  const request = requestFor(host, path);
  const takers: string[] = [];
  for (const { conditions, action, object, path: field } of rules) {
    const plain = conditions.filter((condition) => isPlain(condition));
    if (!plain.every((condition) => holds(condition, request))) continue;
    takers.push(ruleKey(object, field));
    if (plain.length === conditions.length && action.kind !== 'not-modelled') return takers;
  }
  return [...takers, ruleKey(otherwise.object, otherwise.path)];
}

function isPlain({ field }: ListenerCondition): boolean {
  return field === 'host-header' || field === 'path-pattern';
}

function requestFor(host: string, path: string): Parameters<typeof holds>[1] {
  const http = { version: '1.1', method: 'GET', host, target: path, headers: [] } as const;
  return { host, path, query: '', source: '', http };
}
