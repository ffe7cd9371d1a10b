import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { endpointSlices } from '../../../../packages/core/src/control/endpoint-slice/endpoint-slices.js';
import type { EndpointSlice } from '../../../../packages/core/src/object/endpoint-slice.js';
import { node } from '../../../objects/node.js';
import { service, type ServiceSpecManifest } from '../../../objects/service.js';

/** A cluster of exactly these objects, in which nothing is derived. */
function asGiven(...objects: readonly unknown[]): Cluster {
  return createCluster([node('node-a', [], { zone: 'zone-1' }), ...objects], {
    admission: 'skip',
    settle: 'never',
  });
}

function slicesFor(cluster: Cluster, maximum?: number): readonly EndpointSlice[] {
  const found = cluster.get('Service', 'shop/web');
  if (found === undefined) throw new Error('no Service shop/web');
  return endpointSlices(cluster, found, maximum === undefined ? {} : { maxEndpointsPerSlice: maximum });
}

interface PodOptions {
  readonly addresses?: readonly string[];
  readonly phase?: string;
  readonly ready?: boolean;
  readonly metadata?: object;
  readonly spec?: object;
}

function pod(
  name: string,
  { addresses = ['10.1.0.1'], phase = 'Running', ready = true, ...more }: PodOptions = {},
): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', labels: { app: 'web' }, ...more.metadata },
    spec: { nodeName: 'node-a', containers: [{ name: 'main', image: 'app' }], ...more.spec },
    status: {
      phase,
      podIPs: addresses.map((ip) => ({ ip })),
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  };
}

function web(
  spec: ServiceSpecManifest & object = {},
  labels: Readonly<Record<string, string>> = {},
): unknown {
  const defaults = {
    clusterIP: '10.96.0.20',
    ipFamilies: ['IPv4'],
    selector: { app: 'web' },
    ports: [{ port: 80 }],
  } as const;
  return service('shop/web', { ...defaults, ...spec }, { labels });
}

const leaving = { deletionTimestamp: '2024-05-01T00:00:00Z' };
const ready = { ready: true, serving: true, terminating: false };

const named = (containerPort: number, more: object = {}): PodOptions => ({
  spec: {
    containers: [{ name: 'main', image: 'app', ports: [{ name: 'http', containerPort }] }],
    ...more,
  },
});

const many = (count: number): readonly unknown[] =>
  Array.from({ length: count }, (_, index) =>
    pod(`p${String(index).padStart(3, '0')}`, { addresses: [`10.2.0.${index}`] }),
  );

function withSlices(cluster: Cluster, slices: readonly EndpointSlice[]): Cluster {
  return cluster.apply(
    ...slices.map((slice) => ({
      ...slice,
      endpoints: slice.endpoints.map((endpoint) => ({ ...endpoint, hints: undefined })),
    })),
  );
}

