import type { Act } from '@kubehop/sim';
import { describe, expect, test } from 'vitest';
import { Mistakes } from '../../../../packages/cli/src/simulate/mistakes.js';
import { readAct } from '../../../../packages/cli/src/simulate/read-act.js';
import type { StatedAct } from '../../../../packages/cli/src/simulate/stated-act.js';

type Stated = Omit<StatedAct, 'at'>;

const web = { kind: 'Deployment', namespace: 'shop', name: 'web' } as const;

function objectsOf(given: NonNullable<StatedAct['apply']>): readonly unknown[] {
  return [given].flat();
}

function read(stated: Stated): { readonly act: unknown; readonly mistakes: readonly string[] } {
  const mistakes = new Mistakes();
  const act = readAct({ at: '5s', ...stated }, 'acts[3]', objectsOf, mistakes);
  return { act, mistakes: mistakes.list.map(({ path, message }) => `${path}: ${message}`) };
}

describe('an act of a scenario', () => {
  test.each<[string, Stated, Act]>([
    ['apply', { apply: { kind: 'Pod' } }, { act: 'apply', objects: [{ kind: 'Pod' }] }],
    [
      'delete',
      { delete: ['service/shop/web', 'pod/shop/a'] },
      {
        act: 'delete',
        objects: [
          { kind: 'Service', namespace: 'shop', name: 'web' },
          { kind: 'Pod', namespace: 'shop', name: 'a' },
        ],
      },
    ],
    [
      'delete with force',
      { delete: 'pod/shop/a', force: true },
      { act: 'delete', objects: [{ kind: 'Pod', namespace: 'shop', name: 'a' }], force: true },
    ],
    [
      'delete without force',
      { delete: 'pod/shop/a', force: false },
      { act: 'delete', objects: [{ kind: 'Pod', namespace: 'shop', name: 'a' }] },
    ],
    ['scale', { scale: 'deployment/shop/web', replicas: 0 }, { act: 'scale', workload: web, replicas: 0 }],
    [
      'autoscale',
      { autoscale: 'deployment/shop/web', replicas: 5.5, min: 2, max: 8 },
      { act: 'wish', workload: web, replicas: 5.5, least: 2, most: 8 },
    ],
    ['rollout', { rollout: 'deployment/shop/web' }, { act: 'rollout', workload: web }],
    [
      'rollout with an image',
      { rollout: 'deployment/shop/web', image: 'web:2', container: 'app' },
      { act: 'rollout', workload: web, image: 'web:2', container: 'app' },
    ],
    ['cordon', { cordon: 'node-1' }, { act: 'cordon', node: 'node-1' }],
    ['uncordon', { uncordon: 'node/node-1' }, { act: 'uncordon', node: 'node-1' }],
    ['drain', { drain: 'node-1' }, { act: 'drain', node: 'node-1' }],
    ['terminate', { terminate: 'node-1' }, { act: 'terminate', node: 'node-1' }],
    [
      'taint',
      { taint: 'node-1', key: 'a', effect: 'NoExecute' },
      { act: 'taint', node: 'node-1', key: 'a', effect: 'NoExecute' },
    ],
    [
      'reportNode',
      { reportNode: 'node-1', ready: false },
      { act: 'report-node', node: 'node-1', ready: false },
    ],
    ['fail', { fail: 'zone/a' }, { act: 'fail', fault: { zone: 'a' } }],
    [
      'recover',
      { recover: { link: ['node/a', 'network'] } },
      { act: 'recover', fault: { link: [{ node: 'a' }, { outside: 'network' }] } },
    ],
    [
      'behave',
      {
        behave: { namespace: 'shop', does: { latency: '5ms..9ms', errorRate: '5%', ends: { after: '1s' } } },
      },
      {
        act: 'behave',
        behaviour: {
          namespace: 'shop',
          does: { latency: { from: 5, to: 9 }, errorRate: 0.05, ends: { after: 1_000, code: 1 } },
        },
      },
    ],
    ['crash', { crash: 'pod/shop/a' }, { act: 'crash', pod: 'shop/a', code: 1 }],
    [
      'crash of a container',
      { crash: 'pod/shop/a', container: 'app', code: 137 },
      { act: 'crash', pod: 'shop/a', container: 'app', code: 137 },
    ],
    [
      'setCondition',
      { setCondition: 'pod/shop/a', type: 'example.com/ready', status: 'False' },
      { act: 'set-condition', pod: 'shop/a', type: 'example.com/ready', status: 'False' },
    ],
  ])('%s', (_, stated, act) => {
    expect(read(stated)).toEqual({ act: { at: 5_000, act }, mistakes: [] });
  });

  test.each<Stated>([
    { delete: 'pod/deployment/shop/web' },
    { crash: 'pod/deployment/shop/web' },
    { fail: 'pod/deployment/shop/web' },
    { setCondition: 'pod/deployment/shop/web', type: 'a', status: 'True' },
  ])('%j is about a pod of the workload', (stated) => {
    expect(read(stated)).toMatchObject({ act: { at: 5_000, podOf: web }, mistakes: [] });
  });

  test.each<[Stated, string]>([
    [{}, 'acts[3]: say what happens: one of apply, delete, scale'],
    [{ image: 'a' }, 'acts[3]: say what happens'],
    [{ drain: 'a', cordon: 'a' }, 'acts[3]: cordon and drain are 2 acts: give each an entry of its own'],
    [{ scale: 'deployment/a' }, 'acts[3]: scale needs replicas, such as replicas: 3'],
    [{ taint: 'node-1', key: 'a' }, 'acts[3]: taint needs effect, such as effect: NoExecute'],
    [{ drain: 'a', image: 'b' }, 'acts[3].image: drain takes no image; image goes with rollout'],
    [
      { drain: 'a', replicas: 3 },
      'acts[3].replicas: drain takes no replicas; replicas goes with scale or autoscale',
    ],
    [{ scale: 'web', replicas: 3 }, 'acts[3].scale: "web" names no object'],
    [{ scale: 'deployment/web', replicas: 2.5 }, 'acts[3].scale: replicas: 2.5 is no whole number'],
    [
      { autoscale: 'deployment/a', replicas: 3, min: 4, max: 2 },
      'acts[3].autoscale: min 4 is more than max 2',
    ],
    [{ drain: 'a b' }, 'acts[3].drain: "a b" does not fit'],
    [
      { delete: ['pod/deployment/shop/web', 'pod/shop/a'] },
      'acts[3].delete: give a pod of a workload an entry of its own',
    ],
    [{ behave: { does: { errorRate: '200%' } } }, 'acts[3].behave.does.errorRate: "200%" is more than 100%'],
  ])('%j: %s', (stated, message) => {
    const { mistakes } = read(stated);
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain(message);
  });
});
