import type { Condition } from '../node.js';
import { madeRecord, type Unfinished } from '../schema/made-record.js';
import { oneOf, orEmpty, text, time } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';

/** How a condition in the status of a node or pod is read. */
export const conditionSchema: Schema<Condition> = madeRecord(
  {
    type: text,
    status: orEmpty(oneOf('True', 'False', 'Unknown')),
    reason: text,
    message: text,
    lastTransitionTime: time,
  },
  (given): Condition => {
    const condition: Unfinished<Condition> = { type: given.type ?? '', status: given.status || 'Unknown' };
    if (given.reason) condition.reason = given.reason;
    if (given.message) condition.message = given.message;
    if (given.lastTransitionTime) condition.lastTransitionTime = given.lastTransitionTime;
    return condition;
  },
  ['lastHeartbeatTime', 'lastProbeTime', 'observedGeneration'],
);
