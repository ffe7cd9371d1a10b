import type { LoadBalancer } from '../../../cluster/infrastructure.js';
import type { ListenerCondition, ListenerRouting, ListenerRule } from '../../../cluster/listener-rule.js';
import { holds } from '../../../loadbalancer/condition.js';
import type { TextTest } from '../../language/text-test.js';
import { type RuleReader, ruleKey } from './rule-reader.js';

/** How the listeners of a load balancer go by the rules of Ingresses, all of them together. */
export function balancerReader(routings: readonly ListenerRouting[]): RuleReader {
  const rules = routings.flatMap((routing) => routing.rules);
  return {
    hosts: valuesOf(rules, 'host-header').map((text): TextTest => ({
      kind: 'wildcards',
      text: text.toLowerCase(),
    })),
    paths: 'as-sent',
    pathsAt: (host) =>
      valuesOf(
        rules.filter(({ conditions }) => conditions.every((condition) => isOfHost(condition, host))),
        'path-pattern',
      ).map((text): TextTest => ({ kind: 'wildcards', text })),
    takenBy: (host, path) => routings.flatMap((routing) => takersIn(routing, host, path)),
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

function isOfHost(condition: ListenerCondition, host: string): boolean {
  return condition.field !== 'host-header' || holds(condition, requestFor(host, ''));
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
