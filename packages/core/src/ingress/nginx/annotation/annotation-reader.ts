import type { StringMap } from '../../../object/metadata.js';
import { errorCodesIn, flagValue, integerValue, rangesIn } from './annotation-value.js';

/** What a value that cannot be read does: nothing, answer 503 for the paths, or leave the Ingress out. */
export type BadValue = 'ignored' | 'denies' | 'drops';

/** A value that cannot be read, and what that does. */
export interface BadAnnotation {
  /** The name without its prefix. */
  readonly name: string;
  readonly effect: BadValue;
}

/** A kind of text that an annotation may hold. */
export type AllowedText =
  'path' | 'url' | 'plain' | 'pattern' | 'names' | 'variable' | 'protocol' | 'cookie' | 'service';

/** The texts that an annotation may hold. @see kubernetes/ingress-nginx internal/ingress/annotations/parser/validators.go */
export const allowed: Readonly<Record<AllowedText, RegExp>> = {
  path: /^\/?[-._~a-zA-Z0-9/:$]*$/,
  url: /^[-._~a-zA-Z0-9/:,?&=]*$/,
  plain: /^[-._~a-zA-Z0-9/:]*$/,
  pattern: /^[-._~a-zA-Z0-9/:^$[\](){}*+?|&=\\]*$/,
  names: /^[-._~a-zA-Z0-9/:^$[\](){}*+?|&=\\, ]*$/,
  variable: /^[-_${}A-Za-z0-9]*$/,
  protocol: /^(?:auto_http|https?|grpcs?|fcgi)$/i,
  cookie: /^cookie$/,
  service: /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/,
};

/** Reads the annotations of one Ingress, and remembers which values could not be read. */
export class AnnotationReader {
  readonly #annotations: StringMap;
  readonly #prefix: string;
  readonly #bad: BadAnnotation[] = [];

  constructor(annotations: StringMap, prefix: string) {
    this.#annotations = annotations;
    this.#prefix = prefix;
  }

  get bad(): readonly BadAnnotation[] {
    return this.#bad;
  }

  /** The text of an annotation; the empty string when it is missing or cannot be read. */
  text(name: string, valid: RegExp, effect: BadValue): string {
    const value = this.#value(name);
    if (value === undefined || value === '') return '';
    const tested = valid === allowed.path || valid === allowed.url ? value : value.replaceAll(' ', '');
    if (valid.test(tested) && !/[\r\n]/.test(value)) return value.trim();
    this.#refuse(name, effect);
    return '';
  }

  /** A boolean; undefined when it is missing or cannot be read. */
  flag(name: string, effect: BadValue): boolean | undefined {
    return this.#read(name, flagValue, effect);
  }

  /** A whole number; undefined when it is missing or cannot be read. */
  integer(name: string, effect: BadValue): number | undefined {
    return this.#read(name, integerValue, effect);
  }

  /** A list of ranges; undefined when it is missing or cannot be read. */
  ranges(name: string, effect: BadValue): readonly string[] | undefined {
    return this.#read(name, rangesIn, effect);
  }

  /** A list of error codes; undefined when it is missing or cannot be read. */
  codes(name: string, effect: BadValue): readonly number[] | undefined {
    return this.#read(name, errorCodesIn, effect);
  }

  #read<T>(name: string, parse: (text: string) => T | undefined, effect: BadValue): T | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    const parsed = value === '' ? undefined : parse(value);
    if (parsed === undefined) this.#refuse(name, effect);
    return parsed;
  }

  #value(name: string): string | undefined {
    return this.#annotations[`${this.#prefix}/${name}`];
  }

  #refuse(name: string, effect: BadValue): void {
    this.#bad.push({ name, effect });
  }
}
