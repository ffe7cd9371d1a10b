import type { Plugin } from 'vitest/config';
import { bugs } from './bugs.js';
import { planted } from './planted-bug.js';

const mark = '?planted=';

/** The name under which a module is imported with a bug in it. */
export function plantedModule(path: string, bug: number): string {
  return `${path}${mark}${bug}`;
}

/** Gives out modules with bugs to those who import them by such a name, and to nobody else. */
export function plantedBugs(): Plugin {
  return {
    name: 'planted-bugs',
    enforce: 'pre',
    transform(text, id) {
      const bug = bugs[Number(id.split(mark)[1] ?? 'none')];
      return bug === undefined ? undefined : planted(text, bug);
    },
  };
}
