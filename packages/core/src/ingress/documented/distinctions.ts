import { hostOfHeader } from '../../address/host-port.js';
import { splitTarget } from '../../address/request-target.js';
import type { Distinction, Distinctions } from '../../routing/distinctions.js';
import type { HostTable } from '../../routing/host-table.js';
import { hostTest } from '../../routing/host-test.js';
import type { TextTest } from '../../routing/text-test.js';
import type { IngressRequest } from '../request.js';
import type { Route } from './route.js';

/** How a controller that is known from its documentation tells requests apart. */
export function documentedDistinctions(
  routes: readonly Route[],
  hosts: HostTable<readonly Route[]>,
): Distinctions<IngressRequest> {
  const names = new Set(routes.map(({ host }) => host));
  return {
    early: () => undefined,
    earlyExamples: [],
    hostOf: ({ http }) => (http.host === null ? '' : hostOfHeader(http.host)),
    hosts: [...names].filter((name) => name !== '').map(hostTest),
    oddHosts: [],
    pathOf: ({ http }) => splitTarget(http.target).path,
    paths: 'as-sent',
    pathsAt: (host) => hosts.matchAll(host).flat().map(pathTest),
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
