/**
 * How parts of an explanation are set off; the command colours them, plain text leaves them as they are.
 *
 * @public
 */
export interface Style {
  readonly heading: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly doubtful: (text: string) => string;
}

const asIs = (text: string): string => text;

/** No colours at all. */
export const plain: Style = { heading: asIs, dim: asIs, good: asIs, bad: asIs, doubtful: asIs };
