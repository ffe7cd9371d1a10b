import { type PatternProgram, ProgramReader } from '../../routing/pattern-program.js';
import type { TextTest } from './text-test.js';
import type { Automaton } from './automaton.js';
import { BeginningsAutomaton, type BeginningTest } from './beginnings-automaton.js';
import { asWritten, type Casing, ignoringCase } from './byte-alphabet.js';
import { EndingsAutomaton } from './endings-automaton.js';
import type { Partitions } from './partition.js';
import { PatternAutomaton } from './pattern-automaton.js';
import { wildcardProgram } from './wildcard-program.js';

/** The tests that compare characters in one way, by their indexes. */
class PlainTests {
  readonly #beginnings = new Map<number, BeginningTest>();
  readonly #endings = new Map<number, string>();
  readonly casing: Casing;

  constructor(casing: Casing) {
    this.casing = casing;
  }

  addBeginning(index: number, test: BeginningTest): void {
    this.#beginnings.set(index, test);
  }

  addEnding(index: number, text: string): void {
    this.#endings.set(index, text);
  }

  /** Takes a text with wildcards where they stand at one end only; says whether it did. */
  addWildcards(index: number, text: string): boolean {
    const parts = /^(?<begin>\**)(?<plain>[^*?]*)(?<end>\**)$/.exec(text)?.groups;
    if (parts === undefined) return false;
    const { begin = '', plain = '', end = '' } = parts;
    if (begin !== '' && end !== '') return false;
    if (begin !== '') this.addEnding(index, plain);
    else this.addBeginning(index, { kind: end === '' ? 'is' : 'begins', text: plain });
    return true;
  }

  automata(partitions: Partitions): readonly Automaton[] {
    const found: Automaton[] = [];
    if (this.#beginnings.size > 0)
      found.push(new BeginningsAutomaton(this.#beginnings, this.casing, partitions));
    if (this.#endings.size > 0) found.push(new EndingsAutomaton(this.#endings, this.casing, partitions));
    return found;
  }
}

/** Automata that answer tests, each its own ones. */
export interface TestAutomata {
  readonly automata: readonly Automaton[];
  /** Whether every test is answered; those that are not pass no text. */
  readonly isComplete: boolean;
}

/** The automata for tests, known by their indexes. */
export function automataOf(tests: readonly TextTest[], partitions: Partitions): TestAutomata {
  const written = new PlainTests(asWritten);
  const folded = new PlainTests(ignoringCase);
  const programs = new Map<number, PatternProgram>();
  const reader = new ProgramReader();
  let isComplete = true;
  for (const [index, test] of tests.entries()) {
    const plain = 'ignoreCase' in test && test.ignoreCase ? folded : written;
    switch (test.kind) {
      case 'is':
      case 'begins':
        plain.addBeginning(index, { kind: test.kind, text: test.text });
        break;
      case 'below':
        plain.addBeginning(index, test);
        break;
      case 'ends':
        plain.addEnding(index, test.text);
        break;
      case 'wildcards':
        if (!plain.addWildcards(index, test.text))
          programs.set(index, wildcardProgram(test.text, plain.casing));
        break;
      case 'matches': {
        const program = reader.read(test.pattern);
        if (program === undefined) isComplete = false;
        else programs.set(index, program);
        break;
      }
      default:
        test satisfies never;
    }
  }
  const patterns = programs.size === 0 ? [] : [new PatternAutomaton(programs, partitions)];
  return {
    automata: [...written.automata(partitions), ...folded.automata(partitions), ...patterns],
    isComplete,
  };
}
