import {
  CHOMPING_MODE,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarStyle,
} from 'js-yaml';
import { stepsOf } from './field-path.js';

const mapping = 100;
const sequence = 101;
const alias = 102;

/** Where every node of a document stands: some bytes a node, so that it can be kept for as long as problems are looked for. */
export class LineIndex {
  readonly #text: string;
  readonly #lineStarts: readonly number[];
  /** `mapping`, `sequence`, `alias`, or the style of a scalar. */
  readonly #kinds: Uint8Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  /** The node behind a node and all that is in it. */
  readonly #nexts: Int32Array;
  /** The children of nodes that were asked for: without, a long list would take its length squared. */
  readonly #children = new Map<number, ReadonlyMap<string, Child>>();
  #count = 0;

  /** The index of a text; an empty one for JSON that the YAML parser does not take. */
  static of(text: string, maxDepth: number): LineIndex {
    try {
      return new LineIndex(text, parseEvents(text, { maxDepth }));
    } catch {
      return new LineIndex(text, []);
    }
  }

  private constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#lineStarts = lineStartsOf(text);
    this.#kinds = new Uint8Array(events.length);
    this.#starts = new Int32Array(events.length);
    this.#ends = new Int32Array(events.length);
    this.#nexts = new Int32Array(events.length);
    const open: number[] = [];
    for (const event of events) {
      switch (event.type) {
        case EVENT_ID.DOCUMENT:
          break;
        case EVENT_ID.MAPPING:
          open.push(this.#add(mapping, event.start, event.start));
          break;
        case EVENT_ID.SEQUENCE:
          open.push(this.#add(sequence, event.start, event.start));
          break;
        case EVENT_ID.SCALAR:
          this.#add(event.style, event.valueStart, event.valueEnd);
          break;
        case EVENT_ID.ALIAS:
          this.#add(alias, event.anchorStart, event.anchorEnd);
          break;
        case EVENT_ID.POP: {
          const closed = open.pop();
          if (closed !== undefined) this.#nexts[closed] = this.#count;
          break;
        }
      }
    }
  }

  /** The line, counted from 0, of a field or of the nearest node around it. */
  lineOf(path: string): number {
    let node = 0;
    let place = this.#starts[0] ?? 0;
    for (const step of stepsOf(path)) {
      const child = this.#childrenOf(node).get(step);
      if (child === undefined) break;
      node = child.node;
      place = child.place;
    }
    return this.#lineAt(place);
  }

  #add(kind: number, start: number, end: number): number {
    const node = this.#count;
    // An empty scalar stands nowhere; it is taken to stand where the node before it ends.
    const place = start < 0 ? (this.#ends[node - 1] ?? 0) : start;
    this.#kinds[node] = kind;
    this.#starts[node] = place;
    this.#ends[node] = Math.max(place, end);
    this.#nexts[node] = node + 1;
    this.#count += 1;
    return node;
  }

  /** The items of a list by number, or the fields of an object by name. */
  #childrenOf(node: number): ReadonlyMap<string, Child> {
    const known = this.#children.get(node);
    if (known !== undefined) return known;
    const children = new Map(this.#kinds[node] === sequence ? this.#itemsOf(node) : this.#fieldsOf(node));
    this.#children.set(node, children);
    return children;
  }

  *#itemsOf(list: number): Generator<readonly [string, Child]> {
    const end = this.#nexts[list] ?? 0;
    let number = 0;
    for (let node = list + 1; node < end; node = this.#nexts[node] ?? end) {
      yield [String(number), { node, place: this.#starts[node] ?? 0 }];
      number += 1;
    }
  }

  *#fieldsOf(object: number): Generator<readonly [string, Child]> {
    const end = this.#kinds[object] === mapping ? (this.#nexts[object] ?? 0) : 0;
    let key = object + 1;
    while (key < end) {
      const node = this.#nexts[key] ?? end;
      yield [this.#scalarAt(key), { node, place: this.#starts[key] ?? 0 }];
      key = this.#nexts[node] ?? end;
    }
  }

  #scalarAt(node: number): string {
    const style = styles.find((known) => known === this.#kinds[node]);
    if (style === undefined) return '';
    return getScalarValue(this.#text, {
      type: EVENT_ID.SCALAR,
      valueStart: this.#starts[node] ?? 0,
      valueEnd: this.#ends[node] ?? 0,
      style,
      ...unmarked,
    });
  }

  #lineAt(place: number): number {
    let low = 0;
    let high = this.#lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#lineStarts[middle] ?? 0) <= place) low = middle;
      else high = middle;
    }
    return low;
  }
}

interface Child {
  readonly node: number;
  readonly place: number;
}

const styles: readonly ScalarStyle[] = Object.values(SCALAR_STYLE);

/** A scalar without tag and anchor. */
const unmarked = {
  anchorStart: -1,
  anchorEnd: -1,
  tagStart: -1,
  tagEnd: -1,
  chomping: CHOMPING_MODE.CLIP,
  indent: -1,
  fast: false,
};

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
