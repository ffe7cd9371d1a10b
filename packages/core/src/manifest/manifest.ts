import type { Problem, SourcePosition } from '../problem/problem.js';
import type { JsonObject } from './json.js';

/**
 * Where a manifest was read from.
 *
 * @public
 */
export interface ManifestSource {
  readonly file?: string;
  /** The name of the document in its text: `shop.yaml#3`. */
  readonly document: string;
  /**
   * The line of a field such as `spec.ports[0].port` or `metadata.annotations[a.b/c]`, or of the nearest one around it
   * that the text has; `.` is the first line.
   */
  locate(path: string): number | undefined;
}

/** One Kubernetes object as a user wrote it. @public */
export interface Manifest {
  readonly value: JsonObject;
  /** Absent for an object that was never text. */
  readonly source?: ManifestSource;
}

/** What was read, and what could not be. @public */
export interface Manifests {
  readonly manifests: readonly Manifest[];
  readonly problems: readonly Problem[];
}

/** The place of a field in the text, to be spread into a problem; empty for what was never text. */
export function placeOf(
  source: ManifestSource | undefined,
  path: string,
): { readonly source?: SourcePosition } {
  const line = source?.locate(path);
  if (source === undefined || line === undefined) return {};
  return { source: source.file === undefined ? { line } : { file: source.file, line } };
}
