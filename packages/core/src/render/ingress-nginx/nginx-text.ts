import { quoted } from '../../ingress/nginx/location/location.js';

/** A line of a configuration file, or a block of them. */
export type Statement = string | Block;

/** Statements in braces. */
export interface Block {
  /** What stands before the brace. */
  readonly head: string;
  readonly body: readonly Statement[];
}

/** The text of a configuration file. */
export function nginxText(statements: readonly Statement[]): string {
  return lines(statements, '').join('\n');
}

function lines(statements: readonly Statement[], indent: string): readonly string[] {
  return statements.flatMap((statement) => {
    if (typeof statement === 'string') return statement === '' ? '' : `${indent}${statement}`;
    return [`${indent}${statement.head} {`, ...lines(statement.body, `${indent}    `), `${indent}}`];
  });
}

/** Blocks with an empty line before each. */
export function spaced(blocks: readonly Block[]): readonly Statement[] {
  return blocks.flatMap((block): readonly Statement[] => ['', block]);
}

const plain = /^[^\s;{}"'\\#]+$/;

/** A text as one word of a statement: in quotation marks where it needs them. Variables in it are filled in. */
export function word(text: string): string {
  return plain.test(text) ? text : `"${quoted(text)}"`;
}

/** A text as one word whose dollar signs are no variables. */
export function literal(text: string): string {
  return word(text.replaceAll('$', () => '${literal_dollar}'));
}

/** A regular expression as one word, with what leads it: `~`, `~*` or nothing. */
export function pattern(source: string, modifier: '' | '~' | '~*' = ''): string {
  return `"${modifier}${quoted(source)}"`;
}

/** A text inside of a regular expression that stands for itself. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
