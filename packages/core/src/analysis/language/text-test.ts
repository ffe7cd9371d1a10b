import { coversPath } from '../../routing/path-table.js';
import type { Pattern } from '../../routing/pattern.js';
import { matchesWildcards } from '../../routing/wildcards.js';

/** A question about a text that has yes or no for an answer. */
export type TextTest =
  | { readonly kind: 'is' | 'begins' | 'ends'; readonly text: string; readonly ignoreCase?: true }
  /** Whether it is the path or one below it, compared element by element. */
  | { readonly kind: 'below'; readonly path: string }
  /** `*` stands for any text and `?` for one character. */
  | { readonly kind: 'wildcards'; readonly text: string; readonly ignoreCase?: true }
  /** Whether the pattern is found anywhere in it. */
  | { readonly kind: 'matches'; readonly pattern: Pattern };

/** The answer to a question about a text. */
export function passes(test: TextTest, text: string): boolean {
  switch (test.kind) {
    case 'is':
      return inCase(test, text) === inCase(test, test.text);
    case 'begins':
      return inCase(test, text).startsWith(inCase(test, test.text));
    case 'ends':
      return inCase(test, text).endsWith(inCase(test, test.text));
    case 'below':
      return coversPath({ path: test.path, pathType: 'Prefix' }, text);
    case 'wildcards':
      return matchesWildcards(inCase(test, test.text), inCase(test, text));
    case 'matches':
      return test.pattern.test(text);
    default:
      return test satisfies never;
  }
}

function inCase({ ignoreCase }: { readonly ignoreCase?: true }, text: string): string {
  return ignoreCase === true ? text.toLowerCase() : text;
}
