import { createCluster, explainTrace, traceAll, traceRequest } from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { allTracesFaults, clusterFaults, traceFaults } from './laws.js';

const cluster = createCluster([
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'db' }, spec: {} },
]);
const request = { url: 'http://10.96.0.1:443/' };
const trace = explainTrace(cluster, traceRequest(cluster, request));

describe('a problem', () => {
  const { problems } = cluster;

  test('may be there', () => {
    expect(problems).toHaveLength(1);
    expect(clusterFaults({ problems, assumptions: [] })).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a code', { code: 'toString' }, 'no catalogue lists'],
    ['a severity', { severity: 'fatal' }, 'has no severity'],
    ['an object', { object: { kind: '', name: 'web' } }, 'the kind in'],
    ['a path', { path: '' }, 'the path of'],
    ['a message', { message: '' }, 'the message of'],
    ['a message in words', { message: '[object Object] is odd' }, 'tells a value that is no text'],
    ['a place that JSON keeps', { source: { line: undefined } }, 'would not survive JSON'],
  ])('has %s', (_, change, fault) => {
    const changed = problems.map((problem) => ({ ...problem, ...change }));
    expect(clusterFaults({ problems: changed, assumptions: [] }).join('\n')).toContain(fault);
  });
});

describe('a trace', () => {
  const { outcome, hops } = trace;

  test('may be as it is', () => {
    expect(traceFaults(trace)).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['cause', { outcome: { ...outcome, cause: { ...outcome.cause, code: 'constructor' } } }, 'constructor'],
    ['action', { hops: hops.map((hop) => ({ ...hop, action: 'lost' })) }, 'the code lost'],
    ['rule', { hops: hops.map((hop) => ({ ...hop, rule: { id: 'none' } })) }, 'the code none'],
    ['skip', { hops: hops.map((hop) => ({ ...hop, skipped: [{ code: 'why' }] })) }, 'the code why'],
    ['rejection', { hops: hops.map((hop) => ({ ...hop, rejected: [{ code: 'no' }] })) }, 'the code no'],
    ['assumption', { assumptions: [{ code: 'so', message: 'a' }] }, 'the code so'],
  ])('names no %s that its catalogue does not list', (_, change, fault) => {
    expect(traceFaults({ ...trace, ...change }).join('\n')).toContain(fault);
  });

  test.each<[object, string]>([
    [{ probability: 2 }, 'the probability is 2'],
    [{ outcome: { ...outcome, status: undefined } }, 'the trace would not survive JSON'],
    [{ outcome: { ...outcome, cause: { ...outcome.cause, message: '' } } }, 'is empty'],
  ])('is not %j', (change, fault) => {
    expect(traceFaults({ ...trace, ...change }).join('\n')).toContain(fault);
  });
});

test('the shares of all ways make one whole', () => {
  const all = traceAll(cluster, request);
  expect(allTracesFaults(all)).toEqual([]);
  expect(allTracesFaults({ ...all, outcomes: [] })).toEqual(['the shares sum to 0']);
});
