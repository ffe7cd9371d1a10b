import { type ManifestSource, placeOf } from '../../manifest/manifest.js';
import { jsonTypeOf } from '../../manifest/json.js';
import type { ProblemCode } from '../../problem/codes.js';
import type { ObjectReference, Problem, Severity } from '../../problem/problem.js';
import { nearestName } from './nearest-name.js';
import { fieldPath, type PathSegment } from './field-path.js';
import { quoted } from './field-value.js';
import type { ValueRule } from './value-rule.js';

/**
 * What was found wrong with one object, in the API server's words.
 *
 * Whoever reads or judges the object tells where it is by `enter` and `leave`; the path becomes text only when a
 * problem is reported. The last arguments of every report lead from there to the field.
 * @see kubernetes/apimachinery pkg/util/validation/field/errors.go
 */
export class FieldErrors {
  readonly problems: Problem[] = [];
  readonly #path: PathSegment[] = [];
  readonly #object: () => ObjectReference;
  readonly #source: ManifestSource | undefined;
  #errors = 0;

  constructor(object: () => ObjectReference, source?: ManifestSource) {
    this.#object = object;
    this.#source = source;
  }

  /** Whether something was reported that leaves the object out. */
  get refused(): boolean {
    return this.#errors > 0;
  }

  enter(segment: PathSegment): void {
    this.#path.push(segment);
  }

  leave(): void {
    this.#path.pop();
  }

  /** Judges the value of a field. */
  within<T>(segment: PathSegment, value: T, validate: (value: T, errors: FieldErrors) => void): void {
    this.enter(segment);
    validate(value, this);
    this.leave();
  }

  /** Judges the items of a list, one by one. */
  each<T>(
    segment: PathSegment,
    items: readonly T[],
    validate: (item: T, errors: FieldErrors, index: number, items: readonly T[]) => void,
  ): void {
    if (items.length === 0) return;
    this.enter(segment);
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index];
      if (item === undefined) continue;
      this.enter(index);
      validate(item, this, index, items);
      this.leave();
    }
    this.leave();
  }

  /** A missing field, an empty text or an empty list. */
  required(detail: string, ...below: readonly PathSegment[]): void {
    this.#report('field-required', 'error', sentence('Required value', detail), below);
  }

  /** A value that breaks a rule. */
  invalid(value: unknown, detail: string, ...below: readonly PathSegment[]): void {
    this.#report('field-invalid', 'error', sentence(`Invalid value: ${quoted(value)}`, detail), below);
  }

  /** Judges a value by a rule. */
  check<T>(rule: ValueRule<T>, value: T, ...below: readonly PathSegment[]): void {
    const details = rule(value);
    if (details.length > 0) this.invalidFor(details, value, ...below);
  }

  /** A value that breaks rules: one problem for each of these details. */
  invalidFor(details: readonly string[], value: unknown, ...below: readonly PathSegment[]): void {
    for (const detail of details) this.invalid(value, detail, ...below);
  }

  /** A value outside of a list. */
  notSupported(value: unknown, supported: readonly string[], ...below: readonly PathSegment[]): void {
    const detail = `supported values: ${supported.map(quoted).join(', ')}`;
    this.#report(
      'field-not-supported',
      'error',
      sentence(`Unsupported value: ${quoted(value)}`, detail),
      below,
    );
  }

  /** A value that occurs twice where it must be unique. */
  duplicate(value: unknown, ...below: readonly PathSegment[]): void {
    this.#report('field-duplicate', 'error', `Duplicate value: ${quoted(value)}`, below);
  }

  /** A field that may not be set as things are. */
  forbidden(detail: string, ...below: readonly PathSegment[]): void {
    this.#report('field-forbidden', 'error', sentence('Forbidden', detail), below);
  }

  /** A text of too many bytes. */
  tooLong(bytes: number, ...below: readonly PathSegment[]): void {
    this.#report('field-too-long', 'error', `Too long: may not be more than ${bytes} bytes`, below);
  }

  /** A list of too many items. */
  tooMany(items: number, most: number, ...below: readonly PathSegment[]): void {
    this.#report('field-too-many', 'error', `Too many: ${items}: must have at most ${most} items`, below);
  }

  /** A value of another JSON type than the field has, or a number that its Go type cannot hold. */
  typeInvalid(value: unknown, goType: string, fix: string, ...below: readonly PathSegment[]): void {
    const given = typeof value === 'number' ? `number ${value}` : jsonTypeOf(value);
    const message = `Invalid value: json: cannot unmarshal ${given} into Go value of type ${goType}`;
    this.#report('field-type-invalid', 'error', message, below, fix);
  }

  /** A text that cannot be read as what the field holds. */
  unreadable(message: string, fix: string, ...below: readonly PathSegment[]): void {
    this.#report('field-type-invalid', 'error', `Invalid value: ${message}`, below, fix);
  }

  /** A field that Kubernetes does not have. */
  unknown(name: string, known: Iterable<string>): void {
    const nearest = nearestName(name, known);
    const path = fieldPath([...this.#path, name], 'message');
    this.#report(
      'field-unknown',
      'warning',
      `unknown field ${quoted(path)}: kubectl refuses it, the API server leaves it out`,
      [name],
      nearest === undefined ? undefined : `Did you mean ${quoted(nearest)}?`,
    );
  }

  /** Something that Kubernetes does without a word, and that whoever wrote the field may not expect. */
  notice(code: ProblemCode, message: string, ...below: readonly PathSegment[]): void {
    this.#report(code, 'notice', message, below);
  }

  /** Says what to do about what was reported last. */
  advise(fix: string): void {
    const last = this.problems.pop();
    if (last !== undefined) this.problems.push({ ...last, fix });
  }

  #report(
    code: ProblemCode,
    severity: Severity,
    message: string,
    below: readonly PathSegment[],
    fix?: string,
  ): void {
    const segments = [...this.#path, ...below];
    if (severity === 'error') this.#errors += 1;
    this.problems.push({
      code,
      severity,
      object: this.#object(),
      path: fieldPath(segments, 'message'),
      message,
      ...(fix === undefined ? {} : { fix }),
      ...placeOf(this.#source, fieldPath(segments, 'manifest')),
    });
  }
}

function sentence(type: string, detail: string): string {
  return detail === '' ? type : `${type}: ${detail}`;
}
