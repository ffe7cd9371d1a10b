import type { ConfigMap } from '../config-map.js';
import { record } from '../schema/record.js';
import { flag, oneOf } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import { textMap } from '../schema/text-map.js';
import { metadataSchema } from './metadata.js';

/** How a ConfigMap is read. */
export const configMapSchema: Schema<ConfigMap> = record<ConfigMap>(
  () => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: metadataSchema.zero, data: textMap.zero }),
  {
    apiVersion: oneOf('v1'),
    kind: oneOf('ConfigMap'),
    metadata: metadataSchema,
    data: textMap,
    immutable: flag,
  },
  ['binaryData'],
);
