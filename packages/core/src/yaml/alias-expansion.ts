import type { ReadLimits } from './limits.js';

/** Whether a value with its aliases written out stays within the limits, goes beyond them, or has no end. */
export type Expansion = 'within' | 'beyond' | 'endless';

/** A part of a value with its aliases written out. */
interface Measure {
  /** How many values it holds. */
  readonly size: number;
  /** How many objects and lists it has one in the other. */
  readonly height: number;
}

const leaf: Measure = { size: 1, height: 0 };
const tooDeep: Measure = { size: Number.POSITIVE_INFINITY, height: 0 };
const endless: Measure = { size: Number.NaN, height: 0 };

/**
 * Measures a value, its shared parts counted each time they occur: aliases of aliases multiply, so that a page of text
 * can stand for more than a memory holds.
 *
 * @see go.yaml.in/yaml/v2 decode.go, "document contains excessive aliasing" and "value contains itself"
 */
export function expansionOf(value: unknown, limits: ReadLimits): Expansion {
  const measured = new Map<object, Measure>();
  let written = 1;

  const measure = (node: unknown, room: number): Measure => {
    if (typeof node !== 'object' || node === null) return leaf;
    const known = measured.get(node);
    if (known !== undefined) return known.height > room ? tooDeep : known;
    if (room === 0) return tooDeep;
    // Met again before it is measured, it holds itself.
    measured.set(node, endless);
    const children: readonly unknown[] = Object.values(node);
    written += children.length;
    let size = 1;
    let height = 1;
    for (const child of children) {
      const inner = measure(child, room - 1);
      size += inner.size;
      height = Math.max(height, inner.height + 1);
    }
    measured.set(node, { size, height });
    return { size, height };
  };

  const { size } = measure(value, limits.depth);
  if (Number.isNaN(size)) return 'endless';
  return size - written > limits.aliasedNodes ? 'beyond' : 'within';
}
