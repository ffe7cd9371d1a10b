import { isDeepStrictEqual } from 'node:util';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import {
  endpointSlices,
  addressTypesOf,
} from '../../../packages/core/src/control/endpoint-slice/endpoint-slices.js';
import { mirroredSlices } from '../../../packages/core/src/control/endpoint-slice/mirrored-slices.js';
import { servicesSelecting } from '../../../packages/core/src/control/endpoint-slice/selecting-services.js';
import { targetPortOn } from '../../../packages/core/src/control/endpoint-slice/target-port.js';
import { wantsTopologyHints } from '../../../packages/core/src/control/endpoint-slice/topology-hints.js';
import { zoneCapacity } from '../../../packages/core/src/control/endpoint-slice/zone-capacity.js';
import type { Endpoint, EndpointSlice } from '../../../packages/core/src/object/endpoint-slice.js';
import type { Pod } from '../../../packages/core/src/object/pod.js';
import type { Service } from '../../../packages/core/src/object/service.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import type {
  EndpointsCase,
  ExpectedEndpoint,
  ExpectedPort,
  ExpectedSlice,
  HintCounts,
} from './endpoints-case.js';
import { generatedPods } from './generated-pods.js';

/** One expectation of a case, and what the library says. */
export interface EndpointsResult {
  readonly id: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Keys of a case that expect nothing by themselves. */
const informational = new Set([
  'id',
  'title',
  'source',
  'notes',
  'derived',
  'cluster',
  'objects',
  'generatePods',
  'allReady',
  'maxEndpointsPerSlice',
  'endpointsOf',
]);

/** Runs every expectation of a case; one that the adapter does not know has no answer. */
export function runEndpointsCase(endpointsCase: EndpointsCase): readonly EndpointsResult[] {
  const world = worldOf(endpointsCase);
  return Object.entries(endpointsCase)
    .filter(([key]) => !informational.has(key))
    .map(([key, expected]): EndpointsResult => {
      const id = `${endpointsCase.id} ${key}`;
      if (key === 'endpoints') return { id, ...slicesResult(endpointsCase, world) };
      return { id, expected, actual: answers.get(key)?.(world) };
    });
}

/** Whether what is expected is so. */
export function agrees({ expected, actual }: EndpointsResult): boolean {
  return isDeepStrictEqual(expected, actual);
}

interface World {
  readonly cluster: Cluster;
  readonly service: Service | undefined;
  readonly pod: Pod | undefined;
  readonly slices: readonly EndpointSlice[];
  readonly endpoints: readonly Endpoint[];
}

function worldOf(endpointsCase: EndpointsCase): World {
  const { objects, cluster: facts, maxEndpointsPerSlice } = endpointsCase;
  const knowsSameZone = facts?.featureGates?.PreferSameTrafficDistribution ?? true;
  const cluster = createCluster(
    [...objects, ...impliedNodes(endpointsCase), ...generatedPods(endpointsCase)],
    {
      platform: cloud({ kubernetesMinor: knowsSameZone ? 34 : 33 }),
      admission: 'skip',
      settle: 'never',
    },
  );
  const [service] = cluster.list('Service');
  const slices = [
    ...(service === undefined
      ? []
      : endpointSlices(cluster, service, maxEndpointsPerSlice === undefined ? {} : { maxEndpointsPerSlice })),
    ...cluster.list('Endpoints').flatMap((endpoints) => mirroredSlices(cluster, endpoints)),
  ];
  return {
    cluster,
    service,
    slices,
    pod: cluster.list('Pod')[0],
    endpoints: slices.flatMap((slice) => slice.endpoints),
  };
}

/** Cases about the host name speak of a pod and a Service alone; its node is there. */
function impliedNodes({ objects, hostname }: EndpointsCase): readonly unknown[] {
  if (hostname === undefined) return [];
  const names = new Set(objects.flatMap(({ spec }) => spec?.nodeName ?? []));
  return [...names].map((name) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } }));
}

const answers: ReadonlyMap<string, (world: World) => unknown> = new Map<string, (world: World) => unknown>([
  [
    'members',
    ({ endpoints }) => endpoints.map(({ targetRef }) => `${targetRef?.namespace}/${targetRef?.name}`),
  ],
  ['addressTypes', ({ service }) => service && addressTypesOf(service)],
  ['hostname', ({ endpoints }) => endpoints[0]?.hostname ?? null],
  ['services', ({ cluster, pod }) => (pod === undefined ? [] : selectingNames(cluster, pod))],
  ['sliceLabels', ({ slices }) => slices[0]?.metadata.labels],
  ['sliceSizes', ({ slices }) => slices.map(({ endpoints }) => endpoints.length)],
  ['slicePorts', ({ slices }) => slices.map(({ ports }) => ports)],
  ['targetPort', ({ service, pod }) => targetPortOf(service, pod)],
  ['topologyAwareHints', ({ service }) => service && wantsTopologyHints(service)],
  ['zoneCPU', ({ cluster }) => zoneCpu(cluster)],
  ['hintCounts', ({ endpoints }) => hintCounts(endpoints)],
  ['hintsByAddress', ({ endpoints }) => hintsByAddress(endpoints)],
]);

