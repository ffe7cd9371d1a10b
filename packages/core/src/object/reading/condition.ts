import type { Condition } from '../node.js';
import { fillEmpty, omitEmpty } from '../schema/record-field.js';
import { record } from '../schema/record.js';
import { oneOf, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';

/** How a condition in the status of a node or pod is read. */
export const conditionSchema: Schema<Condition> = record<Condition>(
  {
    type: text,
    status: fillEmpty(oneOf('True', 'False', 'Unknown'), 'Unknown'),
    reason: omitEmpty(text),
    message: omitEmpty(text),
  },
  ['lastHeartbeatTime', 'lastProbeTime', 'lastTransitionTime', 'observedGeneration'],
);
