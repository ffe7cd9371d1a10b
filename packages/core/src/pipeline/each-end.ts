import type { Step } from '../step/step.js';

type Done = Extract<Step, { kind: 'done' }>;
type Next = Extract<Step, { kind: 'next' }>;

/**
 * Follows every choice of a step, and tells each end with its share of the whole. Ways are not merged.
 *
 * @param goOn the step after a next one, as hop number `hops`; nothing where the way is followed no further
 */
export function eachEnd(
  begin: Step,
  goOn: (next: Next, hops: number, probability: number) => Step | undefined,
  tell: (end: Done, probability: number) => void,
): void {
  const follow = (step: Step, hops: number, probability: number): void => {
    switch (step.kind) {
      case 'done':
        return tell(step, probability);
      case 'next': {
        const onwards = goOn(step, hops + 1, probability);
        return onwards === undefined ? undefined : follow(onwards, hops + 1, probability);
      }
      case 'choose': {
        const { of, by, candidates } = step;
        for (const [index, candidate] of candidates.entries()) {
          const choice = { of, by, among: candidates.length, index, probability: candidate.probability };
          follow(step.take(index, choice), hops, probability * candidate.probability);
        }
        return undefined;
      }
      default:
        return step satisfies never;
    }
  };
  follow(begin, 0, 1);
}
