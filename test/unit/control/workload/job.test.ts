import { describe, expect, test } from 'vitest';
import { service } from '../../../objects/service.js';
import { job } from '../../../objects/workload.js';
import { names, pods, settled } from '../settled.js';

describe('jobController', () => {
  test('the pods of a Job have run to completion, hold no address and are no endpoints', () => {
    const cluster = settled([
      job('shop/import'),
      service('shop/import', { selector: { app: 'import' }, ports: [{ port: 80 }] }),
    ]);
    const [pod] = pods(cluster);
    expect(pod?.metadata.labels).toMatchObject({
      'job-name': 'import',
      'batch.kubernetes.io/job-name': 'import',
    });
    expect(pod?.status).toMatchObject({ phase: 'Succeeded', podIPs: [] });
    expect(pod?.spec.nodeName).toBeDefined();
    expect(cluster.slicesOf('shop/import').flatMap((slice) => slice.endpoints)).toEqual([]);
    expect(cluster.assumptions.map((assumption) => assumption.code)).toContain('jobs-are-done');
  });

  test.each<readonly [string, Readonly<Record<string, unknown>>, number]>([
    ['one pod by default', {}, 1],
    ['as many as completions', { completions: 3, parallelism: 1 }, 3],
    ['as many as parallelism without completions', { parallelism: 2 }, 2],
    ['none when it is suspended', { suspend: true }, 0],
  ])('a Job has %s', (_, spec, expected) => {
    expect(names(settled([job('shop/import', { spec })]))).toHaveLength(expected);
  });

  test('the pods of an indexed Job bear their index', () => {
    const cluster = settled([job('shop/import', { spec: { completionMode: 'Indexed', completions: 2 } })]);
    expect(names(cluster).map((name) => name.replace(/-\w{5}$/, ''))).toEqual(['import-0', 'import-1']);
    expect(pods(cluster).map((pod) => pod.spec.hostname)).toEqual(['import-0', 'import-1']);
    expect(pods(cluster)[1]?.metadata.annotations).toEqual({
      'batch.kubernetes.io/job-completion-index': '1',
    });
  });

  test('a pod that is given as running stays so, and no other is made', () => {
    const running = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'import-x',
        namespace: 'shop',
        ownerReferences: [
          { apiVersion: 'batch/v1', kind: 'Job', name: 'import', uid: 'u', controller: true },
        ],
      },
      spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'app' }] },
      status: { phase: 'Running', podIP: '10.244.0.9', conditions: [{ type: 'Ready', status: 'True' }] },
    };
    const cluster = settled([job('shop/import'), running]);
    expect(pods(cluster).map((pod) => pod.status.phase)).toEqual(['Running']);
  });
});
