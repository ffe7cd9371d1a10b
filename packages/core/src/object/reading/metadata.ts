import { metadataFields } from '../../manifest/metadata.js';
import type { ObjectMeta, OwnerReference } from '../metadata.js';
import type { PodTemplateSpec } from '../pod.js';
import { list, none } from '../schema/list.js';
import { madeRecord, nested, type Unfinished } from '../schema/made-record.js';
import { readField, record } from '../schema/record.js';
import { flag, int64, text, time } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import { noTexts, textMap } from '../schema/text-map.js';

const ownerReference: Schema<OwnerReference> = madeRecord(
  { apiVersion: text, kind: text, name: text, uid: text, controller: flag },
  (given): OwnerReference => ({
    apiVersion: given.apiVersion ?? '',
    kind: given.kind ?? '',
    name: given.name ?? '',
    uid: given.uid ?? '',
    controller: given.controller ?? false,
  }),
  ['blockOwnerDeletion'],
);

const ownerReferences: Schema<readonly OwnerReference[]> = list(ownerReference);

/** How metadata is read; names and namespaces that are missing are the empty text. */
export const metadataSchema: Schema<ObjectMeta> = madeRecord(
  {
    name: text,
    generateName: text,
    namespace: text,
    uid: text,
    labels: nested,
    annotations: nested,
    creationTimestamp: time,
    deletionTimestamp: time,
    deletionGracePeriodSeconds: int64,
    ownerReferences: nested,
  },
  (given, errors): ObjectMeta => {
    const metadata: Unfinished<ObjectMeta> = {
      name: given.name ?? '',
      namespace: given.namespace ?? '',
      uid: given.uid ?? '',
      labels: readField(textMap, given.labels, 'labels', errors) ?? noTexts,
      annotations: readField(textMap, given.annotations, 'annotations', errors) ?? noTexts,
      ownerReferences: readField(ownerReferences, given.ownerReferences, 'ownerReferences', errors) ?? none,
    };
    if (given.generateName) metadata.generateName = given.generateName;
    if (given.creationTimestamp) metadata.creationTimestamp = given.creationTimestamp;
    if (given.deletionTimestamp) metadata.deletionTimestamp = given.deletionTimestamp;
    if (given.deletionGracePeriodSeconds !== undefined && given.deletionGracePeriodSeconds !== null) {
      metadata.deletionGracePeriodSeconds = given.deletionGracePeriodSeconds;
    }
    return metadata;
  },
  Object.keys(metadataFields),
);

/** How the metadata of a pod template is read: its pods get their names from elsewhere. */
export const templateMetadataSchema: Schema<PodTemplateSpec['metadata']> = record<
  PodTemplateSpec['metadata']
>(
  () => ({ labels: noTexts, annotations: noTexts }),
  { labels: textMap, annotations: textMap },
  Object.keys(metadataFields),
);
