import { bareMetal, createCluster, type Cluster, type IPFamily, type ProxySettings } from '@kubehop/core';
import { conditions, endpointSlice, type EndpointManifest } from '../../objects/endpoint-slice.js';
import { node } from '../../objects/node.js';
import { pod } from '../../objects/pod.js';
import { service, type ServiceManifest, type ServiceSpecManifest } from '../../objects/service.js';
import * as fc from 'fast-check';
import { addresses, hostPods, listenPort, nodeNames, pods, type Addresses, type PodPlace } from './place.js';

/** A small cluster on the testbed, in numbers and words. */
export interface World {
  readonly family: IPFamily;
  readonly kubernetesMinor: number;
  readonly zones: readonly string[];
  readonly knowsServiceRange: boolean;
  readonly proxy: Omit<ProxySettings, 'mode' | 'nodePortAddresses'> & { readonly nodePortsOn: NodePortsOn };
  readonly services: readonly WrittenService[];
}

/** Which addresses of a node serve node ports. */
type NodePortsOn = 'default' | 'first' | 'other' | 'loopback and first' | 'everything';

interface WrittenService {
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  readonly hasUdpPort: boolean;
  readonly externalIP: 'none' | 'own' | 'address of node-b';
  readonly ipMode: 'VIP' | 'Proxy';
  /** The load balancer address is the external IP as well. */
  readonly sharesAddress: boolean;
  readonly sourceRanges: readonly ('clients' | 'node-a' | 'pods of node-a' | 'everybody')[];
  readonly externalTrafficPolicy: 'Cluster' | 'Local';
  readonly internalTrafficPolicy: 'Cluster' | 'Local';
  readonly hasAffinity: boolean;
  /** By the number of the pod: those with a network of their own first. */
  readonly endpoints: readonly WrittenEndpoint[];
  readonly hasHints: boolean;
  /** Its endpoints name a port that nobody listens on. */
  readonly isMisdirected: boolean;
}

interface WrittenEndpoint {
  readonly pod: number;
  readonly state: keyof typeof conditions;
  readonly zone: string;
  readonly hintedNode: number | undefined;
}

/** Every pod: those with a network of their own first. */
export const allPods: readonly PodPlace[] = [...pods, ...hostPods];

const policy = fc.constantFrom('Cluster', 'Local');
const zone = fc.constantFrom('zone-1', 'zone-2');

const numbers = [...allPods.keys()];

const endpoints: fc.Arbitrary<readonly WrittenEndpoint[]> = fc
  .oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 9, arbitrary: fc.subarray(numbers, { minLength: 1, maxLength: 4 }) },
  )
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map((number) =>
        fc.record({
          pod: fc.constant(number),
          state: fc.oneof(
            { weight: 4, arbitrary: fc.constant('ready' as const) },
            { weight: 1, arbitrary: fc.constantFrom('notReady', 'terminating', 'gone') },
          ),
          zone,
          hintedNode: fc.option(fc.nat({ max: nodeNames.length - 1 }), { nil: undefined, freq: 4 }),
        }),
      ),
    ),
  );

const writtenService: fc.Arbitrary<WrittenService> = fc.record({
  type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer', 'LoadBalancer'),
  hasUdpPort: fc.boolean(),
  externalIP: fc.constantFrom('none', 'none', 'own', 'address of node-b'),
  ipMode: fc.constantFrom('VIP', 'VIP', 'VIP', 'Proxy'),
  sharesAddress: oneIn(6),
  sourceRanges: fc.oneof(
    fc.constant<WrittenService['sourceRanges']>([]),
    fc.subarray(['clients', 'node-a', 'pods of node-a', 'everybody'] as const, {
      minLength: 1,
      maxLength: 2,
    }),
  ),
  externalTrafficPolicy: policy,
  internalTrafficPolicy: policy,
  hasAffinity: oneIn(4),
  endpoints,
  hasHints: oneIn(3),
  isMisdirected: oneIn(10),
});

