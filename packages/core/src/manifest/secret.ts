import type { ObjectMetadata, TextMap } from './metadata.js';

/** A Secret, as written: `data` in base64, `stringData` plain. @see kubernetes/api core/v1/types.go, Secret @public */
export interface SecretManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'Secret';
  readonly metadata: ObjectMetadata;
  readonly type?: string;
  readonly data?: TextMap | null;
  readonly stringData?: TextMap;
  readonly immutable?: boolean;
}
