import type { DocumentProblem } from '../input/one-document.js';

/** Something wrong with a test file: in the text, against the schema, or in what a field says. */
export type FileProblem = DocumentProblem<'name-taken' | 'nothing-expected'>;

/** A problem as the command writes it: `routes.yaml:12: expectations[3].expect.status: ... (wrong-type)`. */
export function fileProblemText(
  file: string,
  { code, path, line, message }: DocumentProblem<string>,
): string {
  return `${file}:${line}: ${path}${path === '' ? '' : ': '}${message} (${code})`;
}
