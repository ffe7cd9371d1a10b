import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';
import { fromPcre, looksWrong } from './pcre.js';

/** What a pattern found: the text of the whole match, then that of each group; undefined where a group took no part. */
export type PatternMatch = readonly (string | undefined)[];

/** How a pattern is read. */
export interface PatternOptions {
  readonly ignoreCase: boolean;
}

/** Why an expression is not run: no engine would take it, or this one cannot in linear time. */
export type PatternRefusal = 'wrong' | 'not-linear';

/**
 * A user's regular expression, read as PCRE reads it and run in linear time; compiled when first asked.
 *
 * @see google/re2 doc/syntax.txt: no look-around, no back-references, no possessive or atomic groups
 */
export class Pattern {
  readonly source: string;
  readonly options: PatternOptions;
  #engine: RE2JS | PatternRefusal | undefined;

  constructor(source: string, options: PatternOptions) {
    this.source = source;
    this.options = options;
  }

  /** Undefined for an expression that can be run. */
  get refusal(): PatternRefusal | undefined {
    const engine = this.#compiled();
    return typeof engine === 'string' ? engine : undefined;
  }

  /** What the engine compiled it to, in the engine's own shape; undefined for an expression that is refused. */
  get compiled(): unknown {
    const engine = this.#compiled();
    const program: unknown = typeof engine === 'string' ? undefined : engine.re2().prog;
    return program;
  }

  /** The leftmost match anywhere in the text. An expression that is refused matches nothing. */
  find(text: string): PatternMatch | undefined {
    const engine = this.#compiled();
    const matcher = typeof engine === 'string' ? undefined : engine.matcher(text);
    if (matcher === undefined || !matcher.find()) return undefined;
    return Array.from({ length: matcher.groupCount() + 1 }, (_, index) => matcher.group(index) ?? undefined);
  }

  /** Whether the expression matches anywhere in the text. One that is refused does not. */
  test(text: string): boolean {
    const engine = this.#compiled();
    return typeof engine !== 'string' && engine.test(text);
  }

  #compiled(): RE2JS | PatternRefusal {
    this.#engine ??= compile(this.source, this.options);
    return this.#engine;
  }
}

function compile(source: string, { ignoreCase }: PatternOptions): RE2JS | PatternRefusal {
  try {
    return RE2JS.compile(fromPcre(source), ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (error) {
    if (error instanceof RE2JSException) return looksWrong(source) ? 'not-linear' : refusalOf(error);
    throw error;
  }
}

/** What is wrong in every dialect of regular expressions; the rest may mean something to engines that go back. */
const wrong = /^(?:missing|unexpected|trailing|invalid character class range)/;

function refusalOf(error: RE2JSException): PatternRefusal {
  return error instanceof RE2JSSyntaxException && wrong.test(error.error) ? 'wrong' : 'not-linear';
}