describe('endpointSlices', () => {
  test('an endpoint is a pod with its address, node, zone and conditions', () => {
    expect(slicesFor(asGiven(web(), pod('web-1')))).toMatchObject([
      {
        metadata: { ownerReferences: [{ kind: 'Service', name: 'web', controller: true }] },
        addressType: 'IPv4',
        ports: [{ name: '', protocol: 'TCP', port: 80 }],
        endpoints: [
          {
            addresses: ['10.1.0.1'],
            conditions: ready,
            nodeName: 'node-a',
            zone: 'zone-1',
            targetRef: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
          },
        ],
      },
    ]);
  });

  test.each<readonly [string, object, PodOptions, object | undefined]>([
    [
      'a pod that is not ready is listed as such',
      {},
      { ready: false },
      { ...ready, ready: false, serving: false },
    ],
    [
      'with publishNotReadyAddresses it counts as ready',
      { publishNotReadyAddresses: true },
      { ready: false },
      { ...ready, serving: false },
    ],
    [
      'a pod that is being deleted serves but is not ready',
      {},
      { metadata: leaving },
      { ready: false, serving: true, terminating: true },
    ],
    [
      'with publishNotReadyAddresses it is ready to the last',
      { publishNotReadyAddresses: true },
      { metadata: leaving },
      { ready: true, serving: true, terminating: true },
    ],
    [
      'a pending pod with an address is listed',
      {},
      { phase: 'Pending', ready: false },
      { ...ready, ready: false, serving: false },
    ],
    ['a pod in an unknown phase is listed', {}, { phase: 'Unknown' }, ready],
    ['a pod that succeeded is not', {}, { phase: 'Succeeded' }, undefined],
    ['a pod that failed is not', {}, { phase: 'Failed' }, undefined],
    ['a pod without address is not', {}, { addresses: [] }, undefined],
    ['a pod without the label is not', {}, { metadata: { labels: { app: 'other' } } }, undefined],
    ['a pod of another namespace is not', {}, { metadata: { namespace: 'other' } }, undefined],
    ['a pod on a node that is not there is not', {}, { spec: { nodeName: 'gone' } }, undefined],
    [
      'unless addresses are published before they are ready',
      { publishNotReadyAddresses: true },
      { spec: { nodeName: 'gone' } },
      ready,
    ],
  ])('%s', (_, spec, options, conditions) => {
    const [slice] = slicesFor(asGiven(web(spec), pod('web-1', options)));
    expect(slice?.endpoints.map((endpoint) => endpoint.conditions)).toEqual(
      conditions === undefined ? [] : [conditions],
    );
  });

  test.each<readonly [string, object, string | undefined]>([
    ['a pod whose subdomain is the Service', { hostname: 'first', subdomain: 'web' }, 'first'],
    ['a pod of another subdomain', { hostname: 'first', subdomain: 'other' }, undefined],
    ['a pod without hostname', { subdomain: 'web' }, undefined],
  ])('%s has the hostname %s', (_, spec, hostname) => {
    expect(slicesFor(asGiven(web(), pod('web-1', { spec })))[0]?.endpoints[0]?.hostname).toBe(hostname);
  });

  test.each<readonly [string, object]>([
    ['a Service without selector', { selector: undefined }],
    ['a Service with an empty selector', { selector: {} }],
    ['an ExternalName', { type: 'ExternalName', externalName: 'a.example' }],
  ])('%s gets no slices', (_, spec) => {
    expect(slicesFor(asGiven(web(spec), pod('web-1')))).toEqual([]);
  });

  test('a Service without pods has one empty slice without ports', () => {
    expect(slicesFor(asGiven(web()))).toMatchObject([{ endpoints: [], ports: [] }]);
  });

  test('two pods with one address are two endpoints', () => {
    expect(slicesFor(asGiven(web(), pod('a'), pod('b')))[0]?.endpoints).toHaveLength(2);
  });

  test('each family of the Service has its slices, with the addresses of that family', () => {
    const both = pod('web-1', { addresses: ['10.1.0.1', 'fd00:0:0::1'] });
    const slices = slicesFor(asGiven(web({ ipFamilies: ['IPv6', 'IPv4'] }), both));
    expect(slices.map(({ addressType, endpoints }) => [addressType, endpoints[0]?.addresses])).toEqual([
      ['IPv6', ['fd00::1']],
      ['IPv4', ['10.1.0.1']],
    ]);
  });

  test('a headless Service is treated the same and marked; reserved labels are not taken over', () => {
    const labels = { team: 'shop', 'kubernetes.io/service-name': 'other' };
    const [slice] = slicesFor(asGiven(web({ clusterIP: 'None', ports: [] }, labels), pod('web-1')));
    expect(slice).toMatchObject({ ports: [], endpoints: [{}] });
    expect(slice?.metadata.labels).toEqual({
      team: 'shop',
      'kubernetes.io/service-name': 'web',
      'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      'service.kubernetes.io/headless': '',
    });
  });

  describe('target ports', () => {
    const toHttp = web({ ports: [{ port: 80, targetPort: 'http' }] });

    test('a name is looked up in the containers, and pods that differ split the slices', () => {
      const slices = slicesFor(
        asGiven(toHttp, pod('a', named(8080)), pod('b', named(9090)), pod('c', named(8080))),
      );
      expect(slices.map(({ ports, endpoints }) => [ports[0]?.port, endpoints.length])).toEqual([
        [8080, 2],
        [9090, 1],
      ]);
    });

    test.each<readonly [string, object, number | undefined]>([
      ['sidecars count', { restartPolicy: 'Always' }, 7070],
      ['other init containers do not', {}, undefined],
    ])('%s', (_, more, port) => {
      const initContainers = [
        { name: 'proxy', image: 'p', ports: [{ name: 'http', containerPort: 7070 }], ...more },
      ];
      const [slice] = slicesFor(asGiven(toHttp, pod('a', { spec: { initContainers } })));
      expect(slice?.ports.map((each) => each.port)).toEqual(port === undefined ? [] : [port]);
      expect(slice?.endpoints).toHaveLength(1);
    });

    test('the protocol has to be the same', () => {
      const udp = web({ ports: [{ port: 80, targetPort: 'http', protocol: 'UDP' }] });
      expect(slicesFor(asGiven(udp, pod('a', named(8080))))[0]?.ports).toEqual([]);
    });
  });

  describe('slices that are there', () => {
    test('hold a hundred endpoints each', () => {
      expect(slicesFor(asGiven(web(), ...many(150))).map((slice) => slice.endpoints.length)).toEqual([
        100, 50,
      ]);
    });

    test('come back as they are when they are right', () => {
      const cluster = asGiven(web(), ...many(5));
      const settled = withSlices(cluster, slicesFor(cluster));
      expect(slicesFor(settled)).toEqual(settled.list('EndpointSlice'));
      expect(slicesFor(settled)[0]).toBe(settled.list('EndpointSlice')[0]);
    });

    test('lose the pods that went and take up new ones, without a slice more', () => {
      const cluster = asGiven(web(), ...many(6));
      const settled = withSlices(cluster, slicesFor(cluster, 3));
      const changed = settled
        .delete({ kind: 'Pod', namespace: 'shop', name: 'p001' })
        .apply(pod('new', { addresses: ['10.3.0.1'] }));
      const slices = slicesFor(changed, 3);
      expect(slices.map((slice) => slice.metadata.name).sort()).toEqual(
        settled.list('EndpointSlice').map((slice) => slice.metadata.name),
      );
      expect(
        slices.flatMap((slice) => slice.endpoints.map((endpoint) => endpoint.targetRef?.name ?? '')).sort(),
      ).toEqual(['new', 'p000', 'p002', 'p003', 'p004', 'p005']);
    });

    test('fill the fullest that has room before another is made', () => {
      const cluster = asGiven(web(), ...many(5));
      const settled = withSlices(cluster, slicesFor(cluster, 3));
      const slices = slicesFor(settled.apply(pod('new', { addresses: ['10.3.0.1'] })), 3);
      expect(slices.map((slice) => slice.endpoints.length)).toEqual([3, 3]);
    });

    test('get the labels of the Service', () => {
      const cluster = asGiven(web(), pod('a'));
      const relabelled = withSlices(cluster, slicesFor(cluster)).apply(web({}, { team: 'shop' }));
      expect(slicesFor(relabelled)[0]?.metadata.labels).toMatchObject({ team: 'shop' });
    });
  });
});
