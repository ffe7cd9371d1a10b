import type { Cluster, Hop, ObjectReference } from '@kubehop/core';
import { isReady } from '@kubehop/core/engine';

/** The component that sent a request to where it failed. */
export interface Sender {
  readonly name: string;
  /** Whether it would send it elsewhere if it knew what the API server knew at that moment. */
  readonly isBehind: boolean;
}

/**
 * The last component that chose where the request goes.
 *
 * @param truth the cluster as the API server had it when that was decided
 */
export function senderOf(hops: readonly Hop[], truth: Cluster): Sender | undefined {
  const index = hops.findLastIndex(chooses);
  const hop = hops[index];
  const sentTo = hops[index + 1]?.packet.destination.address;
  switch (hop?.stage) {
    case 'service': {
      const name = `kube-proxy on ${hop.node}`;
      if (hop.endpoint !== undefined) return chosenBy(name, truth, hop.service, hop.endpoint.address);
      const before = hops.slice(0, index);
      const isMisled = hop.policy === 'Local' && !hasEndpointOn(truth, hop.service, hop.node);
      // A node without endpoints of its own gets nothing once a balancer has noticed.
      const balancer = isMisled ? before.findLast(({ stage }) => stage === 'load-balancer') : undefined;
      if (balancer?.stage === 'load-balancer') return { name: nameOfBalancer(balancer), isBehind: true };
      const knows = hop.policy === 'Local' ? isMisled : !hasEndpoint(truth, hop.service);
      return { name, isBehind: !knows };
    }
    case 'ingress': {
      const name =
        hop.place.kind === 'pod' ? `${hop.place.namespace}/${hop.place.name}` : 'ingress controller';
      const service = hop.backend?.service;
      if (service === undefined) return { name, isBehind: false };
      return sentTo === undefined
        ? { name, isBehind: hasEndpoint(truth, service) }
        : chosenBy(name, truth, service, sentTo);
    }
    case 'load-balancer': {
      const target = hop.targets.find((each) => each.name === hop.target);
      const isBehind = target !== undefined && !isTakingRequests(truth, target);
      return { name: nameOfBalancer(hop), isBehind };
    }
    case 'dns':
      return {
        name: `DNS server ${nameOf(hop.place)}`,
        isBehind: sentTo !== undefined && !isKnownAddress(truth, sentTo),
      };
    default:
      return undefined;
  }
}

function chooses({ stage }: Hop): boolean {
  return stage === 'service' || stage === 'ingress' || stage === 'load-balancer' || stage === 'dns';
}

function nameOf(place: Hop['place']): string {
  return 'name' in place ? place.name : place.kind;
}

function nameOfBalancer({ loadBalancer }: Extract<Hop, { stage: 'load-balancer' }>): string {
  return `load balancer ${loadBalancer}`;
}

type Endpoints = ReturnType<Cluster['slicesOf']>[number]['endpoints'];

function endpointsOf(truth: Cluster, service: ObjectReference): Endpoints {
  return truth.slicesOf(`${service.namespace ?? ''}/${service.name}`).flatMap(({ endpoints }) => endpoints);
}

/** Who is behind where an endpoint was chosen: the component itself, or who writes the EndpointSlices that it reads. */
function chosenBy(name: string, truth: Cluster, service: ObjectReference, address: string): Sender {
  if (!takesRequests(truth, service, address)) return { name, isBehind: true };
  return isOutdated(truth, service, address)
    ? { name: 'EndpointSlice controller', isBehind: true }
    : { name, isBehind: false };
}

/** Whether the pod of an endpoint that is listed as ready is gone, or is not ready any more. */
function isOutdated(truth: Cluster, service: ObjectReference, address: string): boolean {
  const { publishNotReadyAddresses = false } =
    truth.get('Service', `${service.namespace ?? ''}/${service.name}`)?.spec ?? {};
  return endpointsOf(truth, service).some(({ addresses, conditions, targetRef }) => {
    if (!addresses.includes(address) || targetRef?.kind !== 'Pod' || conditions.ready === false) return false;
    const pod = truth.get('Pod', `${targetRef.namespace ?? ''}/${targetRef.name}`);
    if (pod === undefined) return true;
    return !publishNotReadyAddresses && (pod.metadata.deletionTimestamp !== undefined || !isReady(pod));
  });
}

/** Whether requests for a Service may go to an address; to an endpoint that ends only where none is ready. */
function takesRequests(truth: Cluster, service: ObjectReference, address: string): boolean {
  const endpoints = endpointsOf(truth, service);
  const found = endpoints.filter(({ addresses }) => addresses.includes(address));
  // The address of a Service that a proxy relies on is nobody's endpoint.
  if (found.length === 0) return truth.servicesByAddress(address).length > 0;
  if (found.some(({ conditions }) => conditions.ready !== false)) return true;
  return !hasEndpoint(truth, service) && found.some(({ conditions }) => conditions.serving !== false);
}

function hasEndpoint(truth: Cluster, service: ObjectReference): boolean {
  return endpointsOf(truth, service).some(({ conditions }) => conditions.ready !== false);
}

function hasEndpointOn(truth: Cluster, service: ObjectReference, node: string): boolean {
  return endpointsOf(truth, service).some(
    ({ nodeName, conditions }) => nodeName === node && conditions.ready !== false,
  );
}

type Target = Extract<Hop, { stage: 'load-balancer' }>['targets'][number];

/** Whether a node, or a pod where pods are the targets, is there and ready. */
function isTakingRequests(truth: Cluster, { name, node, address }: Target): boolean {
  if (name !== node) return isKnownAddress(truth, address);
  const ready = truth.get('Node', node)?.status.conditions.find(({ type }) => type === 'Ready');
  return truth.get('Node', node) !== undefined && ready?.status !== 'False' && ready?.status !== 'Unknown';
}

/** Whether a pod holds the address, and is ready as some Service sees it; or a Service does. */
function isKnownAddress(truth: Cluster, address: string): boolean {
  if (truth.servicesByAddress(address).length > 0) return true;
  const pod = truth.podByAddress(address);
  if (pod === undefined) return false;
  const slices = truth
    .list('EndpointSlice', pod.metadata.namespace)
    .filter(({ endpoints }) => endpoints.some(({ targetRef }) => targetRef?.name === pod.metadata.name));
  return (
    slices.length === 0 ||
    slices.some(({ endpoints }) =>
      endpoints.some(
        ({ targetRef, conditions }) => targetRef?.name === pod.metadata.name && conditions.ready !== false,
      ),
    )
  );
}
