import { bareMetal } from '@kubehop/core';
import { runScenario, type Act, type Scenario, type TimedAct } from '@kubehop/sim';
import { describe, expect, test } from 'vitest';
import { client, played, problemsOf, shop, visitors, web } from './shop.js';

describe('runScenario', () => {
  test('sends the requests of a load up to the end, and nothing fails of itself', () => {
    const { loads, holds } = played({ loads: [visitors], until: 10_000 });
    expect(loads.map(({ name, report }) => [name, report.requests, report.ok])).toEqual([
      ['visitors', 100, 100],
    ]);
    expect(holds).toBe(true);
  });

  test('sends the requests of a load from its beginning on, as long as it lasts', () => {
    const { loads } = played({ loads: [{ ...visitors, at: 2_000, duration: 3_000 }], until: 10_000 });
    expect(loads.map(({ report }) => [report.from, report.until, report.requests])).toEqual([
      [2_000, 5_000, 30],
    ]);
  });

  test('does each act at its moment', () => {
    const acts: readonly TimedAct[] = [
      { at: 1_000, act: { act: 'cordon', node: 'node-2' } },
      { at: 2_500, act: { act: 'scale', workload: web, replicas: 4 } },
    ];
    const { log } = played({ acts, until: 5_000 });
    expect(log.filter(({ kind }) => kind === 'act')).toEqual([
      { at: 1_000, kind: 'act', act: 'cordon', detail: 'node-2' },
      { at: 2_500, kind: 'act', act: 'scale', detail: 'deployment/shop/web to 4' },
    ]);
  });

  test('does what is given at one moment in the order in which it is given', () => {
    const acts = [3, 5, 1].map((replicas): TimedAct => ({
      at: 1_000,
      act: { act: 'scale', workload: web, replicas },
    }));
    const { log } = played({ acts, until: 2_000 });
    expect(log.flatMap((event) => (event.kind === 'act' ? [event.detail] : []))).toEqual([
      'deployment/shop/web to 3',
      'deployment/shop/web to 5',
      'deployment/shop/web to 1',
    ]);
  });

  test('tells nothing of what happens after the end', () => {
    const { log } = played({ loads: [visitors], until: 5_000 });
    expect(log.filter(({ at }) => at > 5_000)).toEqual([]);
  });

  test('follows requests that are under way in the end to their answer', () => {
    const { loads } = played({
      behaviours: [{ labels: { app: 'web' }, does: { latency: 700 } }],
      loads: [visitors],
      until: 1_000,
    });
    expect(loads.map(({ report }) => report.ok)).toEqual([10]);
  });

  test('keeps the trace of a single request', () => {
    const request = { name: 'one', at: 500, request: { from: client, url: 'http://web/' } };
    const { requests } = played({ requests: [request], until: 1_000 });
    expect(requests).toMatchObject([
      {
        name: 'one',
        at: 500,
        answer: { sentAt: 500, trace: { outcome: { kind: 'response', status: 200 } } },
      },
    ]);
  });

  test('is the same for the same seed, and another one for another', () => {
    const scenario: Scenario = {
      acts: [{ at: 1_000, act: { act: 'rollout', workload: web } }],
      loads: [{ ...visitors, arrivals: { model: 'poisson', perSecond: 10 } }],
      until: 20_000,
    };
    const text = (seed: number): string => JSON.stringify(played({ ...scenario, seed }));
    expect(text(3)).toBe(text(3));
    expect(text(3)).not.toBe(text(4));
  });

  test('comes out the same whether somebody looks or not', () => {
    const scenario: Scenario = {
      acts: [{ at: 1_000, act: { act: 'rollout', workload: web } }],
      loads: [visitors],
      until: 20_000,
    };
    const told: number[] = [];
    const platform = bareMetal({ nodes: 2 });
    const seen = runScenario(shop, scenario, { platform, onProgress: (now) => told.push(now) });
    expect(seen).toEqual(runScenario(shop, scenario, { platform }));
    expect(told.at(-1)).toBe(20_000);
    expect(told.length).toBeGreaterThan(50);
    expect(told).toEqual([...told].sort((one, other) => one - other));
  });

  test('tells what is wrong with manifests, and with those that are applied', () => {
    const wrong = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'UPPER' }, spec: { containers: [] } };
    const { problems } = played({ acts: [{ at: 10, act: { act: 'apply', objects: [wrong] } }], until: 20 });
    expect(problems.map(({ object }) => object.name)).toContain('UPPER');
  });
});

/** What an act on a pod of the Deployment was about. */
function about(act: Act): readonly string[] {
  const { log } = played({ acts: [{ at: 1_000, act, podOf: web }], until: 2_000 });
  return log.flatMap((event) => (event.kind === 'act' ? [event.detail] : []));
}

describe('a pod of a workload', () => {
  const [first = ''] = played({ acts: [{ at: 0, act: { act: 'rollout', workload: web } }], until: 60_000 })
    .log.flatMap((event) => (event.kind === 'pod-deleting' ? [event.pod] : []))
    .sort();

  test.each<Act>([
    { act: 'crash', pod: '', code: 1 },
    { act: 'set-condition', pod: '', type: 'example.com/ready', status: 'True' },
  ])('is the first by name when it is to $act', (act) => {
    expect(about(act)).toEqual([first]);
  });

  test.each(['fail', 'recover'] as const)('is the first by name when it is to %s', (act) => {
    expect(about({ act, fault: { pod: '' } })).toEqual([`pod ${first}`]);
  });

  test('is the first by name that is not being deleted when one is to be deleted', () => {
    const deletion: TimedAct = { at: 1_000, act: { act: 'delete', objects: [] }, podOf: web };
    const { log } = played({
      behaviours: [{ does: { onSigterm: 'finish', shutdown: 5_000 } }],
      acts: [deletion, deletion],
      until: 1_500,
    });
    const deleted = log.flatMap((event) => (event.kind === 'act' ? [event.detail] : []));
    expect(deleted[0]).toBe(`Pod/${first}`);
    expect(new Set(deleted).size).toBe(2);
  });
});

