import { inside } from '../schema/record.js';
import { choice } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';

/** How the update strategy of a StatefulSet or DaemonSet is read: only its type matters. */
export const updateStrategySchema: Schema<'RollingUpdate' | 'OnDelete' | undefined> = inside(
  'type',
  choice(['RollingUpdate', 'OnDelete'], (type, errors) =>
    errors.invalid(type, "must be 'RollingUpdate' or 'OnDelete'"),
  ),
  ['rollingUpdate'],
);
