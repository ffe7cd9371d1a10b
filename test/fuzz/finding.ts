/** Thrown for an input of which something comes that is wrong. */
export class LawBroken extends Error {
  constructor(faults: readonly string[]) {
    super([...new Set(faults)].join('\n'));
    this.name = 'LawBroken';
  }
}

/** An input that breaks a law, made as small as could be. */
export interface Finding {
  readonly target: string;
  readonly seed: number;
  /** Leads fast-check from the seed to the input. */
  readonly path: string;
  readonly input: unknown;
  readonly error: unknown;
}

/** What findings of one kind have in common. */
export function headlineOf({ error }: Finding): string {
  return String(error).split('\n')[0] ?? '';
}
