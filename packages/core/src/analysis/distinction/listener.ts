import { edgesOf } from '../../address/range-edges.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { Listener, LoadBalancer } from '../../cluster/infrastructure.js';
import type { ListenerCondition, ListenerRouting } from '../../cluster/listener-rule.js';
import type { Packet } from '../../request/packet.js';
import type { Distinction, Distinctions, RequestPatch } from './distinctions.js';
import type { TextTest } from '../language/text-test.js';
import { certificateRefusal } from '../../loadbalancer/certificate.js';
import { conditionText, holds, routedRequest, type RoutedRequest } from '../../loadbalancer/condition.js';

/** How a load balancer of layer 7 tells requests apart: by the conditions of its rules. */
export function listenerDistinctions(
  cluster: Cluster,
  balancer: LoadBalancer,
  listener: Listener,
  routing: ListenerRouting,
): Distinctions<Packet> {
  const conditions = routing.rules.map((rule) => rule.conditions);
  return {
    early({ tls, http }) {
      if (tls !== undefined && listener.terminates === 'HTTP') return 'TLS on a plain port';
      if (http === undefined) return 'no request';
      if (tls === undefined && listener.terminates === 'HTTPS') return 'plain on a port of TLS';
      return certificateRefusal(cluster, balancer, listener, tls) === undefined ? undefined : 'certificate';
    },
    earlyExamples: [...namesIn(routing), null, 'name-of-nobody.example'].map((sni) => ({ sni })),
    hostOf: (packet) => read(packet)?.host ?? '',
    hosts: conditions
      .flat()
      .flatMap((condition) =>
        condition.field === 'host-header'
          ? condition.values.map((text): TextTest => ({ kind: 'wildcards', text: text.toLowerCase() }))
          : [],
      ),
    oddHosts: [],
    pathOf: (packet) => read(packet)?.path ?? '',
    paths: 'as-sent',
    pathsAt: (host) =>
      conditions
        .filter((ofRule) => holdsFor(ofRule, { host }))
        .flat()
        .flatMap((condition) =>
          condition.field === 'path-pattern'
            ? condition.values.map((text): TextTest => ({ kind: 'wildcards', text }))
            : [],
        ),
    fieldsAt: (host, path) =>
      conditions
        .filter((ofRule) => holdsFor(ofRule, { host, path }))
        .flat()
        .flatMap((condition) => distinctionBy(condition)),
  };
}

function read({ http, source }: Packet): RoutedRequest | undefined {
  return http === undefined ? undefined : routedRequest(http, source.address);
}

const anyRequest: Omit<RoutedRequest, 'host' | 'path'> = {
  query: '',
  source: '',
  http: { version: '1.1', method: 'GET', host: null, target: '/', headers: [] },
};

/** Whether the conditions about host and path, as far as these are given, hold. */
function holdsFor(
  conditions: readonly ListenerCondition[],
  { host, path }: { readonly host: string; readonly path?: string },
): boolean {
  return conditions.every((condition) => {
    const isAsked =
      condition.field === 'host-header' || (condition.field === 'path-pattern' && path !== undefined);
    return !isAsked || holds(condition, { ...anyRequest, host, path: path ?? '' });
  });
}

function namesIn({ rules }: ListenerRouting): readonly string[] {
  const values = rules
    .flatMap(({ conditions }) => conditions)
    .flatMap((condition) => (condition.field === 'host-header' ? condition.values : []));
  return [...new Set(values)].map((value) => value.replaceAll('*', 'x').replaceAll('?', 'x'));
}

function distinctionBy(condition: ListenerCondition): readonly Distinction<Packet>[] {
  if (condition.field === 'host-header' || condition.field === 'path-pattern') return [];
  return [
    {
      of: conditionText(condition),
      answer(packet) {
        const request = read(packet);
        return request !== undefined && holds(condition, request) ? 'yes' : 'no';
      },
      examples: examplesOf(condition),
      ...(condition.field === 'http-header' ? { header: headerAsked(condition) } : {}),
    },
  ];
}

function headerAsked({
  name,
  values,
}: Extract<ListenerCondition, { field: 'http-header' }>): NonNullable<Distinction<Packet>['header']> {
  return {
    name: name.toLowerCase(),
    tests: values.map((text) => ({ kind: 'wildcards', text, ignoreCase: true })),
  };
}

/** Requests for which a condition holds, each by one of its values, and some for which it does not. */
function examplesOf(condition: ListenerCondition): readonly RequestPatch[] {
  switch (condition.field) {
    case 'host-header':
    case 'path-pattern':
    case 'http-header':
      return [];
    case 'http-request-method':
      return [...condition.values, 'OTHER'].map((method) => ({ method }));
    case 'source-ip':
      return edgesOf(condition.values).map((client) => ({ client }));
    case 'query-string':
      return condition.values.map(({ key = 'x', value }) => ({
        query: `${withoutWildcards(key)}=${withoutWildcards(value)}`,
      }));
    default:
      return condition satisfies never;
  }
}

function withoutWildcards(value: string): string {
  return value.replaceAll('*', '').replaceAll('?', 'x');
}
