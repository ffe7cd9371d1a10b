import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { agrees, runDnsCase } from './adapters/dns.js';
import type { DnsCase } from './adapters/dns-case.js';

const vectors = fileURLToPath(new URL('../../../shared/vectors/dns', import.meta.url));

const parts = [
  'apex',
  'e2e-conformance',
  'endpoint-names',
  'from-pods',
  'ignore-empty-service',
  'letter-case',
  'pod-hostname',
  'pod-records',
  'reverse',
  'search-path',
  'service-lookup',
  'service-records',
  'specification',
];

/** Parts of the suite that speak of plugins and options which are not modelled yet. */
const notModelled = [
  'autopath',
  'k8s-external',
  'loadbalance',
  'multicluster',
  'zonal-names',
  'zone-transfer',
];

function casesOf(part: string): readonly DnsCase[] {
  const text = readFileSync(`${vectors}/${part}.json`, 'utf8');
  return (JSON.parse(text) as { readonly cases: readonly DnsCase[] }).cases;
}

describe.skipIf(!existsSync(vectors))('recorded facts of CoreDNS, the kubelet and the C libraries', () => {
  test.each(parts)('%s', (part) => {
    const results = casesOf(part).flatMap(runDnsCase);
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter((result) => !agrees(result))).toEqual([]);
  });

  test.each(notModelled)('%s is there for when it is modelled', (part) => {
    expect(existsSync(`${vectors}/${part}.json`)).toBe(true);
  });
});
