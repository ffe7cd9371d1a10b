import { describe, expect, test } from 'vitest';
import { endpointSlice } from '../../../objects/endpoint-slice.js';
import { service } from '../../../objects/service.js';
import { barePod, job, statefulSet } from '../../../objects/workload.js';
import { settled } from '../settled.js';

const cronJob = (suspend: boolean): unknown => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'nightly', namespace: 'shop' },
  spec: { schedule: '0 3 * * *', suspend, jobTemplate: { spec: job('shop/nightly').spec } },
});

function podAt(nodeName: string, index: number): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `p${index}`, namespace: 'shop' },
    spec: { nodeName, containers: [{ name: 'main', image: 'app' }] },
  };
}

describe('noticeController', () => {
  test.each<readonly [string, unknown, string, string]>([
    ['a CronJob has no pods now', cronJob(false), 'cron-job-not-running', 'spec.schedule'],
    ['a suspended CronJob has no pods', cronJob(true), 'cron-job-not-running', 'spec.schedule'],
    [
      'a load balancer that nobody provides is pending',
      service('shop/web', { type: 'LoadBalancer', ports: [{ port: 80 }] }),
      'load-balancer-pending',
      'status.loadBalancer',
    ],
  ])('%s, and a fix is offered', (_, object, code, path) => {
    const { problems } = settled([object]);
    expect(problems).toMatchObject([{ code, path }]);
    expect(problems[0]?.fix).toMatch(/\w/);
  });

  test('a notice goes when its reason goes', () => {
    const pending = settled([service('shop/web', { type: 'LoadBalancer', ports: [{ port: 80 }] })]);
    expect(pending.apply(service('shop/web', { type: 'NodePort', ports: [{ port: 80 }] })).problems).toEqual(
      [],
    );
    expect(pending.delete({ kind: 'Service', namespace: 'shop', name: 'web' }).problems).toEqual([]);
  });

  test('pods on a node that is not among the objects are summed up in one notice, until it comes', () => {
    const here = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'here' } };
    const cluster = settled([here, podAt('there', 1), podAt('there', 2), podAt('here', 3)]);
    expect(cluster.problems).toMatchObject([
      { code: 'node-missing', object: { kind: 'Node', name: 'there' } },
    ]);
    expect(cluster.problems[0]?.message).toMatch(/^2 pods /);
    const there = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'there' } };
    expect(cluster.apply(there).problems).toEqual([]);
  });

  test('a dump with slices and without pods is warned of', () => {
    const slice = endpointSlice('shop/web', [{ addresses: ['10.1.0.1'] }], {
      labels: { 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' },
    });
    const web = service('shop/web', { selector: { app: 'web' }, ports: [{ port: 80 }] });
    expect(settled([web, slice]).problems).toMatchObject([
      { code: 'endpoints-without-pods', severity: 'warning' },
    ]);
    expect(settled([web, slice, barePod('shop/web', { labels: { app: 'web' } })]).problems).toEqual([]);
  });

  test('a StatefulSet of sensible size has nothing to report', () => {
    expect(settled([statefulSet('shop/db')]).problems).toEqual([]);
  });
});
