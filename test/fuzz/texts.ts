import { createCluster } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import * as fc from 'fast-check';
import { dump } from 'js-yaml';
import { baseManifests } from './base-manifests.js';
import { clusterFaults } from './laws.js';
import { anyText, hostileName, oddText } from './odd-values.js';
import type { Target } from './target.js';

const markers = ['---', '--- x', '...', '%YAML 1.2', '%TAG ! a:', '# a', '#'];
const blanks = [' ', '  ', '    ', '\t', '\n', '\r\n', '\r', '\u0085', '\u2028'];
const indicators = [
  ':',
  ': ',
  '- ',
  '? ',
  ', ',
  '[',
  ']',
  '{',
  '}',
  '|',
  '|2-',
  '>',
  '>+',
  '"',
  "'",
  '\\',
  '\\x',
];
const anchors = [
  '&a ',
  '*a',
  '&a *a',
  'a: &a [*a]',
  'a: &a {b: *a}',
  '- &a',
  '<<: *a',
  '<<: [*a, *a]',
  '<<: 1',
];
const tags = ['!!int ', '!!binary ', '!t ', '!<tag:a> ', '!!set '];
const collections = ['{a: 1, a: 2}', '"a": 1, ', '[[[[[[[[', '{a: {a: {a: ', '? - ? - '];
const numbers = ['1e999', '-.inf', '.nan', '0o777', '0x1F', '1_000', '010', '22:22', '9'.repeat(30)];
const otherScalars = ['2001-01-01', '~', 'yes', '{{ x }}', '{{- if a }}\n', '<html>'];
const characters = ['\uFEFF', '\u0000', '\u0001', '\uD800', '\uDC00', '\uFFFE', '\\uD800', '🙂'];
const fields = [
  'apiVersion: v1\n',
  'kind: Service\n',
  'kind: List\n',
  'items:\n',
  'metadata:\n',
  '  name: web\n',
];
const deeperFields = ['spec:\n', '  ports:\n', '  - port: 80\n', '__proto__: {a: 1}\n', 'constructor: 1\n'];

/** Pieces of YAML and JSON, good and broken, that mean something to a reader where they meet. */
const token = fc.constantFrom(
  ...markers,
  ...blanks,
  ...indicators,
  ...anchors,
  ...tags,
  ...collections,
  ...numbers,
  ...otherScalars,
  ...characters,
  ...fields,
  ...deeperFields,
);

const soup = fc
  .array(fc.oneof({ weight: 12, arbitrary: token }, oddText, hostileName), { maxLength: 40 })
  .map((tokens) => tokens.join(''));

const lines = fc.array(token, { maxLength: 12 }).map((tokens) => tokens.join('\n'));

const bytes = fc.uint8Array({ maxLength: 200 });

/** Manifests in block style, with pieces cut out and others put in. */
const damagedManifests = fc
  .tuple(
    baseManifests.map((objects) => objects.map((object) => dump(object)).join('---\n')),
    fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.option(token, { nil: '' })), { maxLength: 4 }),
  )
  .map(([whole, damages]) =>
    damages.reduce((current, [place, length, inserted]) => {
      const start = place % (current.length + 1);
      return current.slice(0, start) + inserted + current.slice(start + length);
    }, whole),
  );

/** The same few characters again and again: what is quadratic shows. */
const repeated = fc
  .tuple(fc.oneof(token, soup), fc.constantFrom(50, 3_000), token)
  .map(([piece, times, end]) => piece.slice(0, 20).repeat(times) + end);

const text = fc.oneof(
  { weight: 4, arbitrary: soup },
  { weight: 2, arbitrary: lines },
  { weight: 3, arbitrary: damagedManifests },
  anyText,
  bytes.map((list) => new TextDecoder().decode(list)),
  bytes.map((list) => Buffer.from(list).toString('latin1')),
  repeated,
);

/** Any text is read as manifests, and a cluster comes of it. */
export const texts: Target<string> = {
  name: 'texts',
  input: text,
  faults: (given) => clusterFaults(createCluster(readManifests(given, { file: 'fuzz.yaml' }))),
};
