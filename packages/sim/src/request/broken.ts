import type { Outcome, Place } from '@kubehop/core';

/** What a client sees whose connection broke because the process at its end has ended. */
export function connectionLost(place: Place): Outcome {
  return {
    kind: 'reset',
    place,
    cause: {
      code: 'connection-lost',
      message: 'The process at the end of the connection ended; the connection broke.',
      fix: 'Let the process finish what is under way when it gets SIGTERM, and end connections that are idle in order.',
    },
  };
}
