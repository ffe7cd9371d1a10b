import { describe, expect, test } from 'vitest';
import { clusterOf, codes, exampleText, told } from './example.js';

const code = 'affinity-bypassed';
const text = exampleText(code);

const metadata = 'name: shop\n  namespace: shop\n';
const annotated = (annotation: string): Record<string, string> => ({
  [metadata]: `${metadata}  annotations: { nginx.ingress.kubernetes.io/${annotation} }\n`,
});

describe('affinity-bypassed', () => {
  test('session affinity of a Service behind a controller that connects to its pods', () => {
    const cluster = clusterOf(text);
    expect(told(cluster, code)).toEqual([
      'warning | Service shop/shop | spec.sessionAffinity | response 200 from application: application-answered',
    ]);
    expect(codes(cluster)).toEqual([code]);
  });

  test('a cookie of the controller is as good', () => {
    expect(codes(clusterOf(exampleText(code, 'fixed')))).toEqual([]);
  });

  test.each([
    ['a hash of the controller', annotated("upstream-hash-by: '$remote_addr'")],
    ['one pod', { 'replicas: 3': 'replicas: 1' }],
    ['no affinity', { 'sessionAffinity: ClientIP': 'sessionAffinity: None' }],
    [
      'no pod',
      {
        'labels: { app: shop }': 'labels: { app: other }',
        'matchLabels: { app: shop }': 'matchLabels: { app: other }',
      },
    ],
  ])('not with %s', (_, replace) => {
    expect(codes(clusterOf(text, { replace }))).toEqual([]);
  });

  test('a controller that asks the Service is one client there', () => {
    const replace = annotated("service-upstream: 'true'");
    expect(codes(clusterOf(text, { replace }))).toEqual(['affinity-behind-one-address']);
  });
});
