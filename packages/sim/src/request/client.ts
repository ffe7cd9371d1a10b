import type { Outcome } from '@kubehop/core';
import type { Delay } from '../time/delay.js';

/** How a client goes about its requests. @public */
export interface ClientOptions {
  /**
   * Milliseconds that it waits for an answer; 60 s unless given, which is no component's default. `null` waits as long as
   * its kernel does.
   */
  readonly timeout?: number | null;
  /** How often it tries again after an answer that did not come or was an error of the server, and how long it waits before. */
  readonly retries?: { readonly times: number; readonly wait: Delay };
  /**
   * Milliseconds for which it remembers the address of a name, whatever the TTL says: the JVM 30 s, libcurl 60 s. Unless
   * given it asks for each connection.
   */
  readonly nameCache?: number;
  /** The kernel of the client, which decides when a SYN is sent again: the schedule has changed with Linux 6.5. */
  readonly kernel?: 'since-6.5' | 'before-6.5';
}

/** Milliseconds for which a client waits that says nothing. */
export const usualTimeout = 60_000;

const second = 1_000;

/** More tries than anybody waits for. */
const mostTries = 1_000;

/**
 * Refuses a client that cannot be.
 *
 * @throws {RangeError} saying what is wrong
 */
export function checkClient({ timeout, retries, nameCache = 0 }: ClientOptions): void {
  if (typeof timeout === 'number' && (!Number.isSafeInteger(timeout) || timeout < 0)) {
    throw new RangeError(`a client waits a whole number of milliseconds, not ${timeout}`);
  }
  if (!Number.isSafeInteger(nameCache) || nameCache < 0) {
    throw new RangeError(`a client remembers names for a whole number of milliseconds, not ${nameCache}`);
  }
  if (retries === undefined) return;
  const { times, wait } = retries;
  if (!Number.isSafeInteger(times) || times < 0 || times > mostTries) {
    throw new RangeError(`a client tries again a whole number of times, ${mostTries} at most, not ${times}`);
  }
  if (!(typeof wait === 'number' ? [wait] : [wait.from, wait.to]).every(Number.isFinite)) {
    throw new RangeError(`a delay is a number of milliseconds, not ${JSON.stringify(wait)}`);
  }
}

/** When a SYN without answer is sent again, and when the kernel gives up. @public */
export interface SynSchedule {
  readonly again: readonly number[];
  readonly givesUp: number;
}

/**
 * The schedule of a connection to nobody, in milliseconds from the first SYN.
 *
 * @see Linux Documentation/networking/ip-sysctl.rst, tcp_syn_retries, tcp_syn_linear_timeouts
 * @public
 */
export function synSchedule(kernel: ClientOptions['kernel'] = 'since-6.5'): SynSchedule {
  const seconds = kernel === 'since-6.5' ? [1, 2, 3, 4, 5, 7, 11, 19, 35, 67] : [1, 3, 7, 15, 31, 63];
  return {
    again: seconds.map((each) => each * second),
    givesUp: (kernel === 'since-6.5' ? 131 : 127) * second,
  };
}

/** Whether a client that tries again does so after this. */
export function isWorthRetrying(outcome: Outcome): boolean {
  return outcome.kind === 'response'
    ? outcome.status >= 500
    : outcome.kind !== 'connected' && outcome.kind !== 'delivered';
}
