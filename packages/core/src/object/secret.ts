import type { ObjectMeta, StringMap } from './metadata.js';

/** A stored Secret. `data` is base64 as stored, `stringData` merged into it. @public */
export interface Secret {
  readonly apiVersion: 'v1';
  readonly kind: 'Secret';
  readonly metadata: ObjectMeta;
  readonly type: string;
  readonly data: StringMap;
  /** Whether the data may never change. */
  readonly immutable?: boolean;
}

/** Whether a Secret holds a certificate and a key. @see kubernetes/api core/v1/types.go, SecretTypeTLS */
export function isCertificate(secret: Secret): boolean {
  return secret.data['tls.crt'] !== undefined && secret.data['tls.key'] !== undefined;
}
