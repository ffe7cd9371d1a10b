/** An element of a document: its name, its attributes and the text that it holds, without that of elements in it. */
export interface ParsedElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  text: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const token = /<!DOCTYPE html>|<\/([\w-]+)>|<([\w-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<>]+)|([^])/gy;

/**
 * The elements of an XML document, by a parser that forgives nothing.
 *
 * @throws {SyntaxError} when the document is not well-formed
 * @see W3C XML 1.0 section 2.1
 */
export function parsed(document: string): readonly ParsedElement[] {
  const elements: ParsedElement[] = [];
  const open: ParsedElement[] = [];
  let roots = 0;
  for (const [all, closed, opened, attributes = '', isEmpty, text, wrong] of document.matchAll(token)) {
    if (wrong !== undefined) throw new SyntaxError(`${wrong} stands where it may not`);
    if (closed !== undefined) {
      const last = open.pop();
      if (last?.name !== closed) throw new SyntaxError(`${closed} closes ${last?.name ?? 'nothing'}`);
    } else if (opened !== undefined) {
      if (open.length === 0 && ++roots > 1) throw new SyntaxError('there are two roots');
      const element = { name: opened, attributes: attributesOf(attributes), text: '' };
      elements.push(element);
      if (isEmpty === '') open.push(element);
    } else if (text !== undefined) {
      const inside = open.at(-1);
      if (inside !== undefined) inside.text += plain(text);
      else if (text.trim() !== '') throw new SyntaxError(`${text} stands outside`);
    } else if (all !== '<!DOCTYPE html>' || roots > 0)
      throw new SyntaxError(`${all} stands where it may not`);
  }
  if (open.length > 0) throw new SyntaxError(`${open.at(-1)?.name ?? ''} is not closed`);
  return elements;
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (attributes.has(name)) throw new SyntaxError(`${name} stands twice`);
    attributes.set(name, plain(value));
  }
  return attributes;
}

function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/u.test(text)) {
    throw new SyntaxError('XML knows no such character');
  }
  return text.replaceAll(/&([^;&]*;?)/g, (_all, name: string) => {
    const character = name.endsWith(';') ? entities[name.slice(0, -1)] : undefined;
    if (character === undefined) throw new SyntaxError(`&${name} is no entity`);
    return character;
  });
}
