import { describe, expect, test } from 'vitest';
import { linesText } from '../../../packages/core/src/explain/line.js';

const words = 'one two three four five six seven eight nine ten eleven twelve';

describe('linesText', () => {
  test('a line that fits stays whole', () => {
    expect(linesText([{ lead: '1. ', text: words }], 80)).toBe(`1. ${words}`);
  });

  test('a line that does not goes on below its own text', () => {
    expect(linesText([{ lead: '1. ', text: words }], 44)).toBe(
      ['1. one two three four five six seven eight', '   nine ten eleven twelve'].join('\n'),
    );
  });

  test('a word is never broken', () => {
    const word = 'x'.repeat(60);
    expect(linesText([{ lead: '', text: `a ${word} b` }], 44)).toBe(`a\n${word}\nb`);
  });

  test('a page too narrow for the lead still leaves room', () => {
    expect(linesText([{ lead: ' '.repeat(30), text: words }], 20).split('\n')).toHaveLength(2);
  });

  test('lead and text are painted apart, and colours do not count as width', () => {
    const line = {
      lead: '1. ',
      text: words,
      paintLead: (text: string) => `<${text}>`,
      paint: (text: string) => `[${text}]`,
    };
    expect(linesText([line], 44)).toBe(
      ['<1. >[one two three four five six seven eight]', '   [nine ten eleven twelve]'].join('\n'),
    );
  });
});
