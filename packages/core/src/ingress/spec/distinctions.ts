import { hostOfHeader } from '../../address/host-port.js';
import { splitTarget } from '../../address/request-target.js';
import type { Distinctions } from '../../routing/distinctions.js';
import { hostTest } from '../../routing/host-test.js';
import type { PathRule } from '../../routing/path-table.js';
import type { TextTest } from '../../routing/text-test.js';
import type { IngressRequest } from '../request.js';
import type { SpecTables } from './compile.js';

/** How requests are told apart by the specification: by host, then by path as it is sent. */
export function specDistinctions({ servers, hosts }: SpecTables): Distinctions<IngressRequest> {
  return {
    early: () => undefined,
    earlyExamples: [],
    hostOf: ({ http }) => (http.host === null ? '' : hostOfHeader(http.host)),
    hosts: hosts.map(hostTest),
    oddHosts: [],
    pathOf: ({ http }) => splitTarget(http.target).path,
    paths: 'as-sent',
    pathsAt: (host) => servers.match(host)?.rules.map(pathTest) ?? [],
    fieldsAt: () => [],
  };
}

function pathTest({ path, pathType }: PathRule): TextTest {
  return pathType === 'Exact' ? { kind: 'is', text: path } : { kind: 'below', path };
}
