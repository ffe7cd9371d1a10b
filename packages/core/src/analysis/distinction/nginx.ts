import type { Cluster } from '../../cluster/cluster.js';
import type { Distinction, Distinctions, RequestPatch } from './distinctions.js';
import { hostTest } from '../language/host-test.js';
import { cellsOf } from '../language/text-cells.js';
import { anyText } from '../language/text-domain.js';
import { Pattern } from '../../routing/pattern.js';
import type { TextTest } from '../language/text-test.js';
import type { IngressRequest } from '../../ingress/request.js';
import { rewriteDirectives } from '../../ingress/nginx/answer/rewrite.js';
import { blockedAnswer } from '../../ingress/nginx/answer/blocked.js';
import { builtInPaths } from '../../ingress/nginx/answer/built-in.js';
import { clientDistinction } from './nginx-client.js';
import { canaryDistinction } from './nginx-canary.js';
import { rewriteDistinction } from './nginx-rewrite.js';
import { schemeDistinction } from './nginx-scheme.js';
import { pathTests } from './nginx-paths.js';
import type { NginxConfiguration } from '../../ingress/nginx/configuration/configuration.js';
import { catchAll } from '../../ingress/nginx/configuration/servers.js';
import { readNginxRequest } from '../../ingress/nginx/request/nginx-request.js';

/** How ingress-nginx tells requests apart: all that its servers, locations and lists look at. */
export function nginxDistinctions(
  view: Cluster,
  configuration: NginxConfiguration,
): Distinctions<IngressRequest> {
  const { servers, settings, refusals } = configuration;
  const read = (request: IngressRequest): ReturnType<typeof readNginxRequest> =>
    readNginxRequest(request, settings);
  return {
    early(request) {
      const [refusal] = refusals;
      if (refusal !== undefined) return `configuration ${refusal.code}`;
      const seen = read(request);
      if ('kind' in seen) {
        return seen.kind === 'response' ? `${seen.status} ${seen.cause.code}` : seen.kind;
      }
      if (servers.match(seen.host) === undefined) return 'name not known';
      const blocked = blockedAnswer(configuration, seen);
      return blocked === undefined ? undefined : `blocked ${blocked.rule.path ?? ''} ${blocked.result.kind}`;
    },
    earlyExamples: [...malformed, ...lists(configuration)],
    hostOf(request) {
      const seen = read(request);
      return 'kind' in seen ? catchAll : seen.host;
    },
    hosts: hostTests(configuration),
    oddHosts: [catchAll],
    pathOf(request) {
      const seen = read(request);
      return 'kind' in seen ? '' : seen.target.path;
    },
    paths: 'decoded',
    pathsAt(host) {
      const server = servers.match(host);
      return server?.kind === 'server' ? pathTests(server, configuration) : [];
    },
    rewriteAt(host, path) {
      const server = servers.match(host);
      const matched = server?.kind === 'server' ? server.table.match(path) : undefined;
      const directives = matched === undefined ? [] : rewriteDirectives(matched, settings.line);
      return directives.length === 0
        ? undefined
        : directives.map(({ source, target }) => `${source} ${target}`).join('\n');
    },
    fieldsAt(host, path) {
      const server = servers.match(host);
      if (server?.kind !== 'server') return schemeDistinction(settings);
      const matched = server.table.match(path);
      return [
        ...schemeDistinction(settings),
        ...(server.host === catchAll && path.startsWith(statusPath) ? [statusMethods] : []),
        ...(matched === undefined
          ? []
          : [
              ...rewriteDistinction(configuration, matched),
              ...clientDistinction(configuration, matched.location),
              ...canaryDistinction(view, configuration, matched.location),
            ]),
      ];
    },
  };
}

/** What nginx refuses to read. */
const malformed: readonly RequestPatch[] = [
  { target: '/%' },
  { target: '/..' },
  { hostHeader: '..' },
  { hostHeader: null },
  { hostHeader: null, version: '1.0' },
  { version: '2' },
  { method: 'TRACE' },
  { method: 'CONNECT' },
  { proxyProtocol: 'PROXY TCP4 203.0.113.7 192.0.2.1 40000 80' },
];

const [, statusPath] = builtInPaths;

/** The page that shows the status of nginx answers some methods only. */
const statusMethods: Distinction<IngressRequest> = {
  of: 'method',
  answer: ({ http: { method } }) => (method === 'GET' || method === 'HEAD' ? 'GET, HEAD' : 'others'),
  examples: [{ method: 'GET' }, { method: 'POST' }],
};

/** Values of headers that are blocked, and others. */
function lists({ settings }: NginxConfiguration): readonly RequestPatch[] {
  return settings.blockLists.flatMap(({ header, values, patterns }) => {
    const tests: readonly TextTest[] = [
      ...[...values].map((text): TextTest => ({ kind: 'is', text, ignoreCase: true })),
      ...patterns.map((pattern): TextTest => ({ kind: 'matches', pattern })),
    ];
    if (tests.length === 0) return [];
    const { cells } = cellsOf(tests, anyText);
    return cells.map(({ witness }) => ({ headers: [{ name: header, value: witness }] }));
  });
}

function hostTests({
  servers: { servers, redirects },
  certificates,
}: NginxConfiguration): readonly TextTest[] {
  const names = [
    ...servers.map(({ host }) => host),
    ...redirects.map(({ host }) => host),
    ...certificates.byName.keys(),
  ];
  const known = [...new Set(names)].filter((name) => name !== catchAll);
  return [
    { kind: 'is', text: catchAll },
    ...known.map(hostTest),
    ...servers.flatMap(({ aliases }) => aliases.flatMap(aliasTests)),
  ];
}

/** @see nginx.org docs/http/server_names.html */
function aliasTests(alias: string): readonly TextTest[] {
  if (alias.startsWith('~'))
    return [{ kind: 'matches', pattern: new Pattern(alias.slice(1), { ignoreCase: true }) }];
  const name = alias.toLowerCase();
  if (name.startsWith('.'))
    return [
      { kind: 'is', text: name.slice(1) },
      { kind: 'ends', text: name },
    ];
  if (name.startsWith('*.')) return [{ kind: 'ends', text: name.slice(1) }];
  if (name.endsWith('.*')) return [{ kind: 'begins', text: name.slice(0, -1) }];
  return [{ kind: 'is', text: name }];
}
