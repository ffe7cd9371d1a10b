import type { Problem, ProblemCode } from '@kubehop/core';
import type { Manifest } from '@kubehop/core/yaml';
import { readManifests } from '@kubehop/core/yaml';
import { fieldText } from './field-text.js';
import type { Checked, SchemaErrorCode } from './schema-check.js';

/** What is wrong with a file that a user wrote for the command. */
export interface DocumentProblem<Code = never> {
  readonly code: ProblemCode | SchemaErrorCode | 'not-one-document' | Code;
  /** The field, `expectations[3].expect.status`; empty for the file as a whole. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  /** What is wrong, and what to do. */
  readonly message: string;
}

/** The document of a file, of which every field is as its schema says. */
export interface OneDocument<Value> {
  readonly value: Value;
  /** The line of a field, counted from 1. */
  readonly lineOf: (path: string) => number;
}

/** A document, or everything that is wrong with it. */
export type DocumentReading<Value> =
  | { readonly document: OneDocument<Value> }
  | { readonly document?: never; readonly problems: readonly DocumentProblem[] };

/** How the documents of a kind of files are read. */
export interface DocumentRules<Value> {
  /** More is no such file but an attack or a mistake. */
  readonly limits: { readonly characters: number; readonly depth: number; readonly aliasedNodes: number };
  /** What is said of a text that is no object. */
  readonly needsObject: string;
  readonly check: (value: unknown) => Checked<Value>;
}

/** Reads the one document of a text: YAML or JSON, read and bounded as manifests are; every field is checked. */
export function readOneDocument<Value>(text: string, rules: DocumentRules<Value>): DocumentReading<Value> {
  const { manifests, problems } = readManifests(text, { limits: rules.limits });
  if (problems.length > 0) return { problems: problems.map((each) => textProblem(each, rules.needsObject)) };
  const [manifest, second] = manifests;
  if (manifest === undefined || second !== undefined) {
    const message = second === undefined ? 'there is nothing in it' : 'write one document, without ---';
    const line = second === undefined ? 1 : lineIn(second, '.');
    return { problems: [{ code: 'not-one-document', path: '', line, message }] };
  }
  const lineOf = (path: string): number => lineIn(manifest, path === '' ? '.' : path);
  const checked = rules.check(manifest.value);
  if (checked.errors === undefined) return { document: { value: checked.value, lineOf } };
  return {
    problems: checked.errors.map(({ code, path: keys, message }) => {
      const path = fieldText(keys);
      return { code, path, line: lineOf(path), message };
    }),
  };
}

/** What is wrong with the text, which is no manifest. */
function textProblem({ code, message, source }: Problem, needsObject: string): DocumentProblem {
  const told = code === 'manifest-not-object' ? needsObject : message;
  return { code, path: '', line: source?.line ?? 1, message: told };
}

function lineIn({ source }: Manifest, path: string): number {
  return source?.locate(path) ?? 1;
}
