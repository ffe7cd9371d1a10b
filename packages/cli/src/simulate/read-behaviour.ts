import type { Behaviour, StatedBehaviour as Behaving } from '@kubehop/sim';
import type { Mistakes } from './mistakes.js';
import { readPart, type Readers } from './read-part.js';
import { readDelay, readShare } from './read-value.js';
import type { StatedBehaviour, StatedTraits } from './stated-behaviour.js';

const same = <Value>(value: Value): Value => value;

const traits: Readers<StatedTraits, Behaviour> = {
  startup: readDelay,
  listens: same,
  hangs: same,
  status: same,
  errorRate: readShare,
  errorStatus: same,
  latency: readDelay,
  healthy: same,
  onSigterm: same,
  shutdown: readDelay,
  ends: ({ after, code = 1 }) => ({ after: readDelay(after), code }),
};

/** Reads which containers are meant, and what their processes do. */
export function readBehaviour(stated: StatedBehaviour, path: string, mistakes: Mistakes): Behaving {
  const { does, ...selection } = stated;
  return { ...selection, does: readPart<StatedTraits, Behaviour>(does, traits, `${path}.does`, mistakes) };
}
