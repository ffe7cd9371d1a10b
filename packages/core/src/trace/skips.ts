/**
 * Every reason for which a rule did not apply at a hop.
 *
 * @public
 */
export const skips = {
  'no-masquerade-source-is-pod': 'No masquerade: the source is a pod.',
  'no-masquerade-mark': 'No masquerade: the service proxy did not mark the packet.',
  'no-masquerade-stays-on-node': 'No masquerade although marked: the packet does not leave the node.',
} as const;

/** A stable reason code, listed in {@link skips}. @public */
export type SkipCode = keyof typeof skips;
