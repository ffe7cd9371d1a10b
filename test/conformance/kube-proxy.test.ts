import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { agrees, runProxyCase } from './adapters/kube-proxy.js';
import type { ProxyCase } from './adapters/kube-proxy-case.js';

const vectors = fileURLToPath(new URL('../../../shared/vectors', import.meta.url));

function casesOf(suite: string): readonly ProxyCase[] {
  return readdirSync(`${vectors}/${suite}`).flatMap((file) => {
    const text = readFileSync(`${vectors}/${suite}/${file}`, 'utf8');
    return (JSON.parse(text) as { readonly cases: readonly ProxyCase[] }).cases;
  });
}

describe.skipIf(!existsSync(vectors))('recorded facts of kube-proxy', () => {
  test.each(['kube-proxy', 'topology', 'real-kube-proxy'])('%s', (suite) => {
    const results = casesOf(suite).flatMap((proxyCase) =>
      runProxyCase(proxyCase).map((result) => ({ ...result, name: `${proxyCase.id} ${result.id}` })),
    );
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter((result) => !agrees(result))).toEqual([]);
  });
});
