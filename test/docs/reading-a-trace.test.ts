import type { Hop, Outcome, RequestErrorCode } from '@kubehop/core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../architecture/source-file.js';

const page = readFileSync(join(root, 'docs/reading-a-trace.md'), 'utf8');

const stages: Readonly<Record<Hop['stage'], true>> = {
  client: true,
  dns: true,
  'load-balancer': true,
  node: true,
  service: true,
  'network-policy': true,
  ingress: true,
  pod: true,
};

const outcomes: Readonly<Record<Outcome['kind'], true>> = {
  response: true,
  connected: true,
  delivered: true,
  refused: true,
  reset: true,
  closed: true,
  timeout: true,
  unroutable: true,
  left: true,
  'dns-error': true,
  'tls-error': true,
  unknown: true,
};

const requestErrors: Readonly<Record<RequestErrorCode, true>> = {
  'url-invalid': true,
  'scheme-unknown': true,
  'host-missing': true,
  'port-invalid': true,
  'port-missing': true,
};

/** What stands in the first column of a table of the page. */
function rowsBelow(heading: string): readonly string[] {
  const section = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| `([\w-]+)`/gm)].map(([, name = '']) => name);
}

describe('the page on reading a trace', () => {
  test('has a row for each stage, in the order of a way', () => {
    expect(rowsBelow('Hops')).toEqual(Object.keys(stages));
  });

  test('has a row for each outcome', () => {
    expect(rowsBelow('Outcomes')).toEqual(Object.keys(outcomes));
  });

  test('names each way in which a request cannot be read', () => {
    for (const code of Object.keys(requestErrors)) expect(page).toContain(`\`${code}\``);
  });
});
