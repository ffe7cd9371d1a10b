/** What a ratio should be. */
export type Goal = { readonly atLeast: number } | { readonly atMost: number };

/** A figure of ours beside that of an anchor. Only the ratio is worth comparing between runs. */
export interface Comparison {
  readonly title: string;
  readonly unit: string;
  readonly ours: number;
  readonly anchor: { readonly name: string; readonly value: number };
  /** Ours divided by the anchor's. */
  readonly ratio: number;
  readonly goal?: string;
  readonly met?: boolean;
}

/** Puts a figure beside its anchor and says whether the goal is met. */
export function compare(
  figures: Pick<Comparison, 'title' | 'unit' | 'ours' | 'anchor'>,
  goal?: Goal,
): Comparison {
  const ratio = figures.ours / figures.anchor.value;
  if (goal === undefined) return { ...figures, ratio };
  return 'atLeast' in goal
    ? { ...figures, ratio, goal: `>= ${goal.atLeast}`, met: ratio >= goal.atLeast }
    : { ...figures, ratio, goal: `<= ${goal.atMost}`, met: ratio <= goal.atMost };
}

/** How often something is done in a second, of which `count` took this many milliseconds. */
export function perSecond(count: number, milliseconds: number): number {
  return (count / milliseconds) * 1000;
}
