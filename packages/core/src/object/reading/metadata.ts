import { metadataFields } from '../../manifest/metadata.js';
import type { ObjectMeta, OwnerReference } from '../metadata.js';
import type { PodTemplateSpec } from '../pod.js';
import { list } from '../schema/list.js';
import { omitEmpty, optional } from '../schema/record-field.js';
import { record } from '../schema/record.js';
import { flag, text, time } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import { textMap } from '../schema/text-map.js';

const ownerReference: Schema<OwnerReference> = record<OwnerReference>(
  { apiVersion: text, kind: text, name: text, uid: text, controller: flag },
  ['blockOwnerDeletion'],
);

/** How metadata is read; names and namespaces that are missing are the empty text. */
export const metadataSchema: Schema<ObjectMeta> = record<ObjectMeta>(
  {
    name: text,
    generateName: omitEmpty(text),
    namespace: text,
    uid: text,
    labels: textMap,
    annotations: textMap,
    creationTimestamp: optional(time),
    deletionTimestamp: optional(time),
    ownerReferences: list(ownerReference),
  },
  Object.keys(metadataFields),
);

/** How the metadata of a pod template is read: its pods get their names from elsewhere. */
export const templateMetadataSchema: Schema<PodTemplateSpec['metadata']> = record<
  PodTemplateSpec['metadata']
>({ labels: textMap, annotations: textMap }, Object.keys(metadataFields));
