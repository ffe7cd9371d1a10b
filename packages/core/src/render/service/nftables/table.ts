/** A set or map of nftables. */
export interface NamedSet {
  readonly kind: 'set' | 'map';
  readonly name: string;
  readonly type: string;
  readonly comment?: string;
  readonly flags?: string;
  readonly timeout?: string;
  readonly elements: readonly string[];
}

/** A chain of nftables. */
export interface Chain {
  readonly name: string;
  readonly comment?: string;
  /** Where the kernel enters it: type, hook and priority. */
  readonly hook?: string;
  readonly rules: readonly string[];
}

/** A table as `nft list table` shows it. */
export interface Table {
  readonly family: 'ip' | 'ip6';
  readonly name: string;
  readonly comment: string;
  readonly sets: readonly NamedSet[];
  readonly chains: readonly Chain[];
}

/** A table as a file for `nft -f`, which puts it in place of the one that is there. */
export function tableText({ family, name, comment, sets, chains }: Table): string {
  const blocks = [...sets.map(setText), ...chains.map(chainText)];
  return [
    `add table ${family} ${name}`,
    `delete table ${family} ${name}`,
    `table ${family} ${name} {`,
    `\tcomment "${comment}"`,
    ...blocks.map((lines) => `\n${lines.map((line) => `\t${line}`).join('\n')}`),
    '}',
  ].join('\n');
}

function setText({ kind, name, type, comment, flags, timeout, elements }: NamedSet): readonly string[] {
  return block(`${kind} ${name}`, [
    `type ${type}`,
    ...(flags === undefined ? [] : [`flags ${flags}`]),
    ...(timeout === undefined ? [] : [`timeout ${timeout}`]),
    ...commentLines(comment),
    ...(elements.length === 0 ? [] : ['elements = {', ...elements.map((element) => `\t${element},`), '}']),
  ]);
}

function chainText({ name, comment, hook, rules }: Chain): readonly string[] {
  return block(`chain ${name}`, [
    ...commentLines(comment),
    ...(hook === undefined ? [] : [`${hook}; policy accept;`]),
    ...rules,
  ]);
}

function commentLines(comment: string | undefined): readonly string[] {
  return comment === undefined ? [] : [`comment "${comment}"`];
}

function block(head: string, lines: readonly string[]): readonly string[] {
  return [`${head} {`, ...lines.map((line) => `\t${line}`), '}'];
}
