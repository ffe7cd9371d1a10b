import type { TextTest } from '../language/text-test.js';

/** What no test says. */
export const anyOther = 'any other';

/** The tests of a list with these numbers. */
export function passedOf(tests: readonly TextTest[], passed: string): readonly TextTest[] {
  return passed === '' ? [] : passed.split(' ').flatMap((index) => tests[Number(index)] ?? []);
}

/** The texts that pass these tests and no others, in a word: the narrowest test says most. */
export function textOfTests(met: readonly TextTest[]): string {
  let narrowest: TextTest | undefined;
  for (const test of met) {
    if (narrowest === undefined || isNarrower(test, narrowest)) narrowest = test;
  }
  return narrowest === undefined ? anyOther : textOf(narrowest);
}

/** Of tests that are as narrow as each other that with the lesser text. */
function isNarrower(one: TextTest, other: TextTest): boolean {
  const difference = narrowness(one) - narrowness(other);
  return difference > 0 || (difference === 0 && textOf(one) < textOf(other));
}

/** How little a test lets through: a whole text least, of others the longest. */
function narrowness(test: TextTest): number {
  switch (test.kind) {
    case 'is':
      return 1e6 + test.text.length;
    case 'matches':
      return test.pattern.source.length;
    case 'below':
      return test.path.length + 0.5;
    case 'begins':
    case 'ends':
      return test.text.length;
    case 'wildcards':
      return (/[*?]/.test(test.text) ? 0 : 1e6) + test.text.length;
    default:
      return test satisfies never;
  }
}

function textOf(test: TextTest): string {
  switch (test.kind) {
    case 'is':
      return test.text;
    case 'matches':
      return wildcardHost(test.pattern.source) ?? `~ ${test.pattern.source}`;
    case 'below':
      return test.path.endsWith('/') ? `${test.path}…` : `${test.path}/…`;
    case 'begins':
      return `${test.text}…`;
    case 'ends':
      return `…${test.text}`;
    case 'wildcards':
      return test.text;
    default:
      return test satisfies never;
  }
}

/** The pattern of a wildcard host as it is written. */
function wildcardHost(source: string): string | undefined {
  const parent = /^\^\[\^\.\]\+((?:\\.|[a-z0-9])+)\$$/i.exec(source)?.[1];
  return parent === undefined ? undefined : `*${parent.replaceAll('\\', '')}`;
}
