import type { Output } from '../io.js';

/** Tells a person who waits what is being done. */
export interface Progress {
  /** Replaces the line shown. */
  say(text: string): void;
  /** Takes the line away. */
  clear(): void;
}

/** Progress on a terminal: one line, gone when the work is done. Elsewhere nothing is written. */
export function progressOn(output: Output): Progress {
  if (!output.isTerminal) return { say: nothing, clear: nothing };
  return {
    say: (text) => output.write(`\r\u001B[K${text} ...`),
    clear: () => output.write('\r\u001B[K'),
  };
}

function nothing(): void {
  // Nobody watches.
}
