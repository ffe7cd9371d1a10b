/** Words that YAML reads as something other than text when they are not quoted. */
const reserved = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
const plain = /^(?:--)?[A-Za-z/](?:[\w./:=-]*[\w./=-])?$/;
const address = /^\d+\.\d+\.\d+\.\d+(?:\/\d+)?$/;

/** Writes an object as people write YAML: in block style, quoted only where it must be. */
export function blockStyle(object: object): string {
  return linesOf(object).join('\n');
}

function linesOf(value: object): readonly string[] {
  return Array.isArray(value) ? value.flatMap(itemLines) : fieldLines(value);
}

function fieldLines(object: object): readonly string[] {
  return Object.entries(object).flatMap(([key, value]: [string, unknown]) => {
    if (!isFilled(value)) return [`${scalar(key)}: ${scalar(value)}`];
    return [`${scalar(key)}:`, ...linesOf(value).map((line) => `  ${line}`)];
  });
}

function itemLines(item: unknown): readonly string[] {
  if (!isFilled(item)) return [`- ${scalar(item)}`];
  return linesOf(item).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}

function isFilled(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const isPlain = address.test(value) || (plain.test(value) && !reserved.test(value));
  return isPlain ? value : JSON.stringify(value);
}
