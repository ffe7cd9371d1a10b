import { hostAndPath } from '../../ingress/host-and-path.js';
import type { Distinctions } from './distinctions.js';
import { hostTest } from '../language/host-test.js';
import type { PathRule } from '../../routing/path-table.js';
import type { TextTest } from '../language/text-test.js';
import type { IngressRequest } from '../../ingress/request.js';
import type { SpecTables } from '../../ingress/spec/compile.js';

/** How requests are told apart by the specification: by host, then by path as it is sent. */
export function specDistinctions({ servers, hosts }: SpecTables): Distinctions<IngressRequest> {
  return {
    early: () => undefined,
    earlyExamples: [],
    hostOf: ({ http }) => hostAndPath(http).host,
    hosts: hosts.map(hostTest),
    oddHosts: [],
    pathOf: ({ http }) => hostAndPath(http).path,
    paths: 'as-sent',
    pathsAt: (host) => servers.match(host)?.rules.map(pathTest) ?? [],
    fieldsAt: () => [],
  };
}

function pathTest({ path, pathType }: PathRule): TextTest {
  return pathType === 'Exact' ? { kind: 'is', text: path } : { kind: 'below', path };
}
