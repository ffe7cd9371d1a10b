import type { Assumption } from '../problem/assumption.js';

/** Each assumption once: equal by code, object and path. */
export function distinct(assumptions: readonly Assumption[]): readonly Assumption[] {
  if (assumptions.length < 2) return assumptions;
  return assumptions.filter(
    (assumption, index) =>
      assumptions.findIndex(
        (other) =>
          other === assumption ||
          (other.code === assumption.code &&
            other.path === assumption.path &&
            other.object?.kind === assumption.object?.kind &&
            other.object?.name === assumption.object?.name &&
            other.object?.namespace === assumption.object?.namespace),
      ) === index,
  );
}
