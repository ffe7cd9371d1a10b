import type { Output } from '../io.js';

/** Tells a person who waits how far a simulation is. */
export interface Progress {
  readonly at: (now: number) => void;
  readonly end: () => void;
}

/** One line on a terminal, gone in the end. Elsewhere nothing is written. */
export function progressOn(output: Output, until: number): Progress {
  if (!output.isTerminal) return { at: () => {}, end: () => {} };
  let shown = -1;
  return {
    at: (now) => {
      const percent = Math.min(100, Math.floor((now / until) * 100));
      if (percent === shown) return;
      shown = percent;
      output.write(`\r\u001B[KSimulating ... ${percent} %`);
    },
    end: () => output.write('\r\u001B[K'),
  };
}
