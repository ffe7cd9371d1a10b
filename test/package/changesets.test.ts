import getReleasePlan from '@changesets/get-release-plan';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../architecture/source-file.js';
import { publishedPackages } from './published-packages.js';

const published = publishedPackages()
  .map(({ manifest }) => manifest.name)
  .sort();

describe('changesets', () => {
  test('publish all packages at one version', () => {
    const config: unknown = JSON.parse(readFileSync(join(root, '.changeset/config.json'), 'utf8'));
    expect(config).toMatchObject({ access: 'public', fixed: [published] });
  });

  test('say what the next release changes, and for whom', async () => {
    const { changesets, releases } = await getReleasePlan(root);
    for (const { summary } of changesets) expect(summary).not.toBe('');
    const planned = releases.filter(({ type }) => type !== 'none');
    expect(published).toEqual(expect.arrayContaining(planned.map(({ name }) => name)));
    expect(new Set(planned.map(({ newVersion }) => newVersion)).size).toBeLessThan(2);
  });
});
