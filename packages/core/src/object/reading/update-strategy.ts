import { choice } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';

/** The type of the update strategy of a StatefulSet or DaemonSet. */
export type UpdateStrategyType = 'RollingUpdate' | 'OnDelete';

/** How the type of the update strategy of a StatefulSet or DaemonSet is read. */
export const updateStrategyTypeSchema: Schema<UpdateStrategyType> = choice(
  ['RollingUpdate', 'OnDelete'],
  (type, errors) => errors.invalid(type, "must be 'RollingUpdate' or 'OnDelete'"),
);
