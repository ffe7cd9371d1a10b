import * as fc from 'fast-check';
import { gcp, pod, type RequestInput } from '@kubehop/core';
import type { Act, SimulationOptions, WorkloadName } from '@kubehop/sim';

const labels = { app: 'web' };
const web: WorkloadName = { kind: 'Deployment', namespace: 'shop', name: 'web' };
const db: WorkloadName = { kind: 'StatefulSet', namespace: 'shop', name: 'db' };

const container = {
  name: 'app',
  image: 'web:1',
  ports: [{ containerPort: 8080 }],
  readinessProbe: { httpGet: { path: '/ok', port: 8080 }, periodSeconds: 5 },
  livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 7 },
  lifecycle: { preStop: { sleep: { seconds: 3 } } },
};

function workloadOf(kind: string, name: string, app: string, replicas: number): object {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: 'shop' },
    spec: {
      replicas,
      ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
      selector: { matchLabels: { app } },
      template: { metadata: { labels: { app } }, spec: { containers: [container] } },
    },
  };
}

function serviceOf(name: string, app: string, spec: object): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { selector: { app }, ports: [{ port: 80, targetPort: 8080 }], ...spec },
  };
}

/** A shop in which there is something of everything that takes time. */
export const shop: readonly unknown[] = [
  workloadOf('Deployment', 'web', 'web', 3),
  workloadOf('StatefulSet', 'db', 'db', 2),
  serviceOf('web', 'web', { type: 'LoadBalancer', sessionAffinity: 'ClientIP' }),
  serviceOf('db', 'db', { clusterIP: 'None' }),
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'client', namespace: 'shop' },
    spec: { nodeName: 'gke-node-1', containers: [{ name: 'client', image: 'client' }] },
  },
];

/** Delays of their own for all, and caches of DNS. */
export const shopOptions: SimulationOptions = {
  platform: gcp({ nodes: 4, zones: 2 }),
  delays: { dns: { cache: 30_000, nodeLocal: { success: 30_000, denial: 5_000 } } },
};

const nodes = ['gke-node-1', 'gke-node-2', 'gke-node-3', 'gke-node-4'];

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ act: fc.constant('scale' as const), workload: fc.constantFrom(web, db), replicas: fc.nat(5) }),
  fc.record({
    act: fc.constant('rollout' as const),
    workload: fc.constantFrom(web, db),
    image: fc.constantFrom('web:1', 'web:2', 'web:3'),
  }),
  fc.record({ act: fc.constant('wish' as const), workload: fc.constant(web), replicas: fc.nat(20) }),
  fc.record({
    act: fc.constantFrom('cordon' as const, 'uncordon', 'drain'),
    node: fc.constantFrom(...nodes),
  }),
  fc.record({
    act: fc.constantFrom('fail' as const, 'recover'),
    fault: fc.oneof(
      fc.record({ node: fc.constantFrom(...nodes) }),
      fc.record({ zone: fc.constantFrom('zone-a', 'zone-b') }),
      fc.constant({ dns: 'all' as const }),
      fc.constant({ controlPlane: 'leader' as const }),
    ),
  }),
  fc.record({
    act: fc.constant('report-node' as const),
    node: fc.constantFrom(...nodes),
    ready: fc.boolean(),
  }),
  fc.record({ act: fc.constant('terminate' as const), node: fc.constant('gke-node-4') }),
  fc.record({
    act: fc.constant('behave' as const),
    behaviour: fc.record({
      labels: fc.constantFrom(labels, { app: 'db' }),
      does: fc.record(
        {
          hangs: fc.boolean(),
          latency: fc.constantFrom(0, 40, { from: 0, to: 3_000 }),
          startup: fc.constantFrom(0, { from: 0, to: 4_000 }),
          onSigterm: fc.constantFrom('exit' as const, 'finish', 'serve', 'ignore'),
          shutdown: fc.constantFrom(0, 5_000),
          ends: fc.constantFrom({ after: { from: 0, to: 60_000 }, code: 1 }),
        },
        { requiredKeys: [] },
      ),
    }),
  }),
);

/** Something that is done, so many milliseconds after the last one. */
export interface Happening {
  readonly after: number;
  readonly act: Act;
}

/** Some acts, one after the other. */
export const happenings: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.record({ after: fc.oneof(fc.nat(3_000), fc.nat(90_000)), act }),
  { minLength: 1, maxLength: 8 },
);

const client = pod('shop', 'client');

/** Requests by all ways into the shop. */
export const requests: readonly RequestInput[] = [
  { from: client, url: 'http://web/' },
  { from: client, url: 'http://db/' },
  { from: client, url: 'http://nobody/' },
];
