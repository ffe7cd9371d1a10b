import { readOneDocument } from '../input/one-document.js';
import type { FileProblem } from './file-problem.js';
import { readCases } from './read-cases.js';
import type { TestCase } from './test-case.js';
import type { TestFile } from './test-file.js';
import { validateTestFile } from './validate-test-file.js';

/** A test file, read. */
export interface ParsedTestFile {
  /** The manifests and the platform. */
  readonly settings: Omit<TestFile, 'expectations'>;
  readonly cases: readonly TestCase[];
}

/** A test file, or everything that is wrong with it. */
export type TestFileReading =
  | { readonly parsed: ParsedTestFile }
  | { readonly parsed?: never; readonly problems: readonly FileProblem[] };

const rules = {
  limits: { characters: 4_000_000, depth: 20, aliasedNodes: 100_000 },
  needsObject: 'a test file has expectations at its top',
  check: validateTestFile,
};

/** Reads the text of a test file: YAML or JSON, read and bounded as manifests are; every field is checked. */
export function parseTestFile(text: string): TestFileReading {
  const reading = readOneDocument(text, rules);
  if (reading.document === undefined) return reading;
  const { value, lineOf } = reading.document;
  const { expectations, ...settings } = value;
  const { cases, mistakes } = readCases(expectations, lineOf);
  return mistakes.length > 0
    ? { problems: mistakes.map((mistake) => ({ ...mistake, line: lineOf(mistake.path) })) }
    : { parsed: { settings, cases } };
}
