import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { agrees, runProxyCase } from './adapters/kube-proxy.js';
import type { ProxyCase } from './adapters/kube-proxy-case.js';

const vectors = fileURLToPath(new URL('../../../shared/vectors', import.meta.url));

/** Items on which the library says otherwise, and why. */
const deviations: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'rkp-hostnet-backend f3',
    'rkp-hostnet-backend f9',
    'rkp-hostnet-backend-local f6',
    'rkp-hostnet-udp f4',
    'rkp-masqall-hostnet-udp f4',
  ].map((id) => [
    id,
    'what a node sends to itself passes its way out too; the model carries out no mark there',
  ]),
);

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
    const failed = results.filter((result) => !agrees(result));
    expect(failed.filter(({ name }) => deviations[name] === undefined)).toEqual([]);
    const passed = results.filter(agrees).map(({ name }) => name);
    expect(passed.filter((name) => deviations[name] !== undefined)).toEqual([]);
  });
});
