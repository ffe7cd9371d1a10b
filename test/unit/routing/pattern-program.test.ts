import { describe, expect, test } from 'vitest';
import { Pattern } from '../../../packages/core/src/routing/pattern.js';
import {
  allBytes,
  condition,
  type PatternInstruction,
  type PatternProgram,
  ProgramReader,
} from '../../../packages/core/src/routing/pattern-program.js';

function read(source: string, ignoreCase = false): PatternProgram | undefined {
  return new ProgramReader().read(new Pattern(source, { ignoreCase }));
}

function ofKind<Kind extends PatternInstruction['kind']>(
  program: PatternProgram | undefined,
  kind: Kind,
): readonly Extract<PatternInstruction, { kind: Kind }>[] {
  const all = program?.instructions ?? [];
  return all.filter((each): each is Extract<PatternInstruction, { kind: Kind }> => each.kind === kind);
}

/** A pattern with something else for its program. */
function compiledTo(compiled: unknown): Pattern {
  const pattern = new Pattern('a', { ignoreCase: false });
  Object.defineProperty(pattern, 'compiled', { value: compiled });
  return pattern;
}

describe('ProgramReader', () => {
  test.each([
    ['a', false, 'a'],
    ['a', true, 'Aa'],
    ['[b-d]', false, 'bcd'],
    ['[b-d]', true, 'BCDbcd'],
    ['[^\\n]', false, allBytes.replace('\n', '')],
    ['.', false, allBytes.replace('\n', '')],
    ['(?s).', false, allBytes],
    ['\\xe9', true, '\xc9\xe9'],
    ['\u017f', false, ''],
  ])('knows the bytes that %s takes (ignoring case: %s)', (source, ignoreCase, bytes) => {
    expect(ofKind(read(source, ignoreCase), 'character').map((each) => each.bytes)).toEqual([bytes]);
  });

  test.each([
    ['^a', condition.beginText],
    ['a\\z', condition.endText],
    ['(?m)^a', condition.beginLine],
    ['(?m)a$', condition.endLine],
    ['\\ba', condition.wordBoundary],
    ['\\Ba', condition.noWordBoundary],
  ])('knows what %s asks for', (source, conditions) => {
    expect(ofKind(read(source), 'condition').map((each) => each.conditions)).toEqual([conditions]);
  });

  test('reads nothing of an expression that is refused', () => {
    expect(read('a(?=b)')).toBeUndefined();
  });

  const fails = { op: 5, out: 0, arg: 0, runes: new Int32Array(), matchRune: () => false };
  const matches = { ...fails, op: 6 };

  test('reads a program of the shape that it knows', () => {
    expect(new ProgramReader().read(compiledTo({ inst: [fails, matches], start: 1 }))).toEqual({
      instructions: [{ kind: 'fork', to: [] }, { kind: 'match' }],
      start: 1,
    });
  });

  test.each([
    ['another type', 'program'],
    ['no instructions', { start: 0 }],
    ['no start', { inst: [fails, matches] }],
    ['a start outside', { inst: [fails, matches], start: 2 }],
    ['another order', { inst: [matches, fails], start: 0 }],
    ['an instruction that is not known', { inst: [fails, { ...fails, op: 12 }, matches], start: 1 }],
    ['an instruction without bytes', { inst: [fails, { op: 8, out: 2, arg: 0 }, matches], start: 1 }],
    ['a way that leads outside', { inst: [fails, { ...fails, op: 7, out: 3 }, matches], start: 1 }],
    ['a second way that leads outside', { inst: [fails, { ...fails, op: 1, arg: 3 }, matches], start: 1 }],
  ])('does not read a program with %s', (_title, program) => {
    expect(new ProgramReader().read(compiledTo(program))).toBeUndefined();
  });
});
