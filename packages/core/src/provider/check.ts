import { parseCIDR } from '../address/cidr.js';
import { parseIP } from '../address/ip.js';

/**
 * Looks at a value of an option and throws when it cannot be: a TypeError when the type is wrong, a RangeError when the
 * value is.
 */
export type Check = (value: unknown, name: string) => void;

/** A text. */
export const text: Check = (value, name) => {
  if (typeof value !== 'string') throw new TypeError(`${name}: ${shown(value)} is no text`);
};

/** `true` or `false`. */
export const flag: Check = (value, name) => {
  if (typeof value !== 'boolean') throw new TypeError(`${name}: ${shown(value)} is neither true nor false`);
};

/** A range of addresses. */
export const range: Check = (value, name) => {
  text(value, name);
  if (parseCIDR(String(value)) === undefined) {
    throw new RangeError(`${name}: ${shown(value)} is no range, write 10.244.0.0/16`);
  }
};

/** An address. */
export const address: Check = (value, name) => {
  text(value, name);
  if (parseIP(String(value)) === undefined) {
    throw new RangeError(`${name}: ${shown(value)} is no address, write 10.96.0.10`);
  }
};

/** A whole number between two others, or one of them. */
export function whole(least: number, most: number): Check {
  return (value, name) => {
    if (typeof value !== 'number') throw new TypeError(`${name}: ${shown(value)} is no number`);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new RangeError(`${name}: ${value} is not a whole number between ${least} and ${most}`);
    }
  };
}

/** One of some texts. */
export function oneOf(...texts: readonly string[]): Check {
  return (value, name) => {
    text(value, name);
    if (!texts.includes(String(value))) {
      throw new RangeError(`${name}: ${shown(value)} is none of ${texts.join(', ')}`);
    }
  };
}

/** A list; each of its values is looked at. */
export function listOf(check: Check): Check {
  return (value, name) => {
    if (!Array.isArray(value)) throw new TypeError(`${name}: ${shown(value)} is no list`);
    value.forEach((entry, index) => check(entry, `${name}[${index}]`));
  };
}

/** Something that may be `null`. */
export function orNull(check: Check): Check {
  return (value, name) => {
    if (value !== null) check(value, name);
  };
}

/** Something that may be left out. */
export function optional(check: Check): Check {
  return (value, name) => {
    if (value !== undefined) check(value, name);
  };
}

/** A record with these fields and no others. */
export function record(fields: Readonly<Record<string, Check>>): Check {
  return (value, name) => {
    const entries = entriesOf(value, name);
    const unknown = entries.find(([field]) => !Object.hasOwn(fields, field));
    if (unknown !== undefined) throw new TypeError(`${name}: there is no ${unknown[0]}`);
    const values = new Map(entries);
    for (const [field, check] of Object.entries(fields)) {
      check(values.get(field), name === '' ? field : `${name}.${field}`);
    }
  };
}

/** A record whose other fields depend on one of them. */
export function variant(by: string, kinds: Readonly<Record<string, Readonly<Record<string, Check>>>>): Check {
  return (value, name) => {
    const kind = new Map(entriesOf(value, name)).get(by);
    oneOf(...Object.keys(kinds))(kind, `${name}.${by}`);
    record({ [by]: text, ...kinds[String(kind)] })(value, name);
  };
}

/** A record of texts by any names. */
export const texts: Check = (value, name) => {
  for (const [field, entry] of entriesOf(value, name)) text(entry, `${name}.${field}`);
};

function entriesOf(value: unknown, name: string): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${name}: ${shown(value)} is no record of fields`);
  }
  return Object.entries(value);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}
