import { hostAndPath } from '../../ingress/host-and-path.js';
import type { Distinction, Distinctions } from './distinctions.js';
import { byHost } from '../../ingress/documented/dialect.js';
import { hostTest } from '../language/host-test.js';
import type { TextTest } from '../language/text-test.js';
import type { IngressRequest } from '../../ingress/request.js';
import type { Route } from '../../ingress/documented/route.js';

/**
 * How a controller that is known from its documentation tells requests apart.
 *
 * @param plainPaths what paths begin with that are treated otherwise, on every host
 */
export function documentedDistinctions(
  routes: readonly Route[],
  plainPaths: readonly string[] = [],
): Distinctions<IngressRequest> {
  const hosts = byHost(routes);
  const names = new Set(routes.map(({ host }) => host));
  return {
    early: () => undefined,
    earlyExamples: [],
    hostOf: ({ http }) => hostAndPath(http).host,
    hosts: [...names].filter((name) => name !== '').map(hostTest),
    oddHosts: [],
    pathOf: ({ http }) => hostAndPath(http).path,
    paths: 'as-sent',
    pathsAt: (host) => [
      ...hosts.matchAll(host).flat().map(pathTest),
      ...plainPaths.map((text): TextTest => ({ kind: 'begins', text })),
    ],
    fieldsAt: () => [method],
  };
}

/** Redirects of GET have another status. */
const method: Distinction<IngressRequest> = {
  of: 'method',
  answer: ({ http }) => (http.method === 'GET' ? 'GET' : 'others'),
  examples: [{ method: 'POST' }],
};

function pathTest({ match, text }: Route): TextTest {
  switch (match.kind) {
    case 'exact':
      return { kind: 'is', text };
    case 'prefix':
      return { kind: 'below', path: text === '' ? '/' : text };
    case 'begin':
      return { kind: 'begins', text };
    case 'begin-in-any-case':
      return { kind: 'begins', text, ignoreCase: true };
    case 'pattern':
      return { kind: 'matches', pattern: match.pattern };
    default:
      return match satisfies never;
  }
}
