import { RequestError } from '@kubehop/core';
import { ExpectationError } from '@kubehop/core/matchers';
import type { DocumentProblem } from '../input/one-document.js';
import { WrongUse } from '../wrong-use.js';

/** Something that a schema cannot find wrong with a scenario; its line is looked up where it is told. */
export type Mistake = Omit<ScenarioFileProblem, 'line'>;

/** Something wrong with a scenario: in the text, against the schema, or in what a field says. */
export type ScenarioFileProblem = DocumentProblem<
  'out-of-order' | 'out-of-time' | 'name-taken' | 'not-found' | 'too-much'
>;

/** Collects everything that is wrong with what a user wrote. */
export class Mistakes {
  readonly #list: Mistake[] = [];

  /** What was found so far. */
  get list(): readonly Mistake[] {
    return this.#list;
  }

  /** Notes a mistake. */
  add(path: string, message: string, code: Mistake['code'] = 'wrong-form'): undefined {
    this.#list.push({ code, path, message });
    return undefined;
  }

  /** What a field says; undefined where it cannot be read, which is noted. */
  reading<Value>(path: string, read: () => Value): Value | undefined {
    try {
      return read();
    } catch (error) {
      return this.add(path, messageOf(error));
    }
  }
}

/** What is wrong with a text that a user wrote; anything else is an error of ours. */
function messageOf(error: unknown): string {
  if (error instanceof WrongUse || error instanceof RequestError || error instanceof ExpectationError)
    return error.message;
  throw error;
}
