import { toBytes } from '../../address/byte-text.js';
import type { TextTest } from '../language/text-test.js';
import { rewriteDirectives } from '../../ingress/nginx/answer/rewrite.js';
import { builtInPaths } from '../../ingress/nginx/answer/built-in.js';
import type { NginxConfiguration } from '../../ingress/nginx/configuration/configuration.js';
import { catchAll } from '../../ingress/nginx/configuration/servers.js';
import type { NginxLocation } from '../../ingress/nginx/location/location.js';
import type { NginxServer } from '../../ingress/nginx/configuration/virtual-servers.js';

/** What a server asks about paths: its locations, what they rewrite, the root that it redirects, the pages of its own. */
export function pathTests(
  server: NginxServer,
  { settings: { line } }: NginxConfiguration,
): readonly TextTest[] {
  const { locations, table, appRoot, host } = server;
  const patterns = new Map(
    [
      ...table.patterns.map(({ pattern }) => pattern),
      ...table.written.flatMap((written) => rewriteDirectives(written, line).map(({ pattern }) => pattern)),
    ].map((pattern) => [`${String(pattern.options.ignoreCase)} ${pattern.source}`, pattern]),
  );
  return [
    ...locations.flatMap((location) => textTests(location, line.prefixByElement)),
    ...[...patterns.values()].map((pattern): TextTest => ({ kind: 'matches', pattern })),
    ...(appRoot === undefined ? [] : [{ kind: 'is', text: '/' } as const]),
    ...(host === catchAll ? builtInPaths.map((text): TextTest => ({ kind: 'begins', text })) : []),
  ];
}

/**
 * A path itself, what is below it or begins with it, and what lacks its final slash. A Prefix that is compared by element
 * and rewrites nothing takes its own path as it takes those below.
 */
function textTests(
  { path, pathType, annotations: { rewriteTarget } }: NginxLocation,
  byElement: boolean,
): readonly TextTest[] {
  const text = toBytes(path);
  const bare = text.endsWith('/') && text !== '/' ? text.slice(0, -1) : undefined;
  const isWhole = pathType === 'Prefix' && byElement && bare === undefined && rewriteTarget === '';
  return [
    ...(isWhole ? [] : [{ kind: 'is', text } as const]),
    ...(bare === undefined ? [] : [{ kind: 'is', text: bare } as const]),
    ...(pathType === 'Exact' ? [] : [{ kind: 'below', path: text } as const]),
    ...(byElement ? [] : [{ kind: 'begins', text } as const]),
  ];
}
