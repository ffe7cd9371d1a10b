import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { agrees, runEndpointsCase } from './adapters/endpoints.js';
import type { EndpointsCase } from './adapters/endpoints-case.js';

const vectors = fileURLToPath(new URL('../../../shared/vectors/endpoints', import.meta.url));

function casesIn(file: string): readonly EndpointsCase[] {
  const suite = JSON.parse(readFileSync(`${vectors}/${file}`, 'utf8')) as {
    readonly cases: readonly EndpointsCase[];
  };
  return suite.cases;
}

describe.skipIf(!existsSync(vectors))('recorded facts of the EndpointSlice controllers', () => {
  const files = existsSync(vectors) ? readdirSync(vectors) : [];

  test.each(files)('%s', (file) => {
    const results = casesIn(file).flatMap(runEndpointsCase);
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter((result) => !agrees(result))).toEqual([]);
  });
});
