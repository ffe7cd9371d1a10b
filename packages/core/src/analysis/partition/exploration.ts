import type { Cluster } from '../../cluster/cluster.js';
import type { Request } from '../../request/request.js';
import { decidingRule } from '../fate/deciding-rule.js';
import { fateOf, wordingOf } from '../fate/fate-of.js';
import type { Cell, Way } from './cell.js';
import { type Follow, type Followed, followerIn } from './followed.js';
import { mannerOf, neutral } from './manner.js';
import { type Proposal, proposalsFor } from './proposals.js';
import type { Reader } from './reader.js';
import { keyOfReading, readingOf } from './reading.js';
import { type Approach, approachOf, Verdicts } from './verdicts.js';
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
  readonly approach?: Approach;
}

/** Finds the cells of requests, way by way. */
export class Exploration {
  readonly cells: Map<string, Cell> = new Map();
  /** Whether every cell of the ways so far was found. */
  isExact: boolean = true;
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
    if (isRead) this.#search(kind, request, new Set(way.connection.names));
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
  #search(kind: Kind, first: Request, names: ReadonlySet<string>): void {
    const verdicts = new Verdicts();
    const waiting: Waiting[] = [{ request: first, consumed: new Set() }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (this.#isForeseen(kind, next, verdicts)) continue;
      const { request, consumed, approach } = next;
      const followed = this.#follow(request);
      const key = cellKey(kind.key, readingsOf(followed));
      if (this.cells.has(key)) continue;
      const cell = this.#cell(kind, next, followed);
      this.cells.set(key, cell);
      const [only] = followed;
      const [fate] = cell.fates;
      if (approach !== undefined && only !== undefined && fate !== undefined) {
        verdicts.learn(approach, request, only, fate);
      }
      const fresh = followed
        .flatMap(({ arrivals }) => arrivals)
        .filter(({ reader }) => !consumed.has(reader));
      if (fresh.length === 0) continue;
      const onwards = {
        consumed: new Set([...consumed, ...fresh.map(({ reader }) => reader)]),
        ...this.#approach(request, followed),
      };
      const proposals = proposalsFor(request, fresh, { names, isFree: this.#isFree });
      for (const proposal of proposals.requests) waiting.push({ ...proposal, ...onwards });
      this.isExact &&= proposals.isExact();
    }
  }

  #approach(request: Request, [only]: readonly Followed[]): Pick<Waiting, 'approach'> {
    const approach = this.#hasSeveral || only === undefined ? undefined : approachOf(request, only);
    return approach === undefined ? {} : { approach };
  }

  /** Whether it is known what becomes of a request, without following it: its cell is there then. */
  #isForeseen(kind: Kind, { request, approach }: Waiting, verdicts: Verdicts): boolean {
    const foreseen = approach === undefined ? undefined : verdicts.foresee(approach, request);
    if (foreseen === undefined) return false;
    const { readings, fate, rule } = foreseen;
    const key = cellKey(kind.key, [readings]);
    if (!this.cells.has(key)) {
      const { ways } = kind;
      this.cells.set(key, {
        ways,
        readings: [readings],
        request,
        fates: [fate],
        rules: [rule],
        wordings: [],
      });
    }
    return true;
  }

  #cell({ ways }: Kind, { request, other }: Proposal, followed: readonly Followed[]): Cell {
    return {
      ways,
      readings: readingsOf(followed),
      request,
      fates: followed.map(({ all }) => fateOf(all)),
      rules: followed.map(({ all }) => decidingRule(all)),
      wordings: this.#hasSeveral ? this.#wordings(followed, other) : [],
    };
  }

  #wordings(followed: readonly Followed[], other: Request | undefined): readonly string[] {
    const others = other === undefined ? [] : this.#follow(other);
    return followed.map(({ all }, index) => {
      const longer = others[index];
      return longer === undefined ? wordingOf(all) : `${wordingOf(all)}\n${wordingOf(longer.all)}`;
    });
  }
}

function readingsOf(followed: readonly Followed[]): Cell['readings'] {
  return followed.map(({ arrivals }) => arrivals.map(readingOf));
}

function cellKey(kind: string, readings: Cell['readings']): string {
  return [kind, ...readings.map((each) => each.map(keyOfReading).join('\n'))].join('\n\n');
}
