/**
 * Every reason for which a rule did not apply at a hop.
 *
 * @public
 */
export const skips = {
  'no-masquerade-source-is-pod': 'No masquerade: the source is a pod.',
} as const;

/** A stable reason code, listed in {@link skips}. @public */
export type SkipCode = keyof typeof skips;
