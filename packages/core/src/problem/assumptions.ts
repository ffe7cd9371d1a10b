/**
 * Everything that the model may take for granted; each assumption of a trace says how to state the truth instead.
 *
 * @public
 */
export const assumptions = {
  'network-policy-not-evaluated': 'A NetworkPolicy selects a pod on the way; policies are not evaluated yet.',
} as const;

/** A stable assumption code, listed in {@link assumptions}. @public */
export type AssumptionCode = keyof typeof assumptions;
