import type { ProblemCode } from '@kubehop/core';
import type { SchemaErrorCode } from '../input/schema-check.js';

/** What kind of mistake a {@link FileProblem} is: in the text, against the schema, or in what a field says. */
export type FileProblemCode =
  ProblemCode | SchemaErrorCode | 'name-taken' | 'not-one-document' | 'nothing-expected';

/** Something wrong with a test file. */
export interface FileProblem {
  readonly code: FileProblemCode;
  /** The field, `expectations[3].expect.status`; empty for the file as a whole. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  /** What is wrong, and what to do. */
  readonly message: string;
}

/** A problem as the command writes it: `routes.yaml:12: expectations[3].expect.status: ... (wrong-type)`. */
export function fileProblemText(file: string, { code, path, line, message }: FileProblem): string {
  return `${file}:${line}: ${path}${path === '' ? '' : ': '}${message} (${code})`;
}
