import * as fc from 'fast-check';
import type { Act, Behaviour, Fault, LinkEnd, Simulation, WorkloadName } from '@kubehop/sim';
import { scenarioArbitrary } from '@kubehop/sim/arbitrary';
import { expect } from 'vitest';
import { law, type Laws } from '../law.js';

const scenario = scenarioArbitrary({
  cluster: { workloads: { max: 2 }, services: { max: 2 } },
  acts: { most: 3 },
});

/** Names that are there, that are not, and that can be none. */
const name = fc.constantFrom(
  'web',
  'web-0',
  'api',
  'default/web',
  'default/web-0',
  'node-1',
  'kind-worker',
  'zone-a',
  'kube-dns',
  'service/default/web',
  'nobody',
  '',
  '/',
  '__proto__',
  'constructor',
  'a/b/c',
  '\u0000',
);
const namespace = fc.constantFrom('default', 'shop', 'kube-system', 'ingress', '', 'nowhere');
const kind = fc.constantFrom(
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Service',
  'Node',
  'Namespace',
  'Ingress',
  'EndpointSlice',
  'Unicorn',
  '',
);
const number = fc.oneof(
  fc.nat({ max: 12 }),
  fc.constantFrom(-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 2 ** 53),
);
const replicas = fc.oneof(
  fc.nat({ max: 12 }),
  fc.constantFrom(-1, 0.5, Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
);
const delay = fc.oneof(number, fc.record({ from: number, to: number }));

const workload = fc.record({ kind, namespace, name }) as fc.Arbitrary<WorkloadName>;

const end: fc.Arbitrary<LinkEnd> = fc.oneof(
  fc.record({ node: name }),
  fc.record({ zone: name }),
  fc.record({ loadBalancer: name }),
  fc.record({ outside: fc.constantFrom('internet' as const, 'network' as const) }),
);

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ node: name }),
  fc.record({ zone: name }),
  fc.record({ pod: name }),
  fc.record({ dns: fc.constant('all' as const) }),
  fc.record({ loadBalancer: name }),
  fc.record({ controlPlane: fc.constant('leader' as const) }),
  fc.record({ link: fc.tuple(end, end) }),
);

const behaviour: fc.Arbitrary<Partial<Behaviour>> = fc.record(
  {
    startup: delay,
    shutdown: delay,
    latency: delay,
    listens: fc.boolean(),
    hangs: fc.boolean(),
    healthy: fc.boolean(),
    status: number,
    errorRate: number,
    errorStatus: number,
    onSigterm: fc.constantFrom('exit', 'finish', 'serve', 'ignore'),
    ends: fc.record({ after: delay, code: number }),
  },
  { requiredKeys: [] },
);

const labels = fc.dictionary(fc.constantFrom('app', 'x', ''), fc.constantFrom('web', 'api', ''));
const object = fc.oneof(
  fc.anything(),
  fc.record(
    {
      apiVersion: fc.constantFrom('v1', 'apps/v1', 'networking.k8s.io/v1', 'discovery.k8s.io/v1', ''),
      kind,
      metadata: fc.oneof(fc.record({ name, namespace, labels }), fc.anything()),
      spec: fc.oneof(
        fc.anything(),
        fc.record(
          {
            replicas: number,
            selector: fc.oneof(fc.record({ matchLabels: labels }), labels),
            template: fc.record({ metadata: fc.record({ labels }), spec: fc.constant({ containers: [] }) }),
            containers: fc.array(fc.record({ name, image: name }), { maxLength: 2 }),
            nodeName: name,
            terminationGracePeriodSeconds: number,
            tolerations: fc.array(fc.record({ operator: fc.constant('Exists'), tolerationSeconds: number }), {
              maxLength: 1,
            }),
            taints: fc.anything(),
            unschedulable: fc.boolean(),
          },
          { requiredKeys: [] },
        ),
      ),
      status: fc.anything(),
    },
    { requiredKeys: ['kind'] },
  ),
);

/** Acts as nobody should write them. */
const nonsense: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ act: fc.constant('apply' as const), objects: fc.array(object, { maxLength: 2 }) }),
  fc.record(
    {
      act: fc.constant('delete' as const),
      objects: fc.array(fc.record({ kind, namespace, name }), { maxLength: 2 }),
      force: fc.constant(true as const),
    },
    { requiredKeys: ['act', 'objects'] },
  ),
  fc.record({ act: fc.constant('scale' as const), workload, replicas }),
  fc.record({
    act: fc.constant('wish' as const),
    workload,
    replicas,
    least: replicas,
    most: fc.nat({ max: 9 }),
  }),
  fc.record({ act: fc.constant('rollout' as const), workload, image: name, container: name }),
  fc.record({ act: fc.constantFrom('cordon' as const, 'uncordon', 'drain', 'terminate'), node: name }),
  fc.record({ act: fc.constantFrom('fail' as const, 'recover'), fault }),
  fc.record({ act: fc.constant('report-node' as const), node: name, ready: fc.boolean() }),
  behaviour.map((does) => ({ act: 'behave' as const, behaviour: { does } })),
  fc.record({ act: fc.constant('crash' as const), pod: name, container: name, code: number }),
  fc.record({
    act: fc.constant('set-condition' as const),
    pod: name,
    type: name,
    status: fc.constantFrom('True', 'False', 'Unknown'),
  }),
  fc.record({
    act: fc.constant('taint' as const),
    node: name,
    key: name,
    effect: fc.constantFrom('NoSchedule', 'NoExecute'),
  }),
);

const acts = fc.array(fc.tuple(fc.nat({ max: 100_000 }), nonsense), { maxLength: 8, size: 'max' });

/** Laws of what nobody meant. */
export const nonsenseLaws: Laws = {
  'are refused with a RangeError that says why, or carried out': law(
    fc.property(scenario, acts, (drawn, mad) => {
      const simulation = drawn.play();
      for (const [after, act] of mad) {
        tryTo(() => {
          simulation.do(act);
        });
        simulation.advance(after);
      }
      simulation.rest();
      expect(simulation.log.length).toBeLessThan(100_000);
      askAround(simulation);
    }),
    150,
  ),
  'leave nothing behind where they are refused': law(
    fc.property(scenario, acts, (drawn, mad) => {
      const simulation = drawn.play();
      for (const [, act] of mad) {
        const { cluster, log } = simulation;
        const before = log.length;
        if (tryTo(() => simulation.do(act))) continue;
        expect(simulation.cluster).toBe(cluster);
        expect(simulation.log.slice(before)).toEqual([]);
      }
    }),
  ),
};

/** Whether it was done: what nobody can do is refused in words. */
function tryTo(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    expect(error.message.length).toBeGreaterThan(10);
    expect(error.message).not.toMatch(/undefined|\[object|Invalid/);
    return false;
  }
}

function askAround(simulation: Simulation): void {
  for (const url of ['http://web/', 'http://web-0.web/', 'http://10.96.0.1:443/', 'http://shop.example.com/'])
    expect(
      simulation.send({ from: { kind: 'internet', address: '203.0.113.7' }, url }).trace.hops.length,
    ).toBeGreaterThan(0);
}
