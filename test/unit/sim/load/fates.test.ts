import { describe, expect, test } from 'vitest';
import { bareMetal, gcp, internet, node, type RequestInput } from '@kubehop/core';
import { noDelays, Simulation, type DelayOptions, type LoadOptions, type LoadReport } from '@kubehop/sim';
import { webPod } from '../../../acceptance/timing/objects.js';

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'default' },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
};

const two = [webPod('web-0', 'node-1'), webPod('web-1', 'node-2')];

/** Ten requests a second for ten seconds; something happens after one. */
function report(
  simulation: Simulation,
  request: RequestInput,
  happens: (simulation: Simulation) => void,
  options: Partial<LoadOptions> = {},
): LoadReport {
  const run = simulation.load({
    request,
    arrivals: { model: 'constant', perSecond: 10 },
    duration: 10_000,
    timeout: 3_000,
    ...options,
  });
  simulation.at(simulation.now + 1_000, () => {
    happens(simulation);
  });
  simulation.advance(20_000);
  return run.report();
}

/** Requests to the Service from a node. */
function toService(
  delays: DelayOptions,
  happens: (simulation: Simulation) => void,
  options: Partial<LoadOptions> = {},
): LoadReport {
  const simulation = new Simulation([...two, service], {
    platform: bareMetal({ nodes: 3, kubernetesMinor: 33 }),
    delays: { ...noDelays, ...delays },
  });
  const address = simulation.cluster.get('Service', 'default/web')?.spec.clusterIP ?? '';
  return report(simulation, { from: node('node-3'), url: `http://${address}/` }, happens, options);
}

function blamed({ errors }: LoadReport): readonly string[] {
  return errors.map(({ component, isBehind }) => `${component ?? 'nobody'}${isBehind ? ', behind' : ''}`);
}

function deleteAtOnce(simulation: Simulation): void {
  const objects = [{ kind: 'Pod', namespace: 'default', name: 'web-0' }];
  simulation.do({ act: 'delete', objects, force: true });
}

describe('requests to a pod that is gone', () => {
  test('are put down to the service proxy that has old rules', () => {
    const errors = toService({ kubeProxy: { minSync: 0, sync: 4_000 } }, deleteAtOnce);
    expect(blamed(errors)).toEqual(['kube-proxy on node-3, behind']);
    expect(errors.errors[0]?.count).toBeGreaterThan(5);
    expect(errors.fates.find(({ cause }) => cause === 'address-unused')?.last).toBeLessThan(5_000);
  });

  test('are put down to the EndpointSlices where those are old', () => {
    expect(blamed(toService({ controllers: { endpointslice: 4_000 } }, deleteAtOnce))).toEqual([
      'EndpointSlice controller, behind',
    ]);
  });

  test('do not occur where everybody knows at once', () => {
    expect(toService({}, deleteAtOnce).errors).toEqual([]);
  });
});

test('requests to a node that is down are put down to nobody who is behind, until the cluster knows', () => {
  const errors = toService({}, (simulation) => {
    simulation.fail({ node: 'node-1' });
  });
  expect(blamed(errors)).toEqual(['kube-proxy on node-3']);
});

test('requests that break with the process that had them are put down to no component', () => {
  const simulation = new Simulation([...two, service], {
    platform: bareMetal({ nodes: 3, kubernetesMinor: 33 }),
    delays: noDelays,
    behaviours: [{ does: { latency: 500 } }],
  });
  const address = simulation.cluster.get('Service', 'default/web')?.spec.clusterIP ?? '';
  const broken = report(simulation, { from: node('node-3'), url: `http://${address}/` }, deleteAtOnce);
  expect(broken.errors.map(({ cause }) => cause)).toEqual(['connection-lost']);
  expect(blamed(broken)).toEqual(['nobody']);
});

test('requests to a process that is too slow are put down to no component', () => {
  const slow = toService({}, (simulation) => {
    simulation.setResponse({ pod: 'web-0' }, { latency: 10_000 });
  });
  expect(slow.errors.map(({ cause }) => cause)).toEqual(['client-gave-up']);
  expect(blamed(slow)).toEqual(['nobody']);
});