function selectingNames(cluster: Cluster, { metadata }: Pod): readonly string[] {
  return [...servicesSelecting(cluster, metadata.namespace, metadata.labels)].map(
    (service) => service.metadata.name,
  );
}

function targetPortOf(service: Service | undefined, pod: Pod | undefined): number | null {
  const port = service?.spec.ports[0];
  return pod === undefined || port === undefined ? null : (targetPortOn(pod, port) ?? null);
}

function zoneCpu(cluster: Cluster): unknown {
  const ratios = zoneCapacity(cluster.list('Node'));
  return {
    sufficient: ratios !== undefined,
    ratios: ratios === undefined ? null : Object.fromEntries(ratios),
  };
}

function hintCounts(endpoints: readonly Endpoint[]): HintCounts {
  const zones = endpoints.flatMap(({ hints }) => hints?.forZones ?? []);
  const nodes = endpoints.flatMap(({ hints }) => hints?.forNodes ?? []);
  return {
    byZone: counted(zones),
    ...(nodes.length > 0 && { byNode: counted(nodes) }),
    unhinted: endpoints.filter(({ hints }) => hints === undefined).length,
    crossZone: endpoints.filter(({ hints, zone }) => hints?.forZones.some((hint) => hint !== zone)).length,
  };
}

function counted(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function hintsByAddress(endpoints: readonly Endpoint[]): unknown {
  return Object.fromEntries(endpoints.map(({ addresses, hints }) => [addresses[0], hints?.forZones]));
}

/** The slices that are expected and those that are there, each as a text that leaves out what is left open. */
function slicesResult(
  { endpoints: expected = [], endpointsOf }: EndpointsCase,
  { slices, endpoints }: World,
): Pick<EndpointsResult, 'expected' | 'actual'> {
  if (endpointsOf !== undefined) {
    const all = expected.flatMap((slice) => slice.endpoints ?? []);
    return { expected: all.map(expectedText).sort(), actual: endpoints.map(endpointText).sort() };
  }
  return {
    expected: expected.map(expectedSliceText).sort(),
    actual: slices.map((slice) => sliceText(slice, likest(slice, expected))).sort(),
  };
}

/** The expectation that says what is left open in a slice: the one of its family. */
function likest(slice: EndpointSlice, expected: readonly ExpectedSlice[]): ExpectedSlice | undefined {
  return expected.find(({ addressType }) => addressType === slice.addressType);
}

function expectedSliceText({ addressType, ports, labels, endpoints = [] }: ExpectedSlice): string {
  return text(
    addressType,
    ports?.map(portText).sort(),
    labels && labelText(labels),
    endpoints.map(expectedText).sort(),
  );
}

function sliceText(slice: EndpointSlice, expected: ExpectedSlice | undefined): string {
  return text(
    slice.addressType,
    expected?.ports && slice.ports.map(portText).sort(),
    expected?.labels && labelText(slice.metadata.labels),
    slice.endpoints.map(endpointText).sort(),
  );
}

function labelText(labels: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort();
}

function portText({ name, protocol, port, appProtocol }: ExpectedPort): string {
  return text(name ?? '', protocol, port, appProtocol);
}

function expectedText({ hints, ...endpoint }: ExpectedEndpoint): string {
  return memberText(endpoint, namesIn(hints?.forZones), namesIn(hints?.forNodes));
}

function namesIn(list: readonly { readonly name: string }[] = []): readonly string[] {
  return list.map(({ name }) => name);
}

function endpointText({ hints, ...endpoint }: Endpoint): string {
  return memberText(endpoint, hints?.forZones ?? [], hints?.forNodes ?? []);
}

function memberText(
  { addresses, conditions = {}, hostname, nodeName, zone, targetRef }: Omit<ExpectedEndpoint, 'hints'>,
  zones: readonly string[],
  nodes: readonly string[],
): string {
  const { ready, serving, terminating } = conditions;
  return text(
    addresses,
    ready,
    serving,
    terminating,
    hostname,
    nodeName,
    zone,
    targetRef?.name,
    zones,
    nodes,
  );
}

/** Values in a row. */
function text(...values: readonly unknown[]): string {
  return JSON.stringify(values.map((value) => value ?? null));
}