describe('a scenario that cannot be played', () => {
  test.each<[string, TimedAct, string]>([
    ['node', { at: 0, act: { act: 'drain', node: 'node-9' } }, 'there is no Node node-9'],
    [
      'node at a later moment',
      { at: 5, act: { act: 'terminate', node: 'node-9' } },
      'there is no Node node-9 at this moment',
    ],
    [
      'workload',
      { at: 0, act: { act: 'scale', workload: { ...web, name: 'wep' }, replicas: 1 } },
      'there is no Deployment shop/wep',
    ],
    [
      'workload of which a pod is meant',
      { at: 0, act: { act: 'crash', pod: '', code: 1 }, podOf: { ...web, namespace: 'other' } },
      'there is no Deployment other/web',
    ],
    ['pod', { at: 0, act: { act: 'crash', pod: 'shop/x', code: 1 } }, 'there is no Pod shop/x'],
    [
      'object',
      { at: 0, act: { act: 'delete', objects: [{ kind: 'Service', namespace: 'shop', name: 'x' }] } },
      'there is no Service shop/x',
    ],
    [
      'kind',
      { at: 0, act: { act: 'delete', objects: [{ kind: 'Gadget', namespace: 'shop', name: 'x' }] } },
      'there is no Gadget shop/x',
    ],
    ['zone', { at: 0, act: { act: 'fail', fault: { zone: 'moon' } } }, 'there is no zone moon'],
    [
      'load balancer',
      { at: 0, act: { act: 'recover', fault: { loadBalancer: 'x' } } },
      'there is no load balancer x',
    ],
    [
      'end of a link',
      { at: 0, act: { act: 'fail', fault: { link: [{ outside: 'internet' }, { node: 'node-7' }] } } },
      'there is no Node node-7',
    ],
  ])('names a %s that does not exist', (_, act, message) => {
    expect(problemsOf({ acts: [act], until: 10 })).toMatchObject([{ part: 'acts', index: 0, message }]);
  });

  test('tells what there is of the kind', () => {
    const [problem] = problemsOf({ acts: [{ at: 0, act: { act: 'drain', node: 'x' } }], until: 10 });
    expect(problem?.absent).toEqual({ name: 'x', known: ['node-1', 'node-2'] });
  });

  test('tells of a workload that has no pod to be meant', () => {
    const acts: readonly TimedAct[] = [
      { at: 0, act: { act: 'scale', workload: web, replicas: 0 } },
      { at: 60_000, act: { act: 'crash', pod: '', code: 1 }, podOf: web },
    ];
    expect(problemsOf({ acts, until: 90_000 })).toEqual([
      { part: 'acts', index: 1, message: 'Deployment shop/web has no pod at this moment' },
    ]);
  });

  test('tells of an act that is refused', () => {
    const crash: Act = { act: 'crash', pod: 'shop/client', container: 'nobody', code: 1 };
    expect(problemsOf({ acts: [{ at: 0, act: crash }], until: 10 })).toEqual([
      { part: 'acts', index: 0, message: 'no container of a pod shop/client runs' },
    ]);
  });

  test.each([
    ['pod', { kind: 'pod', namespace: 'shop', name: 'x' } as const, 'there is no Pod shop/x to send from'],
    ['node', { kind: 'node', node: 'x' } as const, 'there is no Node x to send from'],
    [
      'workload',
      { kind: 'workload', workload: { ...web, name: 'x' } } as const,
      'there is no Deployment shop/x to send from',
    ],
  ])('names a %s that does not exist and should send', (_, from, message) => {
    const request = { from, url: 'http://web.shop/' };
    const problems = problemsOf({
      loads: [{ ...visitors, request }],
      requests: [{ name: 'one', at: 0, request }],
      until: 10,
    });
    expect(problems).toMatchObject([
      { part: 'loads', index: 0, message },
      { part: 'requests', index: 0, message },
    ]);
  });

  test('tells everything that is wrong at once', () => {
    const acts: readonly TimedAct[] = [
      { at: 0, act: { act: 'drain', node: 'x' } },
      { at: 1, act: { act: 'drain', node: 'node-2' } },
      { at: 2, act: { act: 'drain', node: 'y' } },
    ];
    const from = { kind: 'node', node: 'z' } as const;
    const loads = [{ ...visitors, at: 5, request: { from, url: 'http://web.shop/' } }];
    const problems = problemsOf({ acts, loads, until: 10 });
    expect(problems.map(({ part, index }) => `${part}[${index}]`)).toEqual([
      'acts[0]',
      'acts[2]',
      'loads[0]',
    ]);
  });

  test('is over before its loads have sent much', () => {
    const busy = { ...visitors, arrivals: { model: 'constant', perSecond: 1_000_000 } as const };
    const began = performance.now();
    const acts: readonly TimedAct[] = [{ at: 0, act: { act: 'drain', node: 'x' } }];
    expect(problemsOf({ acts, loads: [busy], until: 3_600_000 })).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