/** Clusters in which every rule of the service proxy has its turn. */
export const anyWorld: fc.Arbitrary<World> = fc.record({
  family: fc.constantFrom('IPv4', 'IPv4', 'IPv6'),
  kubernetesMinor: fc.constantFrom(32, 34, 35),
  zones: fc.tuple(zone, zone, zone),
  knowsServiceRange: fc.boolean(),
  proxy: fc.record({
    masqueradeAll: oneIn(8),
    detectLocal: fc.constantFrom('ClusterCIDR', 'ClusterCIDR', 'NodeCIDR', 'InterfaceNamePrefix', 'none'),
    nodePortsOn: fc.constantFrom('default', 'default', 'first', 'other', 'loopback and first', 'everything'),
    localhostNodePorts: fc.boolean(),
  }),
  services: fc.array(writtenService, { minLength: 1, maxLength: 3 }),
});

function oneIn(count: number): fc.Arbitrary<boolean> {
  return fc.nat({ max: count - 1 }).map((drawn) => drawn === count - 1);
}

/** The cluster that a world stands for. Namespaces are told apart by a number, so that nothing is remembered of others. */
export function clusterOf(world: World, mode: ProxySettings['mode'], number: number): Cluster {
  const places = addresses[world.family];
  const { nodePortsOn, ...proxy } = world.proxy;
  const platform = bareMetal({
    kubernetesMinor: world.kubernetesMinor,
    podCIDRs: [places.podRange],
    proxy: { ...proxy, mode, nodePortAddresses: nodePortAddresses(places, nodePortsOn) },
  });
  return createCluster(objectsOf(world, places, `run-${number}`), {
    platform: {
      ...platform,
      serviceCIDRs: world.knowsServiceRange ? [places.serviceRange] : [],
      // The testbed has no network plugin that would translate what leaves the cluster.
      egressNat: false,
    },
    admission: 'skip',
    settle: 'never',
  });
}

function nodePortAddresses(places: Addresses, on: NodePortsOn): readonly string[] | null {
  switch (on) {
    case 'default':
      return null;
    case 'first':
      return [places.nodesRange];
    case 'other':
      return [places.nodesTooRange];
    case 'loopback and first':
      return [places.loopbackRange, places.nodesRange];
    case 'everything':
      return [places.everything];
    default:
      return on satisfies never;
  }
}

function objectsOf(world: World, places: Addresses, namespace: string): readonly unknown[] {
  return [
    ...nodeNames.map((name, index) =>
      node(name, [places.nodes[index] ?? '', places.nodesToo[index] ?? ''], {
        zone: world.zones[index] ?? '',
        podCIDRs: [places.nodePodRanges[index] ?? ''],
      }),
    ),
    ...allPods.map((_, index) => podManifest(index, places)),
    ...world.services.flatMap((written, index) => {
      const key = `${namespace}/service-${index}`;
      return [serviceManifest(key, written, index, places), ...slicesOf(key, written, places)];
    }),
  ];
}

/** The address of a pod: its own, or that of its node. */
export function podAddress(places: Addresses, index: number): string {
  const place = allPods[index];
  return (place?.hostNetwork === true ? places.nodes[place.node] : places.pods[index]) ?? '';
}

function podManifest(index: number, places: Addresses): unknown {
  const { name, node: on, hostNetwork } = allPods[index] ?? { name: '', node: 0, hostNetwork: false };
  const containerPort = hostNetwork ? listenPort.host : listenPort.pod;
  const manifest = pod(
    `pods/${name}`,
    {},
    {
      address: podAddress(places, index),
      nodeName: nodeNames[on] ?? '',
      ports: [
        { containerPort, protocol: 'TCP' },
        { containerPort, protocol: 'UDP' },
      ],
    },
  );
  return { ...manifest, spec: { ...manifest.spec, hostNetwork } };
}

/** The node ports of a Service: TCP and UDP. */
export function nodePortsOf(index: number): { readonly web: number; readonly dns: number } {
  return { web: 30080 + index, dns: 30053 + index };
}

