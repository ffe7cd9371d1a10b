/**
 * Every rule of the model that can decide at a hop, with what it says. The doc comment of the function that applies a
 * rule names its source.
 *
 * @public
 */
export const rules = {
  'client-sends': 'The client opens a connection to the address it was given.',
} as const;

/** A stable rule id, listed in {@link rules}. @public */
export type RuleId = keyof typeof rules;
