/** A line of a Corefile that names a plugin or an option of one, with what stands in its braces. */
export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly block: readonly Directive[];
  /** Counts from 1. */
  readonly line: number;
}

/** What a text reads as; `unbalanced` is the line of a brace that has no other one. */
export interface Caddyfile {
  /** The outermost lines: the keys of each server block, with its plugins. */
  readonly blocks: readonly Directive[];
  readonly unbalanced?: number;
}

interface Line {
  readonly words: readonly string[];
  readonly number: number;
}

/**
 * Reads the syntax of a Corefile: words in lines, blocks in braces, comments behind `#`.
 *
 * @see coredns/caddy caddyfile/lexer.go, caddyfile/parse.go
 */
export function readCaddyfile(text: string): Caddyfile {
  const lines = linesOf(text);
  const open: { readonly own: Directive | undefined; readonly block: Directive[] }[] = [];
  let block: Directive[] = [];
  for (const { words, number } of lines) {
    const last = words.at(-1);
    if (words.length === 1 && last === '}') {
      const outer = open.pop();
      if (outer === undefined) return { blocks: block, unbalanced: number };
      if (outer.own !== undefined) outer.block.push({ ...outer.own, block });
      block = outer.block;
      continue;
    }
    const isOpening = last === '{';
    const [name, ...args] = isOpening ? words.slice(0, -1) : words;
    const own = name === undefined ? undefined : { name, args, block: none, line: number };
    if (isOpening) {
      open.push({ own, block });
      block = [];
    } else if (own !== undefined) block.push(own);
  }
  const [outermost] = open;
  if (outermost === undefined) return { blocks: withoutBraces(block) };
  return { blocks: outermost.block, unbalanced: outermost.own?.line ?? 1 };
}

const none: readonly Directive[] = [];

/** A Corefile of one server block needs no braces: its first line is the keys. */
function withoutBraces(directives: readonly Directive[]): readonly Directive[] {
  const [keys, ...plugins] = directives;
  return keys?.block === none && plugins.length > 0 ? [{ ...keys, block: plugins }] : directives;
}

const word = /"((?:[^"\\]|\\.)*)"|#.*|[^\s"]\S*/g;

function linesOf(text: string): readonly Line[] {
  return text.split('\n').flatMap((line, index) => {
    const words: string[] = [];
    for (const [whole, quoted] of line.matchAll(word)) {
      if (whole.startsWith('#')) break;
      words.push(quoted === undefined ? whole : quoted.replaceAll('\\"', '"'));
    }
    return words.length === 0 ? [] : [{ words, number: index + 1 }];
  });
}
