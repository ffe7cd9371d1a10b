import type { ObjectReference, SourcePosition } from '@kubehop/core';
import type { Finding } from '@kubehop/core/analysis';
import type { Manifest } from '@kubehop/core/yaml';

/** A finding, and where its field stands; an object that the model made up stands nowhere. */
export interface LocatedFinding extends Finding {
  readonly source?: SourcePosition;
}

/** Looks for the fields of findings in the manifests; of two for one object the later one counts. */
export function locate(found: readonly Finding[], manifests: readonly Manifest[]): readonly LocatedFinding[] {
  const sources = new Map(manifests.map(({ value, source }) => [keyOfManifest(value), source]));
  return found.map((finding) => {
    const source = sources.get(keyOf(finding.object));
    const line = source?.locate(finding.path);
    if (line === undefined) return finding;
    return { ...finding, source: source?.file === undefined ? { line } : { file: source.file, line } };
  });
}

function keyOf({ kind, namespace, name }: ObjectReference): string {
  return JSON.stringify([kind, namespace ?? '', name]);
}

function keyOfManifest({ kind, metadata }: Manifest['value']): string {
  const { namespace, name } = isRecord(metadata) ? metadata : {};
  // What is in no namespace has none in references either.
  const own = typeof namespace === 'string' && namespace !== '' ? namespace : defaultNamespace(kind);
  return JSON.stringify([kind, own, name]);
}

function defaultNamespace(kind: unknown): string {
  return typeof kind === 'string' && withoutNamespace.has(kind) ? '' : 'default';
}

/** The kinds that findings name and that are in no namespace. */
const withoutNamespace: ReadonlySet<string> = new Set(['IngressClass', 'Namespace', 'Node']);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
