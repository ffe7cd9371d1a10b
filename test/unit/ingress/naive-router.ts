import type { RouteCase } from './route-cases.js';

/**
 * Who takes a URL without scheme, `none` for nobody, as one would read it off the specification: rule after rule,
 * compared label by label and element by element.
 */
export function naiveRouter(rules: RouteCase['rules'], url: string): string {
  const [authority = '', ...rest] = url.split('/');
  const host = authority.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  const [path = ''] = `/${rest.join('/')}`.split('?');
  const covering = Object.keys(rules).filter((rule) => coversHost(rule, host));
  const [best] = covering.sort((a, b) => precision(b) - precision(a));
  const matching = (best === undefined ? [] : (rules[best] ?? []))
    .map((text) => text.split(' '))
    .filter(([type, own = '']) =>
      type === 'Exact' ? own === path : isPrefix(elements(own), elements(path)),
    );
  const longest = Math.max(...matching.map(([, own = '']) => own.length));
  const candidates = matching.filter(([, own]) => own?.length === longest);
  const taken = candidates.find(([type]) => type === 'Exact') ?? candidates[0];
  return taken?.[2]?.replace(':80', '') ?? 'none';
}

function coversHost(rule: string, host: string): boolean {
  const [first, ...labels] = rule.split('.');
  const isWildcard = first === '*' && labels.join('.') === host.split('.').slice(1).join('.');
  return rule === '' || rule === host || isWildcard;
}

function precision(host: string): number {
  if (host === '') return 0;
  return host.startsWith('*') ? 1 : 2;
}

/** The empty element behind a final slash is left out. */
function elements(path: string): readonly string[] {
  const all = path.split('/').slice(1);
  return all.at(-1) === '' ? all.slice(0, -1) : all;
}

function isPrefix(prefix: readonly string[], all: readonly string[]): boolean {
  return prefix.every((element, index) => all[index] === element);
}
