import type { laws } from '../property/laws.js';

/** A bug that people might write: one place of one module says something else. */
export interface PlantedBug {
  /** What is wrong then, in plain words. */
  readonly title: string;
  /** The module, below `packages/core/src`. */
  readonly module: string;
  /** What stands there, at one place only; a refactoring of the module brings this up to date. */
  readonly code: string;
  /** What stands there instead. */
  readonly bug: string;
  /** The law that has to break. */
  readonly caughtBy: keyof typeof laws;
}

/**
 * The text of a module with a bug in it.
 *
 * @throws when its place is not there exactly once
 */
export function planted(text: string, { title, module, code, bug }: PlantedBug): string {
  const [before = '', after, ...more] = text.split(code);
  if (after === undefined || more.length > 0) {
    throw new Error(`"${title}": ${module} does not have this exactly once: ${code}`);
  }
  return `${before}${bug}${after}`;
}
