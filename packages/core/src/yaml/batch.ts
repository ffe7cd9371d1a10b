import type { DocumentText } from './document.js';
import { looksLikeJson } from './json-text.js';

/** The parser starts slowly: for short documents a call for each takes twice as long as one for some dozens of them. */
const batchLength = 64 * 1024;

/** Documents in a row that one call of the YAML parser may read; any other document alone. */
export function* batchesOf(documents: Iterable<DocumentText>): Generator<readonly DocumentText[]> {
  let batch: DocumentText[] = [];
  let length = 0;
  for (const document of documents) {
    const isPlain = isPlainYaml(document);
    if (batch.length > 0 && (!isPlain || length + document.text.length > batchLength)) {
      yield batch;
      batch = [];
      length = 0;
    }
    if (isPlain) {
      batch.push(document);
      length += document.text.length;
    } else {
      yield [document];
    }
  }
  if (batch.length > 0) yield batch;
}

function isPlainYaml({ heading, ignoredLine, text }: DocumentText): boolean {
  return heading === '' && ignoredLine === undefined && !looksLikeJson(text);
}
