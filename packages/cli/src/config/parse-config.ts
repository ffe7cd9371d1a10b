import type { Document } from 'yaml';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { fieldText } from '../input/field-text.js';
import { WrongUse } from '../wrong-use.js';
import type { Config } from './config.js';
import { validateConfig } from './validate-config.js';

/**
 * Reads the text of a `kubehop.yaml`. An empty one says nothing.
 *
 * @throws {WrongUse} with everything that is wrong: file, line, field, message
 */
export function parseConfig(text: string, file: string): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined)
    throw new WrongUse(`${file}:${lines.linePos(error.pos[0]).line}: ${firstLine(error.message)}`);
  const config = validateConfig(document.toJS() ?? {});
  if (!isErrorList(config)) return config;
  const messages = config.map(({ path, message }) => {
    const line = lines.linePos(offsetOf(document, path)).line;
    const field = fieldText(path);
    return `${file}:${line}: ${field}${field === '' ? '' : ': '}${message}`;
  });
  throw new WrongUse(...messages);
}

function isErrorList<Item>(value: Config | readonly Item[]): value is readonly Item[] {
  return Array.isArray(value);
}

function firstLine(message: string): string {
  return message.split(' at line ')[0] ?? message;
}

/** Where the value of a path stands, or else the nearest one around it. */
function offsetOf(document: Document, path: readonly string[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