function serviceManifest(
  key: string,
  written: WrittenService,
  index: number,
  places: Addresses,
): ServiceManifest {
  const { web, dns } = nodePortsOf(index);
  const hasNodePort = written.type !== 'ClusterIP';
  const externalIP = externalIPOf(written, index, places);
  const spec: ServiceSpecManifest = {
    type: written.type,
    clusterIP: places.clusterIPs[index] ?? '',
    ports: [
      { name: 'web', port: 80, ...(hasNodePort ? { nodePort: web } : {}) },
      ...(written.hasUdpPort
        ? [{ name: 'dns', port: 53, protocol: 'UDP' as const, ...(hasNodePort ? { nodePort: dns } : {}) }]
        : []),
    ],
    externalIPs: externalIP === undefined ? [] : [externalIP],
    externalTrafficPolicy: written.externalTrafficPolicy,
    internalTrafficPolicy: written.internalTrafficPolicy,
    loadBalancerSourceRanges: written.sourceRanges.map((range) => rangeOf(range, places)),
    ...(written.hasAffinity
      ? { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } } }
      : {}),
  };
  const balancerIP = balancerIPOf(written, index, places);
  return service(
    key,
    spec,
    balancerIP === undefined ? {} : { ingress: [{ ip: balancerIP, ipMode: written.ipMode }] },
  );
}

/** The external IP of a Service. Only the first may hold one of node-b: two could not hold the same. */
export function externalIPOf(
  { externalIP }: WrittenService,
  index: number,
  places: Addresses,
): string | undefined {
  if (externalIP === 'none') return undefined;
  return externalIP === 'address of node-b' && index === 0 ? places.nodesToo[1] : places.externalIPs[index];
}

/** The load balancer address of a Service. */
export function balancerIPOf(written: WrittenService, index: number, places: Addresses): string | undefined {
  if (written.type !== 'LoadBalancer') return undefined;
  const shared = written.sharesAddress ? externalIPOf(written, index, places) : undefined;
  return shared ?? places.balancerIPs[index];
}

function rangeOf(range: WrittenService['sourceRanges'][number], places: Addresses): string {
  switch (range) {
    case 'clients':
      return places.clientsRange;
    case 'node-a':
      return `${places.nodes[0] ?? ''}/${places.family === 'IPv4' ? 32 : 128}`;
    case 'pods of node-a':
      return places.nodePodRanges[0] ?? '';
    case 'everybody':
      return places.everything;
    default:
      return range satisfies never;
  }
}

/** Pods with a network of their own and those without listen on different ports: a slice for each. */
function slicesOf(key: string, written: WrittenService, places: Addresses): readonly unknown[] {
  return ([false, true] as const).map((hostNetwork) => {
    const listening = hostNetwork ? listenPort.host : listenPort.pod;
    const port = written.isMisdirected ? listening + 1 : listening;
    const ofKind = written.endpoints.filter(
      ({ pod: number }) => (allPods[number]?.hostNetwork ?? false) === hostNetwork,
    );
    return endpointSlice(
      key,
      ofKind.map((endpoint) => endpointManifest(endpoint, written.hasHints, places)),
      {
        name: `${key.split('/')[1] ?? ''}-${hostNetwork ? 'host' : 'pod'}`,
        addressType: places.family,
        ports: [
          { name: 'web', port },
          { name: 'dns', port, protocol: 'UDP' },
        ],
      },
    );
  });
}

function endpointManifest(
  { pod: number, state, zone: hintedZone, hintedNode }: WrittenEndpoint,
  hasHints: boolean,
  places: Addresses,
): EndpointManifest {
  const hintedName = hintedNode === undefined ? undefined : nodeNames[hintedNode];
  return {
    addresses: [podAddress(places, number)],
    nodeName: nodeNames[allPods[number]?.node ?? 0] ?? '',
    conditions: conditions[state],
    ...(hasHints
      ? {
          hints: {
            forZones: [{ name: hintedZone }],
            ...(hintedName === undefined ? {} : { forNodes: [{ name: hintedName }] }),
          },
        }
      : {}),
  };
}
