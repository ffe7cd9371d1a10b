import {
  cloud,
  createCluster,
  type Cluster,
  type Endpoint,
  type EndpointSlice,
  type Pod,
  type Service,
} from '@kubehop/core';
import {
  addressTypesOf,
  endpointSlices,
  mirroredSlices,
  servicesSelecting,
  targetPortOn,
  wantsTopologyHints,
  zoneCapacity,
} from '@kubehop/core/components';
import type { Adapter, Answer, Question } from '../adapter.js';
import type { EndpointsCase, HintCounts } from './endpoints-case.js';
import { endpointQuestion } from './expected-slices.js';
import { generatedPods } from './generated-pods.js';

/** Which EndpointSlices the control plane writes. */
export const endpointsAdapter: Adapter = {
  suites: ['endpoints'],
  situation: ['generatePods', 'allReady', 'maxEndpointsPerSlice', 'endpointsOf'],
  facts: ['featureGates'],
  ordered: ['sliceSizes'],
  settings({ content }) {
    const endpointsCase = content as unknown as EndpointsCase;
    const world = worldOf(endpointsCase);
    const alone = Object.entries(answers).map(([key, answer]): [string, Question] => [
      key,
      { reads: [], ask: () => answer(world) },
    ]);
    return [
      {
        questions: { ...Object.fromEntries(alone), endpoints: endpointQuestion(endpointsCase, world.slices) },
      },
    ];
  },
};

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
  const options = maxEndpointsPerSlice === undefined ? {} : { maxEndpointsPerSlice };
  const slices = [
    ...(service === undefined ? [] : endpointSlices(cluster, service, options)),
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

const answers: Readonly<Record<string, (world: World) => Answer>> = {
  members: ({ endpoints }) => ({
    members: endpoints.map(({ targetRef }) => `${targetRef?.namespace}/${targetRef?.name}`),
  }),
  addressTypes: ({ service }) => ({ addressTypes: service && addressTypesOf(service) }),
  hostname: ({ endpoints }) => ({ hostname: endpoints[0]?.hostname ?? null }),
  services: ({ cluster, pod }) => ({ services: pod === undefined ? [] : selectingNames(cluster, pod) }),
  sliceLabels: ({ slices }) => ({ ...slices[0]?.metadata.labels }),
  sliceSizes: ({ slices }) => ({ sliceSizes: slices.map(({ endpoints }) => endpoints.length) }),
  slicePorts: ({ slices }) => ({ slicePorts: slices.map(({ ports }) => ports) }),
  targetPort: ({ service, pod }) => ({ targetPort: targetPortOf(service, pod) }),
  topologyAwareHints: ({ service }) => ({ topologyAwareHints: service && wantsTopologyHints(service) }),
  zoneCPU: ({ cluster }) => zoneCpu(cluster),
  hintCounts: ({ endpoints }) => ({ ...hintCounts(endpoints) }),
  hintsByAddress: ({ endpoints }) =>
    Object.fromEntries(
      endpoints.map(({ addresses, hints }): [string, unknown] => [addresses[0] ?? '', hints?.forZones]),
    ),
};

function selectingNames(cluster: Cluster, { metadata }: Pod): readonly string[] {
  return [...servicesSelecting(cluster, metadata.namespace, metadata.labels)].map(
    (service) => service.metadata.name,
  );
}

function targetPortOf(service: Service | undefined, pod: Pod | undefined): number | null {
  const port = service?.spec.ports[0];
  return pod === undefined || port === undefined ? null : (targetPortOn(pod, port) ?? null);
}

function zoneCpu(cluster: Cluster): Answer {
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
