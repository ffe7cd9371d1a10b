import { weightShare, type Canary } from '../../ingress/nginx/annotation/canary-policy.js';
import type { Upstream } from '../../ingress/nginx/configuration/upstreams.js';
import { canaryOf, choiceVariable, upstreamName } from './backend-plan.js';
import { cookieMap, cookieVariable } from './cookies.js';
import { escaped, pattern, type Block } from './nginx-text.js';
import type { Rendering } from './rendering.js';
import { usedLocations } from './upstream-blocks.js';

/** An upstream, its canary, and the variable that holds the one which is chosen. */
interface Names {
  readonly main: string;
  readonly canary: string;
  readonly variable: string;
}

/** How one criterion chooses: the blocks that it needs, and the word that holds what it chose. */
interface Stage {
  readonly blocks: readonly Block[];
  readonly result: string;
}

/**
 * Chooses between an upstream and its canary: by header, else by cookie, else by weight. ingress-nginx does that in Lua;
 * here each is a variable that falls back to the next.
 *
 * @see nginx.org docs/http/ngx_http_map_module.html and ngx_http_split_clients_module.html
 */
export function canaryMaps(rendering: Rendering): readonly Block[] {
  const blocks = new Map<string, readonly Block[]>();
  for (const { upstream: key = '' } of usedLocations(rendering)) {
    const upstream = rendering.configuration.upstreams.get(key);
    const canary = upstream === undefined ? undefined : canaryOf(rendering, upstream);
    if (upstream === undefined || canary === undefined) continue;
    const name = upstreamName(upstream);
    if (!blocks.has(name)) blocks.set(name, choiceOf(name, canary));
  }
  return [...blocks].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, found]) => found);
}

function choiceOf(main: string, canary: Upstream): readonly Block[] {
  if (canary.canary === undefined) return [];
  const names: Names = { main, canary: upstreamName(canary), variable: choiceVariable(main) };
  const weight = byWeight(canary.canary, names);
  const cookie = byCookie(canary.canary, names, weight.result);
  const header = byHeader(canary.canary, names, cookie.result);
  return [...weight.blocks, ...cookie.blocks, header];
}

function byWeight(policy: Canary, { main, canary, variable }: Names): Stage {
  const share = weightShare(policy);
  if (share === 0 || share === 1) return { blocks: [], result: share === 0 ? main : canary };
  const result = `${variable}_by_weight`;
  // nginx reads percentages of two digits behind the point.
  const percentage = Math.max(0.01, Math.round(share * 10_000) / 100);
  const head = `split_clients $request_id ${result}`;
  return { blocks: [{ head, body: [`${percentage}% ${canary};`, `* ${main};`] }], result };
}

function byCookie({ cookie }: Canary, { main, canary, variable }: Names, otherwise: string): Stage {
  if (cookie === '') return { blocks: [], result: otherwise };
  const result = `${variable}_by_cookie`;
  const block = map(`${cookieVariable(cookie)} ${result}`, [
    [pattern('^always$', '~'), canary],
    [pattern('^never$', '~'), main],
    ['default', otherwise],
  ]);
  return { blocks: [...cookieMap(cookie), block], result };
}

function byHeader(policy: Canary, { main, canary, variable }: Names, otherwise: string): Block {
  const { header, headerValue, headerPattern } = policy;
  const rest = ['default', otherwise] as const;
  if (header === '') return map(`"" ${variable}`, [rest]);
  const head = `$http_${header.replaceAll('-', '_')} ${variable}`;
  if (headerValue !== '') return map(head, [[pattern(`^${escaped(headerValue)}$`, '~'), canary], rest]);
  if (headerPattern === undefined) {
    return map(head, [[pattern('^always$', '~'), canary], [pattern('^never$', '~'), main], rest]);
  }
  // A pattern that is wrong sends all requests with the header to the main backend.
  return headerPattern.refusal === 'wrong'
    ? map(head, [
        ['""', otherwise],
        ['default', main],
      ])
    : map(head, [[pattern(headerPattern.source, '~'), canary], rest]);
}

function map(head: string, entries: readonly (readonly [value: string, result: string])[]): Block {
  return { head: `map ${head}`, body: entries.map(([value, result]) => `${value} ${result};`) };
}
