import {
  allBytes,
  condition,
  type PatternInstruction,
  type PatternProgram,
} from '../../routing/pattern-program.js';
import type { Casing } from './byte-alphabet.js';

/** A text with wildcards as a program that finds it where it is the whole text. */
export function wildcardProgram(text: string, casing: Casing): PatternProgram {
  const instructions: PatternInstruction[] = [];
  const add = (instruction: PatternInstruction): number => instructions.push(instruction);
  add({ kind: 'condition', conditions: condition.beginText, to: 1 });
  for (const character of casing.ofText(text).split('')) {
    const at = instructions.length;
    if (character === '*') {
      add({ kind: 'fork', to: [at + 1, at + 2] });
      add({ kind: 'character', bytes: allBytes, to: at });
    } else {
      const bytes = String.fromCharCode(...casing.bytesOf(character.charCodeAt(0)));
      add({ kind: 'character', bytes: character === '?' ? allBytes : bytes, to: at + 1 });
    }
  }
  add({ kind: 'condition', conditions: condition.endText, to: instructions.length + 1 });
  add({ kind: 'match' });
  return { instructions, start: 0 };
}
