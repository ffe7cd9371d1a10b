import type { ObjectMetadata, TextMap } from './metadata.js';

/** A ConfigMap, as written. @see kubernetes/api core/v1/types.go, ConfigMap @public */
export interface ConfigMapManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'ConfigMap';
  readonly metadata: ObjectMetadata;
  readonly data?: TextMap | null;
  readonly binaryData?: TextMap;
  readonly immutable?: boolean;
}
