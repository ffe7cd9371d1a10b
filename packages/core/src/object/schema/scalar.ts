import type { FieldErrors } from '../field/field-errors.js';
import { quoted } from '../field/field-value.js';
import type { ScalarSchema, Schema } from './schema.js';

/** A text. */
export const text: ScalarSchema<string> = {
  zero: '',
  jsonType: 'string',
  read(value, errors) {
    if (typeof value === 'string') return value;
    errors.typeInvalid(value, 'string', writeText(value));
    return '';
  },
};

/** True or false. */
export const flag: ScalarSchema<boolean> = {
  zero: false,
  jsonType: 'boolean',
  read(value, errors) {
    if (typeof value === 'boolean') return value;
    errors.typeInvalid(value, 'bool', 'Write true or false, without quotes.');
    return false;
  },
};

/** A whole number of 32 bits. */
export const int32: ScalarSchema<number> = integer('int32', 2 ** 31);

/** A whole number of 64 bits. Beyond 2^53 it loses its last digits. */
export const int64: ScalarSchema<number> = integer('int64', 2 ** 63);

function integer(goType: string, bound: number): ScalarSchema<number> {
  return {
    zero: 0,
    jsonType: '',
    read(value, errors) {
      if (typeof value === 'number' && Number.isInteger(value) && value < bound && value >= -bound)
        return value;
      errors.typeInvalid(value, goType, writeNumber(value));
      return 0;
    },
  };
}

/** A whole number, or a text such as the name of a port or a percentage. @see kubernetes/apimachinery pkg/util/intstr/intstr.go */
export const intOrText: ScalarSchema<number | string> = {
  zero: 0,
  jsonType: '',
  read: (value, errors) => (typeof value === 'string' ? value : int32.read(value, errors)),
};

/** An amount such as `500m` or `2Gi`, kept as text. @see kubernetes/apimachinery pkg/api/resource/quantity.go */
export const quantity: Schema<string> = {
  zero: '0',
  read: (value, errors) => (typeof value === 'number' ? String(value) : text.read(value, errors)),
};

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** A moment, kept as text. @see RFC 3339; kubernetes/apimachinery pkg/apis/meta/v1/time.go */
export const time: ScalarSchema<string> = {
  zero: '',
  jsonType: '',
  read(value, errors) {
    const written = text.read(value, errors);
    if (typeof value === 'string' && !rfc3339.test(written)) {
      const fix = 'Write it as RFC 3339 does: 2006-01-02T15:04:05Z.';
      errors.unreadable(`parsing time ${quoted(written)} as "2006-01-02T15:04:05Z07:00"`, fix);
    }
    return written;
  },
};

/** One of these texts. Where the API server has its own words for another, they are given by {@link choice}. */
export function oneOf<const T extends string>(...values: readonly [T, ...T[]]): ScalarSchema<T> {
  return choice(values, (value, errors) => errors.notSupported(value, values));
}

/** One of these texts; another is refused in the words given. */
export function choice<const T extends string>(
  values: readonly [T, ...T[]],
  refuse: (value: string, errors: FieldErrors) => void,
): ScalarSchema<T> {
  return {
    zero: values[0],
    jsonType: '',
    read(value, errors) {
      for (const known of values) if (value === known) return known;
      if (typeof value === 'string') refuse(value, errors);
      else errors.typeInvalid(value, 'string', writeText(value));
      return values[0];
    },
  };
}

/** A text of these, or the empty one, which stands for none. */
export function orEmpty<T extends string>(schema: ScalarSchema<T>): ScalarSchema<T | ''> {
  return {
    zero: '',
    jsonType: '',
    read: (value, errors) => (value === '' ? '' : schema.read(value, errors)),
  };
}

function writeText(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean'
    ? `Write it in quotes: "${value}".`
    : 'Write a text here.';
}

function writeNumber(value: unknown): string {
  return typeof value === 'string' && /^-?\d+$/.test(value)
    ? `Write it without quotes: ${value}.`
    : 'Write a whole number here.';
}
