/** Whether a text looks like JSON rather than block-style YAML. @see kubernetes/apimachinery pkg/util/yaml/decoder.go, IsJSONBuffer */
export function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/**
 * Reads a JSON text whose objects have each key once and are nested no deeper than `maxDepth`; undefined for any other
 * text.
 */
export function readJson(text: string, maxDepth: number): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return countKeys(value, maxDepth) === countKeysInText(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

function countKeys(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === 0) throw new RangeError('nested too deep');
  const values: readonly unknown[] = Object.values(value);
  let count = Array.isArray(value) ? 0 : values.length;
  for (const item of values) count += countKeys(item, depth - 1);
  return count;
}

/** How many strings of a valid JSON text have a colon behind them. */
function countKeysInText(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start >= 0; start = text.indexOf('"', start)) {
    start = endOfString(text, start);
    while (isBlank(text.charCodeAt(start))) start += 1;
    if (text[start] === ':') count += 1;
  }
  return count;
}

/** The place behind the closing quote of the string that opens here; the end of the text when nothing closes it. */
function endOfString(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  return close < 0 ? text.length : close + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** Cuts a stream of JSON objects and arrays where each closes. What follows one that is not closed belongs to it. */
export function* jsonTextsOf(text: string): Generator<string> {
  const tokens = /["{}[\]]/g;
  let depth = 0;
  let offset = 0;
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    if (token[0] === '"') {
      tokens.lastIndex = endOfString(text, token.index);
      continue;
    }
    depth += token[0] === '{' || token[0] === '[' ? 1 : -1;
    if (depth > 0) continue;
    yield text.slice(offset, tokens.lastIndex);
    offset = tokens.lastIndex;
    depth = 0;
  }
  yield text.slice(offset);
}

/** The lines of a text that has an object in each; undefined for any other text. */
export function jsonLinesOf(text: string): readonly string[] | undefined {
  const lines = text.split(/(?=\n)/);
  return lines.every((line) => /^\s*(?:\{.*\}\s*)?$/.test(line)) ? lines : undefined;
}
