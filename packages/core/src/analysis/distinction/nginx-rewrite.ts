import { encodedPath } from '../language/spelling.js';
import { toBytes } from '../../address/byte-text.js';
import { rewriteDirectives } from '../../ingress/nginx/answer/rewrite.js';
import type { NginxConfiguration } from '../../ingress/nginx/configuration/configuration.js';
import type { LocationMatch } from '../../ingress/nginx/location/location-table.js';
import { readNginxRequest } from '../../ingress/nginx/request/nginx-request.js';
import type { IngressRequest } from '../../ingress/request.js';
import type { Distinction, RequestPatch } from './distinctions.js';

/** Of nothing but captures and variables. */
const mayBeEmpty = /^(?:\$(?:\d|\w+|\{\w+\}))+$/;

/**
 * Whether a rewrite leaves something of the path, where its target is made of captures alone. Which paths leave nothing is
 * not looked for: some are tried.
 */
export function rewriteDistinction(
  { settings }: NginxConfiguration,
  matched: LocationMatch,
): readonly Distinction<IngressRequest>[] {
  if (!mayBeEmpty.test(matched.location.annotations.rewriteTarget)) return [];
  const directives = rewriteDirectives(matched, settings.line);
  if (directives.length === 0) return [];
  return [
    {
      of: 'captures of the rewrite',
      answer(request) {
        const seen = readNginxRequest(request, settings);
        if ('kind' in seen) return '';
        const groups = directives.map(({ pattern }) => pattern.find(seen.target.path)).find(Boolean);
        return (
          groups
            ?.slice(1)
            .map((group) => (group === undefined || group === '' ? 'empty' : 'some'))
            .join() ?? 'none'
        );
      },
      examples: ['', '/', 'x', '/x', 'xx', '/x/x'].map((more): RequestPatch => ({
        target: encodedPath(`${toBytes(matched.path).replaceAll(/[^-/\w]/g, '')}${more}`),
      })),
      isOpen: true,
    },
  ];
}
