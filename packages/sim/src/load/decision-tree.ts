import type { Candidate, Chooser } from '@kubehop/core';

/** Candidates, and whether they are all as likely. */
export interface Choices {
  readonly candidates: readonly Candidate[];
  readonly isEven: boolean;
}

/** A choice that requests come to, and what follows each candidate that was taken so far. */
interface Fork<Leaf> extends Choices {
  readonly next: (Fork<Leaf> | End<Leaf> | undefined)[];
}

/** Where a way ends. */
interface End<Leaf> {
  readonly leaf: Leaf;
}

/** A choice with the candidate that was taken. */
interface Taken extends Choices {
  readonly index: number;
}

/** Takes one of the candidates of a choice. */
export type Draw = (choices: Choices) => number;

/**
 * The ways of a request as long as nothing changes: what was decided once for a sequence of choices is not decided
 * again. Each request makes its own choices.
 */
export class DecisionTree<Leaf> {
  readonly #explore: (choose: Chooser) => Leaf;
  #root: Fork<Leaf> | End<Leaf> | undefined;

  /** @param explore follows a request by the choices that it asks for */
  constructor(explore: (choose: Chooser) => Leaf) {
    this.#explore = explore;
  }

  /** What the choices of one request lead to, if that is known; the choices that were drawn on the way otherwise. */
  follow(draw: Draw, taken: number[]): Leaf | undefined {
    let node = this.#root;
    while (node !== undefined) {
      if ('leaf' in node) return node.leaf;
      const index = draw(node);
      taken.push(index);
      node = node.next[index];
    }
    return undefined;
  }

  /** Follows a request anew: by the choices that were drawn already, then by further ones. */
  explore(draw: Draw, taken: number[]): Leaf {
    const path: Taken[] = [];
    const leaf = this.#explore(({ candidates }) => {
      const isEven = candidates.every(({ probability }) => probability === candidates[0]?.probability);
      const index = taken[path.length] ?? draw({ candidates, isEven });
      if (path.length === taken.length) taken.push(index);
      path.push({ candidates, isEven, index });
      return index;
    });
    this.#keep(path, leaf);
    return leaf;
  }

  #keep(path: readonly Taken[], leaf: Leaf): void {
    const end: End<Leaf> = { leaf };
    let parent: Fork<Leaf> | undefined;
    let at = 0;
    for (const { candidates, isEven, index } of path) {
      const known: Fork<Leaf> | End<Leaf> | undefined = parent === undefined ? this.#root : parent.next[at];
      const fork: Fork<Leaf> =
        known !== undefined && 'next' in known ? known : { candidates, isEven, next: [] };
      if (parent === undefined) this.#root = fork;
      else parent.next[at] = fork;
      parent = fork;
      at = index;
    }
    if (parent === undefined) this.#root = end;
    else parent.next[at] = end;
  }
}
