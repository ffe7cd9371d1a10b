import type { Pattern } from './pattern.js';

/**
 * One step of a compiled expression. Places are indexes of instructions; the characters are bytes: code units up to 255.
 *
 * @see google/re2 re2/prog.h, InstOp
 */
export type PatternInstruction =
  /** Goes on past one of these characters. */
  | { readonly kind: 'character'; readonly bytes: string; readonly to: number }
  /** Goes on at each of these places without a character; nowhere where there are none. */
  | { readonly kind: 'fork'; readonly to: readonly number[] }
  /** Goes on without a character where all of these conditions hold: bits of `condition`. */
  | { readonly kind: 'condition'; readonly conditions: number; readonly to: number }
  /** The expression is found. */
  | { readonly kind: 'match' };

/** A compiled expression: it is found where a way from the start leads to a match. */
export interface PatternProgram {
  readonly instructions: readonly PatternInstruction[];
  readonly start: number;
}

/** What can be true between two characters, as bits. @see google/re2 re2/prog.h, EmptyOp */
export const condition = {
  beginLine: 1,
  endLine: 2,
  beginText: 4,
  endText: 8,
  wordBoundary: 16,
  noWordBoundary: 32,
} as const;

/** Every character of a text of bytes. */
export const allBytes: string = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join('');

const notLineFeed = allBytes.replace('\n', '');

/** An instruction of the linear engine. */
interface EngineInstruction {
  readonly op: number;
  readonly out: number;
  readonly arg: number;
  readonly runes: Int32Array;
  readonly matchRune: (rune: number) => boolean;
}

interface EngineProgram {
  readonly inst: readonly EngineInstruction[];
  readonly start: number;
}

/** Reads compiled programs; those read by one reader share their sets of bytes. */
export class ProgramReader {
  readonly #sets = new Map<string, string>();

  /** What the linear engine compiled; undefined where it refused to, or has not the shape that is known here. */
  read({ compiled: program }: Pattern): PatternProgram | undefined {
    if (!isEngineProgram(program)) return undefined;
    const instructions = program.inst.map((instruction) => readInstruction(instruction, this.#sets));
    return { instructions, start: program.start };
  }
}

const fail = 5;
const match = 6;

/** The first instruction fails and the last one matches, as its compiler writes them. Look-behinds are not known here. */
function isEngineProgram(program: unknown): program is EngineProgram {
  if (!isObject(program) || !('inst' in program && 'start' in program)) return false;
  const { inst, start } = program;
  if (!Array.isArray(inst)) return false;
  const all: readonly unknown[] = inst;
  const isPlace = (value: unknown): boolean =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < all.length;
  return (
    isPlace(start) &&
    all.every(
      (each) => isEngineInstruction(each) && isPlace(each.out) && (each.op > 2 || isPlace(each.arg)),
    ) &&
    opOf(all[0]) === fail &&
    opOf(all.at(-1)) === match
  );
}

function isEngineInstruction(value: unknown): value is EngineInstruction {
  return (
    isObject(value) &&
    'op' in value &&
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].some((known) => known === value.op) &&
    'out' in value &&
    typeof value.out === 'number' &&
    'arg' in value &&
    typeof value.arg === 'number' &&
    'runes' in value &&
    value.runes instanceof Int32Array &&
    'matchRune' in value &&
    typeof value.matchRune === 'function'
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function opOf(value: unknown): unknown {
  return isEngineInstruction(value) ? value.op : undefined;
}

function readInstruction(instruction: EngineInstruction, sets: Map<string, string>): PatternInstruction {
  const { op, out: to, arg } = instruction;
  switch (op) {
    case 1:
    case 2:
      return { kind: 'fork', to: [to, arg] };
    case 4:
      return { kind: 'condition', conditions: arg, to };
    case fail:
      return { kind: 'fork', to: [] };
    case match:
      return { kind: 'match' };
    case 8:
    case 9:
      return { kind: 'character', bytes: bytesOf(instruction, sets), to };
    case 10:
      return { kind: 'character', bytes: allBytes, to };
    case 11:
      return { kind: 'character', bytes: notLineFeed, to };
    default:
      return { kind: 'fork', to: [to] };
  }
}

/** The bytes that an instruction takes, by the engine's own answer, letters that fold included. */
function bytesOf(instruction: EngineInstruction, sets: Map<string, string>): string {
  const { arg, runes } = instruction;
  const key = `${arg} ${runes.join()}`;
  let bytes = sets.get(key);
  if (bytes === undefined) {
    bytes = Array.from(allBytes, (character, byte) => (instruction.matchRune(byte) ? character : '')).join(
      '',
    );
    sets.set(key, bytes);
  }
  return bytes;
}
