import type { Cluster } from '../../cluster/cluster.js';
import type { Request } from '../../request/request.js';
import { decidingRule } from '../fate/deciding-rule.js';
import type { Fate } from '../fate/fate.js';
import { fateOf, keyOfFate } from '../fate/fate-of.js';
import { wordingOf } from '../fate/wording.js';
import type { Cell, Way } from './cell.js';
import type { Connection } from './connections.js';
import { type Follow, type Followed, followerIn } from './followed.js';
import { mannerOf, neutral } from './manner.js';
import { type Proposal, proposalsFor } from './proposals.js';
import type { Reader } from './reader.js';
import { keyOfReading, readingOf } from './reading.js';
import { type Approach, approachOf, type Foreseen, Verdicts } from './verdicts.js';
import { withScheme } from './with-scheme.js';

/** Ways that lead to the same readers in the same manner. */
interface Kind {
  readonly key: string;
  readonly ways: Way[];
}

/** A request that is still to be looked at. */
interface Waiting extends Proposal {
  /** The readers that were asked already what they tell apart. */
  readonly consumed: ReadonlySet<Reader>;
  /** By which it comes in each cluster. */
  readonly approaches?: readonly Approach[];
}

/** Finds the cells of requests, way by way. */
export class Exploration {
  readonly cells: Map<string, Cell> = new Map();
  /** Whether every cell of the ways so far was found. */
  isExact: boolean = true;
  readonly #clusters: readonly Cluster[];
  readonly #follow: Follow;
  readonly #isFree: boolean;
  readonly #kinds = new Map<string, Kind>();
  readonly #numbers = new Map<Reader, number>();
  readonly #hasSeveral: boolean;

  /**
   * @param asked a reader that every request comes to first
   * @param isFree whether clients may have any address
   */
  constructor(clusters: readonly Cluster[], asked: Reader | undefined, isFree: boolean) {
    this.#clusters = clusters;
    this.#follow = followerIn(clusters, asked);
    this.#isFree = isFree;
    this.#hasSeveral = clusters.length > 1;
  }

