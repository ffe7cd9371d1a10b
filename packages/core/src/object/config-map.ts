import type { ObjectMeta, StringMap } from './metadata.js';

/** A stored ConfigMap. @public */
export interface ConfigMap {
  readonly apiVersion: 'v1';
  readonly kind: 'ConfigMap';
  readonly metadata: ObjectMeta;
  readonly data: StringMap;
  /** Whether the data may never change. */
  readonly immutable?: boolean;
}
