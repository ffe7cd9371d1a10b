import { describe, expect, test } from 'vitest';
import type { AllTraces, Outcome, Place } from '@kubehop/core';
import { internet, readRequest, traceApiVersion } from '@kubehop/core';
import { isAnswered, statusOf, statusOfAll } from '../../../../packages/cli/src/trace/answered.js';

const pod: Place = { kind: 'pod', namespace: 'shop', name: 'web-0', node: 'node-1' };
const cause = { code: 'application-answered', message: '' } as const;

function response(status: number, from: 'application' | 'proxy'): Outcome {
  return { kind: 'response', status, headers: [], from, place: pod, cause };
}

const connected: Outcome = { kind: 'connected', place: pod, cause };

const rows: readonly (readonly [string, Outcome, boolean])[] = [
  ['a 200 of an application', response(200, 'application'), true],
  ['a 500 of an application', response(500, 'application'), true],
  ['a 200 of a proxy on its own account', response(200, 'proxy'), false],
  ['a 404 of a proxy on its own account', response(404, 'proxy'), false],
  ['a connection to a pod', connected, true],
  ['a connection that a proxy took', { ...connected, cause: { code: 'proxy-reached', message: '' } }, false],
  ['a connection to a node itself', { ...connected, place: { kind: 'node', name: 'node-1' } }, false],
  ['a datagram delivered to a pod', { ...connected, kind: 'delivered' }, true],
  ['a refused connection', { ...connected, kind: 'refused' }, false],
  ['a reset', { ...connected, kind: 'reset' }, false],
  ['a closed connection', { ...connected, kind: 'closed' }, false],
  ['a timeout', { ...connected, kind: 'timeout' }, false],
  ['no route', { ...connected, kind: 'unroutable' }, false],
  ['a request that left the model', { ...connected, kind: 'left', to: '192.0.2.1' }, false],
  ['a name that does not resolve', { ...connected, kind: 'dns-error', rcode: 'NXDOMAIN' }, false],
  ['a TLS error', { ...connected, kind: 'tls-error' }, false],
  ['what is unknown', { ...connected, kind: 'unknown', missing: 'loop' }, false],
];

describe('isAnswered', () => {
  test.each(rows)('%s: %o is %s', (_, outcome, expected) => {
    expect(isAnswered(outcome)).toBe(expected);
    expect(statusOf(outcome)).toBe(expected ? 0 : 1);
  });
});

describe('statusOfAll', () => {
  const request = readRequest({ url: 'http://shop.example.com/' }, internet());
  const all = (...outcomes: readonly Outcome[]): AllTraces => ({
    apiVersion: traceApiVersion,
    kind: 'AllTraces',
    request,
    outcomes: [],
    branches: outcomes.map((outcome) => ({
      probability: 1 / outcomes.length,
      trace: {
        apiVersion: traceApiVersion,
        kind: 'Trace',
        request,
        hops: [],
        reply: [],
        outcome,
        probability: 1,
        assumptions: [],
      },
    })),
  });

  test('is 0 when a pod answers on every branch', () => {
    expect(statusOfAll(all(response(200, 'application'), connected))).toBe(0);
  });

  test('is 1 when one branch ends elsewhere', () => {
    expect(statusOfAll(all(response(200, 'application'), response(503, 'proxy')))).toBe(1);
  });
});