  /** Looks at all requests over a way, unless they come as those over an earlier one; gives the key of their kind. */
  explore(way: Way, name: string): string {
    const request = withScheme(way.connection.request, way.schemes[0] ?? 'tcp');
    const shown = this.#follow(neutral(request));
    const isRead = shown.some(({ arrivals }) => arrivals.length > 0);
    const key = isRead ? this.#manner(shown) : name;
    const alike = this.#kinds.get(key);
    if (alike !== undefined) {
      alike.ways.push(way);
      return key;
    }
    const kind = { key, ways: [way] };
    this.#kinds.set(key, kind);
    if (isRead) this.#search(kind, request, way.connection);
    else this.cells.set(cellKey(key, readingsOf(shown)), this.#cell(kind, { request }, shown));
    return key;
  }

  /** The cell of a request over ways of a kind. */
  cellOf(kind: string, request: Request): Cell | undefined {
    return this.cells.get(cellKey(kind, readingsOf(this.#follow(request))));
  }

  #manner(shown: readonly Followed[]): string {
    const numberOf = (reader: Reader): number => {
      const number = this.#numbers.get(reader) ?? this.#numbers.size;
      this.#numbers.set(reader, number);
      return number;
    };
    return shown.map(({ cluster, all, arrivals }) => mannerOf(cluster, all, arrivals, numberOf)).join('\n');
  }

  /** Looks at a request, and at all that readers on its way tell apart from it. */
  #search(kind: Kind, first: Request, { names, isApart }: Connection): void {
    const sender = { names: new Set(names), isFree: this.#isFree, ownHosts: isApart };
    const verdicts = this.#clusters.map(() => new Verdicts());
    const waiting: Waiting[] = [{ request: first, consumed: new Set() }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (this.#isForeseen(kind, next, verdicts)) continue;
      const { request, consumed, approaches = [] } = next;
      const followed = this.#follow(request);
      const key = cellKey(kind.key, readingsOf(followed));
      if (this.cells.has(key)) continue;
      const fresh = followed
        .flatMap(({ arrivals }) => arrivals)
        .filter(({ reader }) => !consumed.has(reader));
      if (fresh.length > 0) {
        const onwards = {
          consumed: new Set([...consumed, ...fresh.map(({ reader }) => reader)]),
          ...approachesOf(request, followed),
        };
        // The request itself comes last: those that are found stand better for what they have in common.
        waiting.push({ ...next, consumed: onwards.consumed });
        const proposals = proposalsFor(request, fresh, sender);
        for (const proposal of proposals.requests) waiting.push({ ...proposal, ...onwards });
        this.isExact &&= proposals.isExact();
        continue;
      }
      const cell = this.#cell(kind, next, followed);
      this.cells.set(key, cell);
      for (const [index, approach] of approaches.entries()) {
        const side = followed[index];
        const fate = cell.fates[index];
        if (side !== undefined && fate !== undefined) verdicts[index]?.learn(approach, request, side, fate);
      }
    }
  }

  /** Whether it is known what becomes of a request, without following it: its cell is there then. */
  #isForeseen(kind: Kind, next: Waiting, verdicts: readonly Verdicts[]): boolean {
    const { request, other, approaches } = next;
    const sides = approaches === undefined ? undefined : foreseenOf(approaches, request, verdicts);
    if (approaches === undefined || sides === undefined) return false;
    const readings = sides.map((side) => side.readings);
    const key = cellKey(kind.key, readings);
    if (this.cells.has(key)) return true;
    const others =
      this.#hasSeveral && other !== undefined ? foreseenOf(approaches, other, verdicts) : undefined;
    // What the longer request gets is not known yet: both are followed.
    if (this.#hasSeveral && other !== undefined && others === undefined) return false;
    this.cells.set(key, {
      ways: kind.ways,
      readings,
      request,
      fates: sides.map(({ fate }) => fate),
      rules: sides.map(({ rule }) => rule),
      wordings: this.#hasSeveral
        ? sides.map(({ wording }, index) => bothTold(wording, others?.[index]?.wording))
        : [],
    });
    return true;
  }

  #cell({ ways }: Kind, { request, other }: Proposal, followed: readonly Followed[]): Cell {
    return {
      ways,
      readings: readingsOf(followed),
      request,
      fates: this.#fates(followed, request, other),
      rules: followed.map(({ all }) => decidingRule(all)),
      wordings: this.#hasSeveral ? this.#wordings(followed, other) : [],
    };
  }

  /** What becomes of a request; where it is sent elsewhere from the root, as a longer one tells. */
  #fates(followed: readonly Followed[], { target }: Request, other: Request | undefined): readonly Fate[] {
    const fates = followed.map(({ all }) => fateOf(all));
    const isRedirected = fates.some(({ ends }) => ends.some(({ location }) => location !== undefined));
    if (other === undefined || target !== '/' || !isRedirected) return fates;
    const longer = this.#follow(other).map(({ all }) => fateOf(all));
    return fates.map((fate, index) => {
      const told = longer[index];
      return told !== undefined && keyOfFate(told) === keyOfFate(fate) ? told : fate;
    });
  }

  #wordings(followed: readonly Followed[], other: Request | undefined): readonly string[] {
    const others = other === undefined ? [] : this.#follow(other);
    return followed.map(({ all }, index) => {
      const longer = others[index];
      return bothTold(wordingOf(all), longer === undefined ? undefined : wordingOf(longer.all));
    });
  }
}

/** What is told of a request and of a longer one. */
function bothTold(wording: string, longer: string | undefined): string {
  return longer === undefined ? wording : `${wording}\n${longer}`;
}

function foreseenOf(
  approaches: readonly Approach[],
  request: Request,
  verdicts: readonly Verdicts[],
): readonly Foreseen[] | undefined {
  const found: Foreseen[] = [];
  for (const [index, approach] of approaches.entries()) {
    const foreseen = verdicts[index]?.foresee(approach, request);
    if (foreseen === undefined) return undefined;
    found.push(foreseen);
  }
  return found;
}

function approachesOf(request: Request, followed: readonly Followed[]): Pick<Waiting, 'approaches'> {
  const found = followed.flatMap((side) => approachOf(request, side) ?? []);
  return found.length === followed.length ? { approaches: found } : {};
}

function readingsOf(followed: readonly Followed[]): Cell['readings'] {
  return followed.map(({ arrivals }) => arrivals.map(readingOf));
}

function cellKey(kind: string, readings: Cell['readings']): string {
  return [kind, ...readings.map((each) => each.map(keyOfReading).join('\n'))].join('\n\n');
}
