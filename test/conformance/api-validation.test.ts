import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type ValidationCase, verdictOn } from './adapters/api-validation.js';

const vectors = fileURLToPath(new URL('../../../shared/vectors', import.meta.url));

/** What a Service is refused for because of others or of the setup of the cluster is not for validation to say. */
function casesIn(file: string): readonly ValidationCase[] {
  const suite = JSON.parse(readFileSync(`${vectors}/${file}`, 'utf8')) as {
    readonly cases: readonly ValidationCase[];
  };
  return suite.cases.filter(({ clusterConfig }) => clusterConfig === undefined);
}

describe.skipIf(!existsSync(vectors))('recorded facts of what the API server refuses', () => {
  const services = existsSync(vectors) ? readdirSync(`${vectors}/service-validation`) : [];
  const files = [...services.map((name) => `service-validation/${name}`), 'ingress/validation.json'];
  const suites = existsSync(vectors) ? files.map((file) => [file, casesIn(file)] as const) : [];

  test.each(suites.filter(([, cases]) => cases.length > 0))('%s', (_, cases) => {
    for (const validationCase of cases) {
      expect.soft(verdictOn(validationCase), validationCase.id).toEqual(validationCase.expect);
    }
  });
});
