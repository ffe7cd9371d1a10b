import type { Output } from '../io.js';

/**
 * Does work while a person who waits reads what is being done: one line on a terminal, gone when the work is done or
 * fails. Elsewhere nothing is written.
 */
export async function during<Value>(
  doing: string,
  output: Output,
  work: () => Value | Promise<Value>,
): Promise<Value> {
  if (!output.isTerminal) return work();
  output.write(`${doing} ...`);
  try {
    return await work();
  } finally {
    output.write('\r\u001B[K');
  }
}
