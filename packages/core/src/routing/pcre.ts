/** What an escape means: in an expression, and within a class in brackets where it can stand there. */
interface Meaning {
  readonly outside: string;
  readonly inside?: string;
}

/** `$` and `\Z`: the end, or the place before a final line feed. */
const end = String.raw`(?:\n?\z)`;
const horizontal = String.raw`\t \xa0`;
const vertical = String.raw`\n\x0b\f\r\x85`;
const space = String.raw`\s\x0b`;

/** The escapes that the linear engine does not know, or reads otherwise. */
const escapes: Readonly<Record<string, Meaning>> = {
  '\\Z': { outside: end },
  '\\N': { outside: String.raw`[^\n]` },
  '\\e': { outside: String.raw`\x1b`, inside: String.raw`\x1b` },
  '\\h': { outside: `[${horizontal}]`, inside: horizontal },
  '\\H': { outside: `[^${horizontal}]` },
  '\\v': { outside: `[${vertical}]`, inside: vertical },
  '\\V': { outside: `[^${vertical}]` },
  '\\s': { outside: `[${space}]`, inside: space },
  '\\S': { outside: `[^${space}]` },
};

/**
 * What may have to be written otherwise: a quotation, an escape, a class (up to the end of the expression where it is not
 * closed), an end, or a letter beyond ASCII.
 */
const token =
  // oxlint-disable-next-line no-control-regex
  /\\Q[^]*?(?:\\E|$)|\\[^]|\[\^?\]?(?:\[:\^?\w+:\]|\\[^]|[^\]\\])*(?:\]|$)|\$|[^\u0000-\u007F]/g;
const multiLine = /\(\?[a-zA-Z]*m/;

/**
 * An expression of PCRE as the linear engine reads it, where the two differ and it can say the same. nginx compiles
 * expressions for bytes, so that letters beyond ASCII have no case.
 *
 * @see pcre2pattern(3); google/re2 doc/syntax.txt
 */
export function fromPcre(source: string): string {
  const isMultiLine = multiLine.test(source);
  return source.replace(token, (text) => {
    if (text === '$') return isMultiLine ? text : end;
    if (text.startsWith('\\')) return escapes[text]?.outside ?? text;
    if (text.startsWith('[')) return text.replace(/\\[^]/g, (escape) => escapes[escape]?.inside ?? escape);
    return `(?-i:${text})`;
  });
}

/** Verbs and borders of words: the linear engine finds fault with them, and PCRE knows them. */
const known = /\(\*[A-Z:]|\[\[:[<>]:\]\]/;

/** Whether an expression has parts that only look wrong to the linear engine. */
export function looksWrong(source: string): boolean {
  return known.test(source);
}
