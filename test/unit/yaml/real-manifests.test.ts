import { readdirSync, readFileSync } from 'node:fs';
import { readManifests } from '@kubehop/core/yaml';
import { describe, expect, test } from 'vitest';
import { readObjects } from '../../../packages/core/src/manifest/read-objects.js';

const folder = new URL('../../../../shared/manifests/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

describe('manifests as their authors publish them', () => {
  test('are there', () => {
    expect(files).toContain('online-boutique.yaml');
  });

  test.each(files)('%s is read without more than notices', (file) => {
    const { manifests, problems } = readObjects(
      readManifests(readFileSync(new URL(file, folder), 'utf8'), { file }),
    );
    expect(manifests.length).toBeGreaterThan(0);
    expect(problems.filter(({ severity }) => severity !== 'notice')).toEqual([]);
  });
});
