import type { Origin } from '@kubehop/core';
import * as fc from 'fast-check';
import { addresses, nodeNames, pods, type Addresses } from './place.js';
import { allPods, balancerIPOf, externalIPOf, nodePortsOf, podAddress, type World } from './world.js';

/** Who asks what, in numbers: of a pod or node, of a Service. */
export interface Probe {
  readonly from: { readonly kind: 'pod' | 'node' | 'client'; readonly number: number };
  readonly service: number;
  /** Where the Service has no UDP port, its TCP port is asked. */
  readonly protocol: 'TCP' | 'UDP';
  readonly to: (typeof destinations)[number];
  /** The node or pod asked, where one is. */
  readonly number: number;
}

const destinations = [
  'cluster IP',
  'external IP',
  'load balancer',
  'node port',
  'node port on the other address',
  'node port on loopback',
  'another port of the cluster IP',
  'another port of the load balancer',
  'an address that no Service has',
  'pod',
  'a closed port of a node',
] as const;

/** Most questions lead to Services. */
const destination = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...destinations.slice(0, 4)) },
  { weight: 1, arbitrary: fc.constantFrom(...destinations.slice(4)) },
);

/** Questions of all kinds. */
export const anyProbe: fc.Arbitrary<Probe> = fc.record({
  from: fc.oneof(
    fc.record({ kind: fc.constant('pod' as const), number: fc.nat({ max: pods.length - 1 }) }),
    fc.record({ kind: fc.constantFrom('node', 'client'), number: fc.nat({ max: nodeNames.length - 1 }) }),
  ),
  service: fc.nat({ max: 2 }),
  protocol: fc.constantFrom('TCP', 'TCP', 'UDP'),
  to: destination,
  number: fc.nat({ max: allPods.length - 1 }),
});

/** A probe in a world: where it comes from, and what it asks. */
export interface Asked {
  readonly origin: Origin;
  readonly from: Probe['from'];
  readonly protocol: Probe['protocol'];
  readonly address: string;
  readonly port: number;
}

/** What a probe asks in a world; undefined where there is no such thing, or nobody could ask it so. */
export function askedIn(world: World, { from, service, to, number, ...probe }: Probe): Asked | undefined {
  const places = addresses[world.family];
  const index = service % world.services.length;
  const written = world.services[index];
  if (written === undefined) return undefined;
  const protocol = written.hasUdpPort ? probe.protocol : 'TCP';
  const port = protocol === 'TCP' ? 80 : 53;
  const nodePorts = nodePortsOf(index);
  const nodePort = protocol === 'TCP' ? nodePorts.web : nodePorts.dns;
  const ask = (address: string | undefined, asked: number): Asked | undefined =>
    address === undefined
      ? undefined
      : { origin: originOf(places, from, address), from, protocol, address, port: asked };
  const node = number % nodeNames.length;
  switch (to) {
    case 'cluster IP':
      return ask(places.clusterIPs[index], port);
    case 'external IP':
      return ask(externalIPOf(written, index, places), port);
    case 'load balancer':
      return ask(balancerIPOf(written, index, places), port);
    case 'node port':
      return ask(places.nodes[node], nodePort);
    case 'node port on the other address':
      return ask(places.nodesToo[node], nodePort);
    case 'node port on loopback':
      return from.kind === 'node' ? ask(places.loopback, nodePort) : undefined;
    case 'another port of the cluster IP':
      return ask(places.clusterIPs[index], port + 1);
    case 'another port of the load balancer':
      return ask(balancerIPOf(written, index, places), port + 1);
    case 'an address that no Service has':
      return ask(places.unallocated, port);
    case 'pod':
      // A pod that asks its own address does not leave its network.
      return from.kind === 'pod' && from.number === number
        ? undefined
        : ask(podAddress(places, number), allPods[number]?.hostNetwork === true ? 9090 : 8080);
    case 'a closed port of a node':
      return ask(places.nodes[node], 81);
    default:
      return to satisfies never;
  }
}

function originOf(places: Addresses, { kind, number }: Probe['from'], to: string): Origin {
  const node = nodeNames[number] ?? '';
  switch (kind) {
    case 'pod':
      return { kind: 'pod', namespace: 'pods', name: pods[number]?.name ?? '' };
    case 'node':
      return { kind: 'node', node };
    case 'client':
      return { kind: 'address', address: places.clients[number] ?? '', node: homeOf(places, to) ?? node };
    default:
      return kind satisfies never;
  }
}

/** The node that holds the address, or the pod with the address. */
function homeOf(places: Addresses, address: string): string | undefined {
  const node = [places.nodes, places.nodesToo].map((ips) => ips.indexOf(address)).find((index) => index >= 0);
  const pod = pods[places.pods.indexOf(address)];
  return nodeNames[node ?? pod?.node ?? -1];
}
