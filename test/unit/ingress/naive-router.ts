import type { RouteCase } from './route-cases.js';

/**
 * Who takes a URL without scheme, `none` for nobody, as one would read it off the specification: rule after rule,
 * compared label by label and element by element.
 */
export function naiveRouter(rules: RouteCase['rules'], url: string): string {
  const [authority = '', ...rest] = url.split('/');
  const host = hostOf(authority);
  const [path = ''] = `/${rest.join('/')}`.split('?');
  const covering = Object.keys(rules).filter((rule) => coversHost(rule, host));
  const [best] = covering.sort((a, b) => precision(b) - precision(a));
  const matching = (best === undefined ? [] : (rules[best] ?? []))
    .map((text) => text.split(' '))
    .filter(([type, own = '']) =>
      type === 'Exact' ? own === path : isPrefix(elements(own), elements(path)),
    );
  const [taken] = matching.sort(
    ([type = '', one = ''], [otherType = '', other = '']) =>
      elements(other).join('/').length - elements(one).join('/').length ||
      Number(otherType === 'Exact') - Number(type === 'Exact') ||
      other.length - one.length,
  );
  return taken?.[2]?.replace(':80', '') ?? 'none';
}

/** The host that an authority names: no port, no final dot, lower case. */
export function hostOf(authority: string): string {
  return authority.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
}

/** Whether the host of a rule, empty for every host, covers a host in lower case. */
export function coversHost(rule: string, host: string): boolean {
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
