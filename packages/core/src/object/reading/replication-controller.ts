import { replicationControllerSpecFields } from '../../manifest/replication-controller.js';
import type { StringMap } from '../metadata.js';
import { record } from '../schema/record.js';
import { int32, oneOf } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import { noTexts, textMap } from '../schema/text-map.js';
import type { ReplicationController } from '../workload.js';
import { metadataSchema } from './metadata.js';
import { podTemplateSchema } from './pod-spec.js';

const spec: Schema<ReplicationController['spec']> = record<ReplicationController['spec']>(
  () => ({ replicas: 1, selector: noTexts, template: podTemplateSchema.zero, minReadySeconds: 0 }),
  { replicas: int32, selector: textMap, template: podTemplateSchema, minReadySeconds: int32 },
  Object.keys(replicationControllerSpecFields),
);

/**
 * How a ReplicationController is read: where it names no labels or no selector, those of its pods are taken.
 *
 * @see kubernetes/kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_ReplicationController
 */
export const replicationControllerSchema: Schema<ReplicationController> = mapped(
  record<ReplicationController>(
    () => ({
      apiVersion: 'v1',
      kind: 'ReplicationController',
      metadata: metadataSchema.zero,
      spec: spec.zero,
    }),
    {
      apiVersion: oneOf('v1'),
      kind: oneOf('ReplicationController'),
      metadata: metadataSchema,
      spec,
    },
    ['status'],
  ),
  (controller) => {
    const { metadata } = controller;
    const { labels } = controller.spec.template.metadata;
    return {
      ...controller,
      metadata: isEmpty(metadata.labels) ? { ...metadata, labels } : metadata,
      spec: isEmpty(controller.spec.selector) ? { ...controller.spec, selector: labels } : controller.spec,
    };
  },
);

function isEmpty(labels: StringMap): boolean {
  return Object.keys(labels).length === 0;
}
