import { createCluster, type Problem } from '@kubehop/core';
import { type Finding, type FindingCode, findings, lint } from '@kubehop/core/analysis';
import { readManifests } from '@kubehop/core/yaml';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../architecture/source-file.js';

const folder = join(root, 'examples/findings');

/** Every code, in the order of the catalogue. */
const codes = Object.keys(findings) as readonly FindingCode[];

/** The file that shows a finding, and the one in which it is mended. */
function filesOf(code: FindingCode): readonly [broken: string, fixed: string] {
  return [`${code}.yaml`, `${code}.fixed.yaml`];
}

const present = codes.filter((code) => filesOf(code).every((file) => existsSync(join(folder, file))));

interface Linted {
  readonly problems: readonly Problem[];
  readonly found: readonly Finding[];
}

/** What is wrong with an example, and what is found in it. */
function linted(file: string): Linted {
  const text = readFileSync(join(folder, file), 'utf8');
  const cluster = createCluster(readManifests(text, { file }));
  return { problems: cluster.problems, found: lint(cluster) };
}

describe('the examples of findings', () => {
  test('are there for every code, as they are and mended', () => {
    const missing = codes.flatMap(filesOf).filter((file) => !existsSync(join(folder, file)));
    expect(missing).toEqual([]);
  });

  test('are there for nothing else', () => {
    const known = new Set(codes.flatMap(filesOf));
    expect(readdirSync(folder).filter((file) => !known.has(file))).toEqual([]);
  });

  test.each(present)('%s is found, and no more once it is mended', (code) => {
    const [broken, fixed] = filesOf(code).map(linted);
    expect(broken?.found.map((finding) => finding.code)).toContain(code);
    expect(fixed?.found.map((finding) => finding.code)).not.toContain(code);
  });

  test.each(present)('%s is found as it is told: with an object, a field and a fix', (code) => {
    const { found } = linted(filesOf(code)[0]);
    for (const { object, path, message, fix } of found.filter((finding) => finding.code === code)) {
      expect(object.name).not.toBe('');
      expect(path).not.toBe('');
      expect(message).toMatch(/^[\p{Lu}\d].*\.$/su);
      expect(fix).toMatch(/^\p{Lu}.*\.$/su);
    }
  });

  test.each(present.flatMap(filesOf))('%s begins with a comment that says what it is about', (file) => {
    expect(readFileSync(join(folder, file), 'utf8')).toMatch(/^# \p{Lu}|^# \//u);
  });

  test.each(present.flatMap(filesOf))('%s has no error', (file) => {
    expect(linted(file).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
