/**
 * Every cause of an outcome with its meaning.
 *
 * @public
 */
export const causes = {
  'application-answered': 'The application answered.',
} as const;

/** A stable cause code, listed in {@link causes}. @public */
export type CauseCode = keyof typeof causes;
