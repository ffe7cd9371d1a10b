import { describe, expect, test } from 'vitest';
import { FieldErrors } from '../../../../packages/core/src/object/field/field-errors.js';

const object = { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' };

function reported(report: (errors: FieldErrors) => void): FieldErrors {
  const errors = new FieldErrors(() => object);
  report(errors);
  return errors;
}

describe('messages are those of the API server', () => {
  test.each<[string, (errors: FieldErrors) => void, string, string]>([
    ['a missing field', (e) => e.required(''), 'field-required', 'Required value'],
    ['a missing field and why', (e) => e.required('why'), 'field-required', 'Required value: why'],
    [
      'a number out of range',
      (e) => e.invalid(99_999, 'must be between 1 and 65535, inclusive'),
      'field-invalid',
      'Invalid value: 99999: must be between 1 and 65535, inclusive',
    ],
    ['a text that is wrong', (e) => e.invalid('a"b', 'no'), 'field-invalid', 'Invalid value: "a\\"b": no'],
    ['a list that is wrong', (e) => e.invalid(['a'], 'no'), 'field-invalid', 'Invalid value: ["a"]: no'],
    [
      'nothing where something should be',
      (e) => e.invalid(undefined, 'no'),
      'field-invalid',
      'Invalid value: null: no',
    ],
    [
      'a value outside of a list',
      (e) => e.notSupported('x', ['A', 'B']),
      'field-not-supported',
      'Unsupported value: "x": supported values: "A", "B"',
    ],
    ['a value twice', (e) => e.duplicate('http'), 'field-duplicate', 'Duplicate value: "http"'],
    ['a field that rules out another', (e) => e.forbidden('why'), 'field-forbidden', 'Forbidden: why'],
    ['a long text', (e) => e.tooLong(250), 'field-too-long', 'Too long: may not be more than 250 bytes'],
    ['a long list', (e) => e.tooMany(9, 8), 'field-too-many', 'Too many: 9: must have at most 8 items'],
    [
      'a text where a number belongs',
      (e) => e.typeInvalid('80', 'int32', 'fix'),
      'field-type-invalid',
      'Invalid value: json: cannot unmarshal string into Go value of type int32',
    ],
    [
      'a number that is too large',
      (e) => e.typeInvalid(3e9, 'int32', 'fix'),
      'field-type-invalid',
      'Invalid value: json: cannot unmarshal number 3000000000 into Go value of type int32',
    ],
  ])('%s', (_, report, code, message) => {
    const errors = reported(report);
    expect(errors.problems).toMatchObject([{ code, severity: 'error', object, path: '.', message }]);
    expect(errors.refused).toBe(true);
  });
});

describe('unknown', () => {
  test('is a warning that names what kubectl does, and the field that may be meant', () => {
    const errors = reported((e) =>
      e.within('spec', {}, () => e.unknown('replica', ['replicas', 'selector'])),
    );
    expect(errors.problems).toEqual([
      {
        code: 'field-unknown',
        severity: 'warning',
        object,
        path: 'spec.replica',
        message: 'unknown field "spec.replica": kubectl refuses it, the API server leaves it out',
        fix: 'Did you mean "replicas"?',
      },
    ]);
    expect(errors.refused).toBe(false);
  });

  test('suggests nothing when no field is near', () => {
    expect(reported((e) => e.unknown('colour', ['replicas'])).problems[0]).not.toHaveProperty('fix');
  });
});

describe('paths', () => {
  test('lead through the fields entered to the field named', () => {
    const errors = reported((e) => {
      e.each('ports', [{}, {}], (_, __, index) => {
        if (index === 1) e.required('', 'name');
      });
      e.required('', 'type');
    });
    expect(errors.problems.map(({ path }) => path)).toEqual(['ports[1].name', 'type']);
  });

  test('are looked up in the source as the manifest spells them, and only for what is reported', () => {
    const asked: string[] = [];
    const source = {
      file: 'shop.yaml',
      document: 'shop.yaml#1',
      locate: (path: string) => asked.push(path) + 6,
    };
    const errors = new FieldErrors(() => object, source);
    errors.enter('spec');
    expect(asked).toEqual([]);
    errors.required('', { field: 'ports', spelled: 'Ports' });
    expect(asked).toEqual(['spec.ports']);
    expect(errors.problems).toMatchObject([{ path: 'spec.Ports', source: { file: 'shop.yaml', line: 7 } }]);
  });
});

describe('advise', () => {
  test('says what to do about the last problem', () => {
    const errors = reported((e) => {
      e.required('', 'a');
      e.required('', 'b');
      e.advise('Do it.');
    });
    expect(errors.problems.map(({ fix }) => fix)).toEqual([undefined, 'Do it.']);
  });
});
