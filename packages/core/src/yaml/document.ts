/** One document of a text. */
export interface DocumentText {
  readonly file?: string;
  /** How problems name it: `shop.yaml#3`. */
  readonly name: string;
  readonly text: string;
  /** The line of the file in which the text starts, counted from 1. */
  readonly firstLine: number;
  /** What stands behind the `---` that starts the document, without comment; kubectl lets nothing stand there. */
  readonly heading: string;
  /** The line of the first content behind `...`, which kubectl does not read. */
  readonly ignoredLine?: number;
}

/** The first character of a text that is neither blank nor part of a comment. */
const content = /^[ \t]*[^\s#]/m;
const endMarker = /^\.\.\.(?=\s|$)/m;

/**
 * Cuts a text into documents as kubectl does, at each line that starts with `---`. Within a document nothing counts
 * behind a line `...`. Documents without content are left out.
 *
 * @see kubernetes/apimachinery pkg/util/yaml/decoder.go, YAMLReader
 */
export function* documentsOf(whole: string, file: string | undefined): Generator<DocumentText> {
  // Files joined together bring the byte order mark of each along.
  const text = whole.includes('\uFEFF') ? whole.replaceAll(/^\uFEFF/gm, '') : whole;
  let number = 0;
  let start = 0;
  let firstLine = 1;
  let heading = '';
  for (const end of [...separatorsOf(text), text.length]) {
    const part = text.slice(start, end);
    if (heading !== '' || hasContent(part)) {
      number += 1;
      yield {
        ...(file !== undefined && { file }),
        name: `${file ?? ''}#${number}`,
        firstLine,
        heading,
        ...cutAtEndMarker(part, firstLine),
      };
    }
    const lineEnd = text.indexOf('\n', end);
    const separator = text.slice(end, lineEnd < 0 ? text.length : lineEnd);
    heading = separator.slice('---'.length).trim().replace(/^#.*/, '');
    firstLine += countLineBreaks(part) + 1;
    start = lineEnd < 0 ? text.length : lineEnd + 1;
  }
}

/** Where the lines start that start with `---`. */
function* separatorsOf(text: string): Generator<number> {
  if (text.startsWith('---')) yield 0;
  for (let at = text.indexOf('\n---'); at >= 0; at = text.indexOf('\n---', at + 1)) yield at + 1;
}

function cutAtEndMarker(part: string, firstLine: number): Pick<DocumentText, 'text' | 'ignoredLine'> {
  const marker = part.includes('...') ? endMarker.exec(part) : null;
  if (marker === null) return { text: part };
  const rest = part.slice(marker.index + '...'.length);
  const ignored = content.exec(rest);
  const text = part.slice(0, marker.index);
  if (ignored === null) return { text };
  const before = part.slice(0, marker.index + '...'.length + ignored.index);
  return { text, ignoredLine: firstLine + countLineBreaks(before) };
}

/** Whether a text says anything to a YAML parser. */
export function hasContent(text: string): boolean {
  return content.test(text);
}

/** How many lines end in the text. */
export function countLineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
