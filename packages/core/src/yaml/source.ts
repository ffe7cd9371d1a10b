import type { ManifestSource } from '../manifest/manifest.js';
import type { DocumentText } from './document.js';
import { LineIndex } from './line-index.js';

/** The source of a document that finds lines when it is asked, by reading the text once more. */
export function sourceOf(document: DocumentText, maxDepth: number): ManifestSource {
  let index: LineIndex | undefined;
  return {
    ...(document.file !== undefined && { file: document.file }),
    document: document.name,
    locate: (path) => {
      index ??= LineIndex.of(document.text, maxDepth);
      return document.firstLine + index.lineOf(path);
    },
  };
}
