/** How the command ends: what scripts and CI read. */
export const exitStatus = {
  /** A pod of the user answered. Commands that do not send requests end so when they did what was asked. */
  answered: 0,
  /** Anything else came of the request; or what was looked for was found. */
  notAnswered: 1,
  /** The command was used wrongly, or its input cannot be read. */
  wrongUse: 2,
} as const;

/** One of the {@link exitStatus} values. */
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];
