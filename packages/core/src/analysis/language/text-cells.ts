import type { TextTest } from './text-test.js';
import { DomainAutomaton } from './domain-automaton.js';
import { Partitions } from './partition.js';
import { Product } from './product.js';
import { shortestTexts } from './shortest-texts.js';
import { automataOf } from './test-automata.js';
import type { TextDomain } from './text-domain.js';

/** The texts that pass the same tests. */
export interface TextCell {
  /** The indexes of the tests that they pass; they pass no others. */
  readonly passed: ReadonlySet<number>;
  /** A shortest one. */
  readonly witness: string;
  /** A longer one, where there is one. */
  readonly other?: string;
}

/** The texts of a domain, in cells. */
export interface TextCells {
  /** Those with shorter witnesses first; no two with the same tests. */
  readonly cells: readonly TextCell[];
  /**
   * False where there may be more cells: a pattern is refused, or there are too many states. With too many, a text that is
   * given may not be a shortest one.
   */
  readonly isExact: boolean;
}

/** How far cells are searched for. */
export interface TextCellLimits {
  /** Beyond the states that plain tests take by their length. */
  readonly states: number;
}

/**
 * Which answers a list of tests can give together, for all texts of a domain, with a shortest text for each.
 *
 * A pattern that is refused passes no text.
 * @example
 * cellsOf([{ kind: 'below', path: '/api' }], decodedPath).cells.map(({ witness }) => witness); // '/', '/api'
 */
export function cellsOf(
  tests: readonly TextTest[],
  domain: TextDomain,
  limits: TextCellLimits = { states: 20_000 },
): TextCells {
  const partitions = new Partitions();
  const inDomain = new DomainAutomaton(domain, partitions);
  const { automata, isComplete } = automataOf(tests, partitions);
  const plain = automata.reduce((size, automaton) => size + automaton.size, 0) * inDomain.size;
  const product = new Product(inDomain, automata, partitions, limits.states + plain);
  const cells = shortestTexts(product).map(({ verdict, first, longer }) => ({
    passed: new Set(product.passed(verdict)),
    witness: first,
    ...(longer === undefined ? {} : { other: longer }),
  }));
  return { cells, isExact: isComplete && !product.isCut };
}
