import type { StringMap } from '../metadata.js';
import { record } from '../schema/record.js';
import { unlessEmpty } from '../schema/record-field.js';
import { flag, oneOf, text } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import { mapOf, noTexts, textMap } from '../schema/text-map.js';
import type { Secret } from '../secret.js';
import { base64, toBase64 } from './base64.js';
import { metadataSchema } from './metadata.js';

interface SecretDraft extends Secret {
  readonly stringData: StringMap;
}

/**
 * How a Secret is read: what is given as plain text joins the data, and wins.
 *
 * @see kubernetes/kubernetes pkg/apis/core/v1/conversion.go, Convert_v1_Secret_To_core_Secret
 */
export const secretSchema: Schema<Secret> = mapped(
  record<SecretDraft>(
    () => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: metadataSchema.zero,
      type: 'Opaque',
      data: noTexts,
      stringData: noTexts,
    }),
    {
      apiVersion: oneOf('v1'),
      kind: oneOf('Secret'),
      metadata: metadataSchema,
      type: unlessEmpty(text),
      data: mapOf(base64),
      stringData: textMap,
      immutable: flag,
    },
  ),
  ({ stringData, ...secret }) => {
    const plain = Object.entries(stringData);
    if (plain.length === 0) return secret;
    const added = Object.fromEntries(plain.map(([key, value]) => [key, toBase64(value)]));
    return { ...secret, data: { ...secret.data, ...added } };
  },
);
