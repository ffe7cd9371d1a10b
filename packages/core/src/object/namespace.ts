import type { ObjectMeta } from './metadata.js';

/** A stored Namespace. @public */
export interface Namespace {
  readonly apiVersion: 'v1';
  readonly kind: 'Namespace';
  readonly metadata: ObjectMeta;
}
