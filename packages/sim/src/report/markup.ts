import { printable } from './printable.js';

/** A piece of HTML or XML in which every text is escaped. */
export interface Markup {
  readonly markup: string;
}

type Attributes = Readonly<Record<string, string | number>>;
type Content = Markup | string | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it stands in a document, in attributes as well. @see W3C XML 1.0 section 2.4 */
function escaped(text: string): string {
  return printable(text).replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** An element with its attributes and what it holds; strings are texts. */
export function element(name: string, attributes: Attributes = {}, ...content: readonly Content[]): Markup {
  const head = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? decimal(value) : value)}"`)
    .join('');
  return { markup: `<${name}${head}>${content.map(contentText).join('')}</${name}>` };
}

/** What was written by hand and holds nothing from outside. */
export function verbatim(markup: string): Markup {
  return { markup };
}

/** A number as it stands in a drawing, for which two places are enough. */
export function decimal(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function contentText(content: Content): string {
  if (typeof content === 'string') return escaped(content);
  return 'markup' in content ? content.markup : content.map(contentText).join('');
}
