import { Pattern } from '../../../routing/pattern.js';

/** How the path of a rule looks as if it were compared: by a wildcard, a parameter, an expression, letter by letter, or with the query. */
export type Expectation = 'wildcard' | 'parameter' | 'expression' | 'letters' | 'query';

/** A path that whoever wrote a rule seems to expect it to cover. */
export interface ExpectedPath {
  readonly expectation: Expectation;
  readonly target: string;
  /** With its question mark. */
  readonly query?: string;
}

/** What the path of a rule looks as if it covered besides its own text; undefined where it looks like text. */
export function expectedPath(path: string): ExpectedPath | undefined {
  const [, before, query] = withQuery.exec(path) ?? [];
  if (before !== undefined && query !== undefined) return { expectation: 'query', target: before, query };
  if (path.endsWith('/*') || path.endsWith('/**'))
    return { expectation: 'wildcard', target: path.replace(/\*+$/, 'x').replaceAll('*', 'x') };
  if (/\/(?::\w+|\{\w+\})(?=\/|$)/.test(path))
    return { expectation: 'parameter', target: path.replaceAll(/\/(?::\w+|\{\w+\})(?=\/|$)/g, '/1') };
  if (operators.test(path)) {
    const target = matching(path);
    return target === undefined ? undefined : { expectation: 'expression', target };
  }
  return halfElement.test(path) ? { expectation: 'letters', target: `${path}x` } : undefined;
}

/** A plain path and a query. */
const withQuery = /^(\/[-\w./~]*)(\?[-\w.~]+=.*)$/;

/** A word, or a few, and a mark that another one follows; keys and tokens look otherwise, or are longer. */
const halfElement = /\/[a-z][a-z0-9]{0,15}(?:[-_.][a-z0-9]{1,15}){0,2}[-_.]$/;

/** What stands in regular expressions, and in the paths of hardly any application. */
const operators = /\.[*+]|\(\.\*\)|\([^()]*\|[^()]*\)|\[[^\]]+\][*+?{]|\[\^?\w-\w[^\]]*\]|\\[dwsDWS.]/;

/** What an expression may end in that begins with plain text. */
const endings = ['x', '1', '/x', 'x/x', '1/x', '/', ''] as const;

/** A path that a regular expression matches as a whole, if a simple one does. */
export function matching(path: string): string | undefined {
  const pattern = new Pattern(`^(?:${path})$`, { ignoreCase: false });
  const [plain = ''] = /^[^\\^$.|?*+()[\]{}]*/.exec(path) ?? [];
  return endings.map((ending) => plain + ending).find((target) => target !== path && pattern.test(target));
}
