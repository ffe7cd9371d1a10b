/** Sets a text off. @public */
export type Paint = (text: string) => string;

/**
 * How parts of an explanation are set off; the command colours them, plain text leaves them as they are.
 *
 * @public
 */
export interface Style {
  readonly heading: Paint;
  readonly dim: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly doubtful: Paint;
}

const asIs: Paint = (text) => text;

/** No colours at all. */
export const plain: Style = { heading: asIs, dim: asIs, good: asIs, bad: asIs, doubtful: asIs };
