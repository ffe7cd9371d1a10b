import { replicationControllerSpecFields } from '../../manifest/replication-controller.js';
import type { StringMap } from '../metadata.js';
import { record } from '../schema/record.js';
import { withDefault } from '../schema/record-field.js';
import { int32, oneOf } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import { textMap } from '../schema/text-map.js';
import type { ReplicationController } from '../workload.js';
import { metadataSchema } from './metadata.js';
import { podTemplateSchema } from './pod-spec.js';

/**
 * How a ReplicationController is read: where it names no labels or no selector, those of its pods are taken.
 *
 * @see kubernetes/kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_ReplicationController
 */
export const replicationControllerSchema: Schema<ReplicationController> = mapped(
  record<ReplicationController>(
    {
      apiVersion: oneOf('v1'),
      kind: oneOf('ReplicationController'),
      metadata: metadataSchema,
      spec: record<ReplicationController['spec']>(
        {
          replicas: withDefault(int32, 1),
          selector: textMap,
          template: podTemplateSchema,
          minReadySeconds: int32,
        },
        Object.keys(replicationControllerSpecFields),
      ),
    },
    ['status'],
  ),
  (controller) => {
    const { metadata, spec } = controller;
    const { labels } = spec.template.metadata;
    return {
      ...controller,
      metadata: isEmpty(metadata.labels) ? { ...metadata, labels } : metadata,
      spec: isEmpty(spec.selector) ? { ...spec, selector: labels } : spec,
    };
  },
);

function isEmpty(labels: StringMap): boolean {
  return Object.keys(labels).length === 0;
}
