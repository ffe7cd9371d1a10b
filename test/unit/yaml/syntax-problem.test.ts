import { readManifests } from '@kubehop/core/yaml';
import { describe, expect, test } from 'vitest';

/** Code, line and fix of the one problem that a text has. */
function problemOf(text: string): readonly unknown[] {
  const { problems } = readManifests(text);
  expect(problems).toHaveLength(1);
  return problems.map(({ code, source, fix }) => [code, source?.line, fix])[0] ?? [];
}

describe('a line indented to no level of those above it', () => {
  test.each([
    [
      'deeper than the field beside which it belongs',
      'metadata:\n name: web\n  annotations:\n    a: b\nspec: {}\n',
      3,
      'Indent `annotations:` in line 3 by 1 like `name:` in line 2, or by 0 like `metadata:` in line 1',
    ],
    [
      'between two levels',
      'metadata:\n  name: web\n annotations:\n  a: b\n',
      3,
      'Indent `annotations:` in line 3 by 2 like `name:` in line 2, or by 0 like `metadata:` in line 1',
    ],
    [
      'at none in a block that is indented as a whole',
      '  metadata:\n   name: web\nannotations:\n    a: b\n  spec: {}\n',
      3,
      'Indent `annotations:` in line 3 by 2 like `metadata:` in line 1, or by 3 like `name:` in line 2',
    ],
    [
      'below a first line that lost its indentation',
      'apiVersion: v1\n kind: Service\n metadata:\n   name: web\n',
      2,
      'Indent `kind:` in line 2 by 0 like `apiVersion:` in line 1',
    ],
    [
      'as an item of a list before the others',
      'spec:\n ports:\n  - port: 80\n - port: 81\n',
      4,
      'Indent `-` in line 4 by 2 like `-` in line 3',
    ],
    [
      'as a field of an item, too little',
      'spec:\n ports:\n  # the web\n  - port: 80\n    name: x\n   protocol: TCP\n',
      6,
      'Indent `protocol:` in line 6 by 4 like `name:` in line 5, or by 1 like `ports:` in line 2',
    ],
    ['below a block of text', 'a: |\n  x\n y\n', 3, 'Indent line 3 as deep as what it belongs to'],
  ])('%s', (_, text, line, fix) => {
    expect(problemOf(text)).toEqual(['yaml-indentation', line, fix]);
  });

  test('is told in the lines of the file', () => {
    expect(problemOf(`a: 1\n---\nb:\n  c: 1\n d: 2\n`)).toEqual([
      'yaml-indentation',
      5,
      'Indent `d:` in line 5 by 2 like `c:` in line 4, or by 0 like `b:` in line 3',
    ]);
  });
});

describe('what only looks like an indentation', () => {
  test.each([
    [
      'a colon is missing',
      'metadata:\n  name web\n  labels: {}\n',
      2,
      'Write a colon and a blank behind the key in line 2',
    ],
    [
      'a blank is missing',
      'metadata:\n  name:web\n  labels: {}\n',
      2,
      'Write a colon and a blank behind the key in line 2',
    ],
    ['a value holds a colon', 'args:\n- a: b: c\n', 2, 'Put the value in line 2 in quotes'],
    ['a value holds a quote', "title: 'it's'\nb: c\n", 1, 'Put the value in line 1 in quotes'],
    ['a value starts with @', 'host: @shop\n', 1, 'Put the value in line 1 in quotes'],
    [
      'a value starts with *',
      'host: *.example.com\n',
      1,
      'Put the value in line 1 in quotes: `*` starts an alias',
    ],
    ['a quote is left open', 'a: "b\nc: d\n', 2, 'Close the quote or bracket that is open above line 2'],
  ])('%s', (_, text, line, fix) => {
    expect(problemOf(text)).toEqual(['yaml-invalid', line, fix]);
  });
});

describe('a template that was not rendered', () => {
  test.each([
    ['metadata:\n  name: {{ .Release.Name }}\n', 2],
    ['metadata:\n  name: {{ .Release.Name }}-web\n', 2],
    ['{{- if .Values.web }}\nkind: Service\n{{- end }}\n', 1],
    ['metadata:\n  labels:\n    {{- include "labels" . | nindent 4 }}\n  name: web\n', 3],
  ])('%j', (text, line) => {
    expect(problemOf(text)).toEqual(['yaml-template', line, 'Render the chart first: `helm template`']);
  });
});
