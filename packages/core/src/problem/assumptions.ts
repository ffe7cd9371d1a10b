/**
 * Everything that the model may take for granted; each assumption of a trace says how to state the truth instead.
 *
 * @public
 */
export const assumptions = {
  'network-policy-not-evaluated': 'A NetworkPolicy selects a pod on the way; policies are not evaluated yet.',
  'listens-on-declared-ports': 'A pod listens on the container ports that it declares.',
  'listens-on-undeclared-port': 'A pod that declares no ports listens on the port asked.',
  'application-answers': 'An application answers every HTTP request with 200.',
  'application-speaks-tls': 'An application speaks TLS where it was not ended on the way.',
} as const;

/** A stable assumption code, listed in {@link assumptions}. @public */
export type AssumptionCode = keyof typeof assumptions;
