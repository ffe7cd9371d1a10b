import { describe, expect, test } from 'vitest';
import type { FindingCode } from '../../../../../packages/core/src/analysis/lint/findings.js';
import { lint } from '../../../../../packages/core/src/analysis/lint/lint.js';
import { clusterOf, exampleText } from './example.js';

const examples: readonly FindingCode[] = [
  'affinity-behind-one-address',
  'affinity-bypassed',
  'certificate-mismatch',
  'client-address-lost',
  'external-name-with-http',
  'hairpin-past-load-balancer',
  'health-check-fails',
  'local-policy-without-endpoint',
  'search-list-cost',
];

describe('the examples of findings on the ways of requests', () => {
  test.each(examples)('%s is all that is wrong with its own', (code) => {
    const all = lint(clusterOf(exampleText(code)));
    expect(new Set(all.map((finding) => finding.code))).toEqual(new Set([code]));
    expect(lint(clusterOf(exampleText(code, 'fixed')))).toEqual([]);
  });
});
