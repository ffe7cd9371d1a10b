import { createContext, Script } from 'node:vm';

const context = createContext({ run: undefined });
const script = new Script('run()');

/**
 * What a function gives; undefined when it takes longer. No other limit ends a loop that never comes back.
 */
export function withinSeconds<Result>(seconds: number, run: () => Result): Result | undefined {
  let result: Result | undefined;
  context['run'] = (): void => {
    result = run();
  };
  try {
    script.runInContext(context, { timeout: Math.ceil(seconds * 1000), displayErrors: false });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  }
  return result;
}

/** The error is of the context's own making: no instance of our Error. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
