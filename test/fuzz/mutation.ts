import * as fc from 'fast-check';
import { hostileName, noJsonValue, oddText, oddValue } from './odd-values.js';

/** A field, or an item of a list with its index as name. */
type Field = readonly [string, unknown];

/** What becomes of one field: none, itself in another form, or more. */
type Mutation = (field: Field) => readonly Field[];

/** How mutated values are. */
export interface MutationOptions {
  /** Also values that no JSON has. */
  readonly beyondJson: boolean;
  /** How many lists or objects a mutation may put around a value. */
  readonly depths: readonly number[];
}

/** Leads to a field, by its number among the fields of a value, down from the outermost. */
const steps = fc.array(fc.nat(), { minLength: 1, maxLength: 10 });

/** Values with a few mutations somewhere in them, or with none. */
export function mutated(values: fc.Arbitrary<unknown>, options: MutationOptions): fc.Arbitrary<unknown> {
  return fc
    .tuple(values, fc.array(fc.tuple(steps, mutationOf(options)), { maxLength: 4 }))
    .map(([value, mutations]) =>
      mutations.reduce((current, [path, mutation]) => withMutation(current, path, mutation), value),
    );
}

function mutationOf({ beyondJson, depths }: MutationOptions): fc.Arbitrary<Mutation> {
  const replacement = beyondJson ? fc.oneof({ weight: 4, arbitrary: oddValue }, noJsonValue) : oddValue;
  const name = fc.oneof(hostileName, oddText);
  return fc.oneof(
    fc.constant<Mutation>(() => []),
    { weight: 4, arbitrary: replacement.map((value): Mutation => ([key]) => [[key, value]]) },
    fc.constant<Mutation>(([key, value]) => [[key, retyped(value)]]),
    name.map((other): Mutation => ([key, value]) => [
      [key, value],
      [other, value],
    ]),
    name.map((other): Mutation => ([, value]) => [[other, value]]),
    fc
      .tuple(fc.constantFrom(...depths), fc.option(hostileName))
      .map(([depth, key]): Mutation => ([own, value]) => [[own, nested(value, depth, key)]]),
  );
}

/** The value as another type of JSON writes it. */
function retyped(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return Number(value);
    case 'object':
      return Array.isArray(value) ? Object.fromEntries(fieldsOf(value)) : [value];
    default:
      return String(value);
  }
}

function nested(value: unknown, depth: number, key: string | null): unknown {
  let around = value;
  for (let level = 0; level < depth; level += 1) {
    around = key === null ? [around] : Object.fromEntries([[key, around]]);
  }
  return around;
}

/** Mutates the field to which the steps lead, or the innermost on the way there. */
function withMutation(
  value: unknown,
  [step = 0, ...further]: readonly number[],
  mutation: Mutation,
): unknown {
  const fields = fieldsOf(value);
  const changed = fields.flatMap((field, index): readonly Field[] => {
    if (index !== step % fields.length) return [field];
    const [key, part] = field;
    return further.length === 0 || fieldsOf(part).length === 0
      ? mutation(field)
      : [[key, withMutation(part, further, mutation)]];
  });
  return Array.isArray(value) ? changed.map(([, item]) => item) : Object.fromEntries(changed);
}

function fieldsOf(value: unknown): readonly Field[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
