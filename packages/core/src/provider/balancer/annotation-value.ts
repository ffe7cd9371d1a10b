import { parseCIDR } from '../../address/cidr.js';
import type { StringMap } from '../../object/metadata.js';
import { attributesOf, isNamed } from './annotation-text.js';

/** What an annotation, or an attribute in one, takes for a value. */
export interface ValueRule extends ValueSet {
  /** The annotation; a `*` in its name stands for any text. */
  readonly annotation: string;
  /** The key, where the annotation is a list of `key=value`. */
  readonly attribute?: string;
  /** What is made of another value; absent: the load balancer is refused. */
  readonly otherwise?: string;
  /** Whether that lets in somebody who should not be. */
  readonly isOpen?: true;
}

/** Some values. */
export interface ValueSet {
  readonly has: (text: string) => boolean;
  /** The values, as one would name them. */
  readonly called: string;
}

/** A value that an annotation does not take. */
export interface BadValue {
  readonly annotation: string;
  readonly message: string;
  readonly fix: string;
  readonly isRefused: boolean;
  readonly isOpen?: true;
}

/** The values in annotations that these do not take, by the names of the annotations. */
export function badValues(
  annotations: StringMap,
  { of, values = [] }: { readonly of: string; readonly values?: readonly ValueRule[] },
): readonly BadValue[] {
  if (values.length === 0) return [];
  return Object.keys(annotations)
    .sort()
    .flatMap((annotation) =>
      values
        .filter((rule) => isNamed(rule.annotation, annotation))
        .flatMap((rule) => badValue(rule, annotation, annotations[annotation] ?? '', of) ?? []),
    );
}

function badValue(rule: ValueRule, annotation: string, text: string, of: string): BadValue | undefined {
  const said = rule.attribute === undefined ? text : attributesOf(text).get(rule.attribute);
  if (said === undefined || rule.has(said)) return undefined;
  const { attribute, called, otherwise, isOpen } = rule;
  const what = attribute === undefined ? 'this annotation' : attribute;
  return {
    annotation,
    message: `"${said}" is no value of ${what}, which takes ${called}${otherwise === undefined ? '' : `: ${of} ${otherwise}`}`,
    fix: `Write ${called}`,
    isRefused: otherwise === undefined,
    ...(isOpen === undefined ? {} : { isOpen }),
  };
}

/** `true` and `false` as Go reads them. @see golang/go strconv/atob.go, ParseBool */
export const goBool: ValueSet = {
  has: (text) => yes.has(text) || no.has(text),
  called: '"true" or "false"',
};

const yes: ReadonlySet<string> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const no: ReadonlySet<string> = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/** Whether a text is one that Go reads as true. @see golang/go strconv/atob.go, ParseBool */
export function saysYes(text: string | undefined): boolean {
  return text !== undefined && yes.has(text);
}

/** Whole numbers between two others. @see golang/go strconv/atoi.go, ParseInt */
export function wholeNumber(least: number, most: number): ValueSet {
  return {
    has: (text) => /^[+-]?\d+$/.test(text) && Number(text) >= least && Number(text) <= most,
    called: `a whole number from ${least} to ${most}`,
  };
}

/** One of some texts. */
export function oneOf(...texts: readonly string[]): ValueSet {
  return { has: (text) => texts.includes(text), called: texts.join(' or ') };
}

/** One of some texts, in whatever case. */
export function oneOfAnyCase(...texts: readonly string[]): ValueSet {
  return { has: (text) => texts.includes(text.toLowerCase()), called: texts.join(' or ') };
}

/** Ranges of addresses with commas between. */
export const ranges: ValueSet = {
  has: (text) =>
    text.trim() === '' || text.split(',').every((range) => parseCIDR(range.trim()) !== undefined),
  called: 'ranges such as 10.0.0.0/8, with commas between',
};

/** These values, with blanks around them. */
export function trimmed({ has, called }: ValueSet): ValueSet {
  return { has: (text) => has(text.trim()), called };
}

/** These values, or nothing, which says as much as no annotation. */
export function orNothing({ has, called }: ValueSet): ValueSet {
  return { has: (text) => text === '' || has(text), called };
}
