import type { Candidate, Chooser } from '@kubehop/core';

/** Takes one of the candidates of a choice. */
export type Draw = (candidates: readonly Candidate[]) => number;

/** A choice that requests come to, and what follows each candidate that was taken so far. */
interface Fork<Leaf> {
  readonly candidates: readonly Candidate[];
  readonly next: (Fork<Leaf> | End<Leaf> | undefined)[];
}

/** Where a way ends. */
interface End<Leaf> {
  readonly leaf: Leaf;
}

/**
 * The ways of a request as long as nothing changes: what was decided once for a sequence of choices is not decided
 * again. Each request makes its own choices.
 *
 * It grows with the ways that there are, not with the requests that take them.
 */
export class DecisionTree<Leaf> {
  readonly #explore: (choose: Chooser) => Leaf;
  #root: Fork<Leaf> | End<Leaf> | undefined;

  /** @param explore follows a request by the choices that it asks for */
  constructor(explore: (choose: Chooser) => Leaf) {
    this.#explore = explore;
  }

  /** What the choices of a request lead to, if another one has made the same before. */
  follow(draw: Draw): Leaf | undefined {
    let node = this.#root;
    while (node !== undefined) {
      if ('leaf' in node) return node.leaf;
      node = node.next[draw(node.candidates)];
    }
    return undefined;
  }

  /** Follows a request anew, by choices that it draws on the way. */
  explore(draw: Draw): Leaf {
    const path: (readonly [Fork<Leaf>['candidates'], number])[] = [];
    const leaf = this.#explore(({ candidates }) => {
      const index = draw(candidates);
      path.push([candidates, index]);
      return index;
    });
    const end: End<Leaf> = { leaf };
    let put = (node: Fork<Leaf> | End<Leaf>): void => {
      this.#root = node;
    };
    let known = this.#root;
    for (const [candidates, index] of path) {
      const fork: Fork<Leaf> = known !== undefined && 'next' in known ? known : { candidates, next: [] };
      put(fork);
      known = fork.next[index];
      put = (node) => {
        fork.next[index] = node;
      };
    }
    put(end);
    return leaf;
  }
}
