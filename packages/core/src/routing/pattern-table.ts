import type { Pattern } from './pattern.js';

/** A rule that takes what its pattern finds. */
export interface PatternRule {
  readonly pattern: Pattern;
}

/** The rule that takes a text, or the one at which it cannot be known. */
export type PatternAnswer<T> =
  | { readonly kind: 'taken'; readonly rule: T }
  /** The pattern of this rule is refused, and no earlier rule takes the text. */
  | { readonly kind: 'refused'; readonly rule: T };

/** Finds the first rule, in the order given, whose pattern matches anywhere in a text. */
export class PatternTable<T extends PatternRule> {
  readonly #rules: readonly T[];

  constructor(rules: readonly T[]) {
    this.#rules = rules;
  }

  match(text: string): PatternAnswer<T> | undefined {
    for (const rule of this.#rules) {
      if (rule.pattern.refusal !== undefined) return { kind: 'refused', rule };
      if (rule.pattern.test(text)) return { kind: 'taken', rule };
    }
    return undefined;
  }
}
