import type { Cluster } from '../../cluster/cluster.js';
import type { Distinction, Distinctions, RequestPatch } from '../../routing/distinctions.js';
import { hostTest } from '../../routing/host-test.js';
import { Pattern } from '../../routing/pattern.js';
import type { TextTest } from '../../routing/text-test.js';
import type { IngressRequest } from '../request.js';
import { blockedAnswer } from './answer/blocked.js';
import { builtInPaths } from './answer/built-in.js';
import { clientDistinction } from './distinction/client.js';
import { canaryDistinction } from './distinction/canary.js';
import { schemeDistinction } from './distinction/scheme.js';
import { pathTests } from './distinction/path-tests.js';
import type { NginxConfiguration } from './configuration/configuration.js';
import { catchAll } from './configuration/servers.js';
import { readNginxRequest } from './request/nginx-request.js';

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
    fieldsAt(host, path) {
      const server = servers.match(host);
      if (server?.kind !== 'server') return schemeDistinction(settings);
      const matched = server.table.match(path);
      const location = matched?.location;
      return [
        ...schemeDistinction(settings),
        ...(server.host === catchAll && path.startsWith(statusPath) ? [statusMethods] : []),
        ...(location === undefined
          ? []
          : [
              ...clientDistinction(configuration, location),
              ...canaryDistinction(view, configuration, location),
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

function lists({ settings }: NginxConfiguration): readonly RequestPatch[] {
  return settings.blockLists.flatMap(({ header, values, patterns }) => {
    const texts = [...values, ...patterns.flatMap(({ source }) => plainTexts(source))];
    return texts.map((value) => ({ headers: [{ name: header, value }] }));
  });
}

/** Texts that a simple expression is likely to be found in. */
function plainTexts(source: string): readonly string[] {
  const plain = source.replaceAll(/\\(.)/g, '$1');
  return [plain, plain.replaceAll(/[\^$()[\]*+?|]/g, ''), ...plain.split('|')];
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
