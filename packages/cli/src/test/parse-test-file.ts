import type { Problem } from '@kubehop/core';
import type { Manifest } from '@kubehop/core/yaml';
import { readManifests } from '@kubehop/core/yaml';
import { fieldText } from '../input/field-text.js';
import type { FileProblem } from './file-problem.js';
import type { Mistake } from './read-cases.js';
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

/** More is no test file but an attack or a mistake. */
const limits = { characters: 4_000_000, depth: 20, aliasedNodes: 100_000 };

/** Reads the text of a test file: YAML or JSON, read and bounded as manifests are; every field is checked. */
export function parseTestFile(text: string): TestFileReading {
  const { manifests, problems } = readManifests(text, { limits });
  if (problems.length > 0) return { problems: problems.map(textProblem) };
  const [document, second] = manifests;
  if (document === undefined || second !== undefined) {
    const message = second === undefined ? 'there is nothing in it' : 'write one document, without ---';
    const line = second === undefined ? 1 : lineIn(second, '.');
    return { problems: [{ code: 'not-one-document', path: '', line, message }] };
  }
  return readDocument(document);
}

/** What is wrong with the text, which is no manifest. */
function textProblem({ code, message, source }: Problem): FileProblem {
  const told = code === 'manifest-not-object' ? 'a test file has expectations at its top' : message;
  return { code, path: '', line: source?.line ?? 1, message: told };
}

function readDocument(document: Manifest): TestFileReading {
  const withLine = (mistake: Mistake): FileProblem => ({
    ...mistake,
    line: lineIn(document, mistake.path === '' ? '.' : mistake.path),
  });
  const checked = validateTestFile(document.value);
  if (checked.value === undefined) {
    const mistakes = checked.errors.map((error): Mistake => ({ ...error, path: fieldText(error.path) }));
    return { problems: mistakes.map(withLine) };
  }
  const { expectations, ...settings } = checked.value;
  const { cases, mistakes } = readCases(expectations, (path) => lineIn(document, path));
  return mistakes.length > 0 ? { problems: mistakes.map(withLine) } : { parsed: { settings, cases } };
}

function lineIn({ source }: Manifest, path: string): number {
  return source?.locate(path) ?? 1;
}
