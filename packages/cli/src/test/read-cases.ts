import { RequestError } from '@kubehop/core';
import { ExpectationError } from '@kubehop/core/matchers';
import { readOrigin } from '../trace/origin.js';
import { WrongUse } from '../wrong-use.js';
import type { FileProblem } from './file-problem.js';
import { readRequestLine } from './request-reading.js';
import type { TestCase } from './test-case.js';
import type { NamedExpectation } from './test-file.js';

/** What is wrong with a field; its line is looked up where it is told. */
export type Mistake = Omit<FileProblem, 'line'>;

/** The cases that the expectations of a file stand for, and what a schema cannot find wrong with them. */
export interface ReadCases {
  readonly cases: readonly TestCase[];
  readonly mistakes: readonly Mistake[];
}

/** Reads the expectations of a file: each request with where it comes from. */
export function readCases(
  expectations: readonly NamedExpectation[],
  lineOf: (path: string) => number,
): ReadCases {
  const cases: TestCase[] = [];
  const mistakes: Mistake[] = [];
  const names = new Set<string>();
  const reading = <Value>(path: string, read: () => Value): Value | undefined => {
    try {
      return read();
    } catch (error) {
      mistakes.push({ code: 'wrong-form', path, message: messageOf(error) });
      return undefined;
    }
  };
  for (const [index, expectation] of expectations.entries()) {
    const path = `expectations[${index}]`;
    mistakes.push(...mistakesOf(expectation, path, names));
    names.add(expectation.name);
    const { name, request, requests = [], from, expect, may, ...options } = expectation;
    const origin = from === undefined ? undefined : reading(`${path}.from`, () => readOrigin(from));
    for (const { text, field, called } of requestsOf(name, request, requests, path)) {
      const asked = reading(field, () => readRequestLine(text, options));
      if (asked === undefined) continue;
      cases.push({
        name: called,
        request: text,
        path,
        line: lineOf(requests.length > 0 ? field : path),
        lineOf,
        ...(origin !== undefined && { from: origin }),
        asked,
        expectations: { ...(expect !== undefined && { expect }), ...(may !== undefined && { may }) },
      });
    }
  }
  return { cases, mistakes };
}

/** The requests of an expectation with the fields that they stand in, and what their cases are called. */
function requestsOf(
  name: string,
  request: string | undefined,
  requests: readonly string[],
  path: string,
): readonly { readonly text: string; readonly field: string; readonly called: string }[] {
  const one = request === undefined ? [] : [{ text: request, field: `${path}.request`, called: name }];
  const several = requests.map((text, index) => ({
    text,
    field: `${path}.requests[${index}]`,
    called: `${name} › ${text}`,
  }));
  return [...one, ...several];
}

function* mistakesOf(
  { name, request, requests, expect, may }: NamedExpectation,
  path: string,
  names: ReadonlySet<string>,
): Generator<Mistake> {
  if (names.has(name)) {
    const message = 'another expectation has this name: give each its own';
    yield { code: 'name-taken', path: `${path}.name`, message };
  }
  if ((request === undefined) === (requests === undefined)) {
    const message = 'give it either a request or a list of requests';
    yield { code: request === undefined ? 'field-missing' : 'not-allowed', path, message };
  }
  if (requests?.length === 0)
    yield { code: 'field-missing', path: `${path}.requests`, message: 'give at least one request' };
  const members = [expect ?? {}, ...[may ?? []].flat()].flatMap((each) => Object.keys(each));
  if (members.length === 0) {
    const message = 'say what must come of it, such as expect: { status: 200 }';
    yield { code: 'nothing-expected', path, message };
  }
}

/** What is wrong with a text that a user wrote; anything else is an error of ours. */
function messageOf(error: unknown): string {
  if (error instanceof WrongUse || error instanceof RequestError || error instanceof ExpectationError)
    return error.message;
  throw error;
}
