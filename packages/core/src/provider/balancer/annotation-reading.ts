import { isNamed } from './annotation-text.js';
import type { ValueRule } from './annotation-value.js';

/**
 * What a load balancer makes of the annotations in the names of providers. A `*` in a name stands for any text.
 *
 * An annotation that is in none of the lists means nothing to it.
 */
export interface AnnotationReading {
  /** Of which load balancer, as a user would say: `an NLB of the AWS Load Balancer Controller`. */
  readonly of: string;
  /** Whose load balancer that is. */
  readonly provider: string;
  /** Those that the model follows. */
  readonly followed: readonly string[];
  /** Those of the annotations that are lists of `key=value`, with the keys of which the same is said. */
  readonly attributes?: Readonly<Record<string, Pick<AnnotationReading, 'followed' | 'besideTheWay'>>>;
  /** Those without effect on the way of a request: names, tags, logs. */
  readonly besideTheWay: readonly string[];
  /** Those that the model does not follow, each with what it would change. */
  readonly notModelled: Readonly<Record<string, string>>;
  /** What some of them take for a value. */
  readonly values?: readonly ValueRule[];
}

/** What becomes of one annotation. */
export type AnnotationFate =
  | { readonly kind: 'followed' }
  /** Followed but for these keys of its value. */
  | { readonly kind: 'followed-in-part'; readonly others: readonly string[] }
  | { readonly kind: 'beside-the-way' }
  | { readonly kind: 'not-modelled'; readonly changes: string }
  | { readonly kind: 'unread' };

/** What a load balancer makes of an annotation. */
export function fateOf(annotation: string, value: string, reading: AnnotationReading): AnnotationFate {
  if (reading.followed.some((name) => isNamed(name, annotation))) {
    const others = otherAttributes(annotation, value, reading);
    return others.length === 0 ? { kind: 'followed' } : { kind: 'followed-in-part', others };
  }
  if (reading.besideTheWay.some((name) => isNamed(name, annotation))) return { kind: 'beside-the-way' };
  const [, changes] = Object.entries(reading.notModelled).find(([name]) => isNamed(name, annotation)) ?? [];
  return changes === undefined ? { kind: 'unread' } : { kind: 'not-modelled', changes };
}

function otherAttributes(
  annotation: string,
  value: string,
  { attributes = {} }: AnnotationReading,
): readonly string[] {
  const [, known] = Object.entries(attributes).find(([name]) => isNamed(name, annotation)) ?? [];
  if (known === undefined) return [];
  const names = [...known.followed, ...known.besideTheWay];
  const keys = value.split(',').map((entry) => entry.slice(0, Math.max(entry.indexOf('='), 0)).trim());
  return keys.filter((key) => key !== '' && !names.some((name) => isNamed(name, key))).sort();
}

/** All names that a load balancer reads, without those that stand for many. */
export function namesIn({ followed, besideTheWay, notModelled }: AnnotationReading): readonly string[] {
  return [...followed, ...besideTheWay, ...Object.keys(notModelled)].filter((name) => !name.includes('*'));
}