function stopListening(simulation: Simulation): void {
  simulation.setResponse({ pod: 'web-0' }, { listens: false });
}

describe('what clients send again', () => {
  test('is counted, and saves those requests that another pod can answer', () => {
    const delays = { kubeProxy: { minSync: 0, sync: 4_000 } };
    const without = toService(delays, stopListening);
    const with5 = toService(delays, stopListening, { retries: { times: 5, wait: 100 } });
    expect(without.repeated).toBe(0);
    expect(without.errors[0]?.cause).toBe('process-not-listening');
    expect(with5.repeated).toBeGreaterThan(without.requests - without.ok);
    expect(with5.ok).toBeGreaterThan(without.ok);
  });
});

describe('an ingress controller', () => {
  const ingress = [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'nginx' },
      spec: { controller: 'k8s.io/ingress-nginx' },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'controller',
        namespace: 'ingress-nginx',
        labels: { 'app.kubernetes.io/name': 'ingress-nginx' },
      },
      spec: {
        nodeName: 'node-3',
        containers: [
          {
            name: 'controller',
            image: 'registry.k8s.io/ingress-nginx/controller:v1.12.0',
            args: ['/nginx-ingress-controller', '--ingress-class=nginx'],
            ports: [{ name: 'http', containerPort: 80, hostPort: 80 }],
          },
        ],
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        name: 'web',
        namespace: 'default',
        annotations: { 'nginx.ingress.kubernetes.io/proxy-next-upstream': 'off' },
      },
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: 'web.example.com',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'web', port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    },
  ];

  test('that has old endpoints is behind, and its requests and failures are counted', () => {
    const simulation = new Simulation([...two, service, ...ingress], {
      platform: bareMetal({ nodes: 3, kubernetesMinor: 33 }),
      delays: { ...noDelays, ingress: { minSync: 5_000, workers: 0, reload: 0, throttle: 0 } },
    });
    const address =
      simulation.cluster.get('Node', 'node-3')?.status.addresses.find(({ type }) => type === 'InternalIP')
        ?.address ?? '';
    // The first change uses up its sync.
    simulation.setResponse({ pod: 'web-1' }, { status: 200 });
    simulation.delete({ kind: 'Pod', namespace: 'default', name: 'web-1' });
    simulation.advance(40_000);
    simulation.apply(webPod('web-1', 'node-2'));
    const found = report(
      simulation,
      { from: node('node-1'), url: 'http://web.example.com/', address },
      deleteAtOnce,
      { timeout: 8_000 },
    );
    expect(blamed(found)).toContain('ingress-nginx/controller, behind');
    expect(found.proxies).toEqual([
      { place: 'ingress-nginx/controller', requests: 100, failures: 100 - found.ok },
    ]);
    expect(found.withoutMetrics).toEqual([]);
  });
});

describe('a load balancer', () => {
  test('before its health check has failed is behind, and keeps no counts at layer 4', () => {
    const simulation = new Simulation(
      [
        webPod('web-0', 'gke-node-1'),
        webPod('web-1', 'gke-node-2'),
        { ...service, spec: { ...service.spec, type: 'LoadBalancer', externalTrafficPolicy: 'Local' } },
      ],
      {
        platform: gcp({ nodes: 3, zones: 1 }),
        delays: { ...noDelays, balancers: { targets: 0, checkPhase: 0 } },
      },
    );
    simulation.advance(30_000);
    const [ingress] = simulation.cluster.get('Service', 'default/web')?.status.loadBalancer.ingress ?? [];
    const found = report(simulation, { from: internet(), url: `http://${ingress?.ip ?? ''}/` }, deleteAtOnce);
    expect(blamed(found)).toEqual([`load balancer service/default/web, behind`]);
    expect(found.withoutMetrics).toHaveLength(1);
    expect(found.proxies).toEqual([]);
  });
});
