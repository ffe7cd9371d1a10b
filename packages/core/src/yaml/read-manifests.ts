import type { Manifest, Manifests } from '../manifest/manifest.js';
import type { Problem } from '../problem/problem.js';
import { batchesOf } from './batch.js';
import { documentsOf } from './document.js';
import { defaultReadLimits, type ReadLimits } from './limits.js';
import { readBatch } from './read-document.js';

/** How a text is read. @public */
export interface ReadOptions {
  /** The name of the file, for problems to say. */
  readonly file?: string;
  readonly limits?: Partial<ReadLimits>;
}

/**
 * Reads manifests from YAML or JSON as kubectl does: documents parted by `---`, streams of JSON objects, lists of every
 * kind. A document that can't be read is a problem; the others are read all the same.
 *
 * @see sigs.k8s.io/yaml yaml.go; kubernetes/apimachinery pkg/util/yaml/decoder.go
 * @public
 * @example
 * const { manifests, problems } = readManifests(text, { file: 'shop.yaml' });
 */
export function readManifests(text: string, options: ReadOptions = {}): Manifests {
  const limits = { ...defaultReadLimits, ...options.limits };
  if (text.length > limits.characters) return { manifests: [], problems: [tooLong(text, options, limits)] };
  const manifests: Manifest[] = [];
  const problems: Problem[] = [];
  for (const batch of batchesOf(documentsOf(text, options.file))) {
    for (const read of readBatch(batch, limits)) {
      for (const manifest of read.manifests) manifests.push(manifest);
      for (const problem of read.problems) problems.push(problem);
    }
  }
  return { manifests, problems };
}

function tooLong(text: string, { file }: ReadOptions, limits: ReadLimits): Problem {
  return {
    code: 'text-too-long',
    severity: 'error',
    object: { kind: 'Document', name: file ?? '#1' },
    path: '.',
    message: `the text has ${text.length} characters, and no more than ${limits.characters} are read`,
    fix: 'Give it in parts, or raise limits.characters',
    source: { ...(file !== undefined && { file }), line: 1 },
  };
}
