import { network, node } from '@kubehop/core';
import { Simulation } from '@kubehop/sim';
import { describe, expect, test } from 'vitest';

const nodes = ['node-a', 'node-b', 'node-c'].map((name, index) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name },
  status: { addresses: [{ type: 'InternalIP', address: `10.0.0.${index + 1}` }] },
}));

const podOn = (name: string, nodeName: string): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', labels: { app: 'web' } },
  spec: { nodeName, containers: [{ name: 'app', image: 'app', ports: [{ containerPort: 8080 }] }] },
});

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'default' },
  spec: { clusterIP: '10.96.0.7', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
};

const controller = [
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'nginx', namespace: 'ingress-nginx' },
    spec: {
      nodeName: 'node-c',
      hostNetwork: true,
      containers: [
        {
          name: 'controller',
          image: 'registry.k8s.io/ingress-nginx/controller:v1.12.0',
          args: ['/nginx-ingress-controller'],
          ports: [{ containerPort: 80 }, { containerPort: 443 }],
        },
      ],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'web.example.com',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } },
            ],
          },
        },
      ],
    },
  },
];

const slow = { behaviours: [{ labels: { app: 'web' }, does: { latency: 2_000 } }] };
const direct = { from: node('node-a'), url: 'http://10.96.0.7/' };
const throughNginx = { from: network('10.0.0.200'), url: 'http://web.example.com/', address: '10.0.0.3' };

describe('a request that waits for its answer', () => {
  test('breaks when the process ends that has it', () => {
    const simulation = new Simulation([...nodes, podOn('web-0', 'node-b'), service], slow);
    simulation.at(1_000, () => {
      simulation.do({ act: 'crash', pod: 'default/web-0', code: 1 });
    });
    const answer = simulation.send(direct);
    expect(answer.trace.outcome).toMatchObject({ kind: 'reset', cause: { code: 'connection-lost' } });
    expect(answer.answeredAt).toBe(1_000);
  });

  test.each([
    ['its process ends', { act: 'crash', pod: 'ingress-nginx/nginx', code: 1 }],
    [
      'its pod is removed by force',
      { act: 'delete', objects: [{ kind: 'Pod', namespace: 'ingress-nginx', name: 'nginx' }], force: true },
    ],
  ] as const)('breaks at the ingress controller when %s', (_title, act) => {
    const simulation = new Simulation([...nodes, podOn('web-0', 'node-b'), service, ...controller], {
      ...slow,
      delays: { watch: 0 },
    });
    simulation.at(1_000, () => {
      simulation.do(act);
    });
    const answer = simulation.send(throughNginx);
    expect(answer.trace.outcome).toMatchObject({ kind: 'reset', place: { kind: 'pod', name: 'nginx' } });
    expect(answer.answeredAt).toBe(1_000);
  });

  test.each([
    ['the node of the pod is down', { act: 'fail', fault: { node: 'node-b' } }],
    ['a link on the way is cut', { act: 'fail', fault: { link: [{ node: 'node-a' }, { node: 'node-b' }] } }],
    ['the pod answers nothing any more', { act: 'fail', fault: { pod: 'default/web-0' } }],
  ] as const)('waits in vain when %s', (_title, act) => {
    const simulation = new Simulation([...nodes, podOn('web-0', 'node-b'), service], slow);
    simulation.at(1_000, () => {
      simulation.do(act);
    });
    const answer = simulation.send(direct, { timeout: 5_000 });
    expect(answer.trace.outcome).toMatchObject({ kind: 'timeout', cause: { code: 'client-gave-up' } });
    expect(answer.answeredAt).toBe(5_000);
  });
});

describe('a try of nginx after one that failed', () => {
  // Round robin: of two peers the next one is the other one, so no request is lost (semantics of proxy_next_upstream).
  test('goes to the next peer: a pod that refuses costs nothing', () => {
    const pods = [podOn('web-0', 'node-a'), podOn('web-1', 'node-b')];
    const simulation = new Simulation([...nodes, ...pods, service, ...controller]);
    simulation.setResponse({ pod: 'web-0' }, { listens: false });
    const answers = Array.from({ length: 40 }, () => simulation.send(throughNginx));
    expect(
      answers.map(({ trace: { outcome } }) => (outcome.kind === 'response' ? outcome.status : 0)),
    ).toEqual(answers.map(() => 200));
    expect(answers.some(({ upstreamTries }) => upstreamTries === 2)).toBe(true);
    expect(answers.every(({ upstreamTries }) => upstreamTries <= 2)).toBe(true);
  });

  // proxy_connect_timeout is 5 s: one silent peer of two costs a request that meets it 5 s, not 10.
  test('costs one time out where one of two is silent', () => {
    const pods = [podOn('web-0', 'node-a'), podOn('web-1', 'node-b')];
    const simulation = new Simulation([...nodes, ...pods, service, ...controller]);
    simulation.fail({ node: 'node-a' });
    const times = Array.from({ length: 4 }, () => {
      const { sentAt, answeredAt, trace } = simulation.send(throughNginx);
      expect(trace.outcome).toMatchObject({ kind: 'response', status: 200 });
      return answeredAt - sentAt;
    });
    expect([...new Set(times)].sort((one, other) => one - other)).toEqual([0, 5_000]);
  });
});
