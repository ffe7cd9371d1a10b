import type { EndpointManifest } from '../../objects/endpoint-slice.js';
import type { ServiceManifest } from '../../objects/service.js';
import { interfaces, type Probe, type World } from './world.js';

/** What becomes of a packet: a verdict, or the endpoints with a star where the packet is masqueraded. */
export type Fate = string;

interface Entry {
  readonly address: string;
  readonly isHere: boolean;
  readonly state: 'ready' | 'leaving' | 'unusable';
  readonly zones: readonly string[];
  readonly nodes: readonly string[];
}

type Port = NonNullable<ServiceManifest['spec']['ports']>[number];

/** kube-proxy of node-a as one looks at its rules: read top to bottom for one packet, nothing remembered, nothing shared. */
export function naiveFate(world: World, probe: Probe): Fate {
  const { from, to, port, protocol } = probe;
  const isNft = world.mode === 'nftables';

  const matches = (service: ServiceManifest, kind: 'cluster' | 'external' | 'balancer'): Port[] => {
    const { clusterIP, externalIPs = [], ports = [] } = service.spec;
    const ips = { cluster: [clusterIP], external: externalIPs, balancer: vipsOf(service) }[kind];
    return ips.includes(to) ? ports.filter((p) => p.port === port && (p.protocol ?? 'TCP') === protocol) : [];
  };

  if (isNft) {
    for (const service of world.services) {
      if (matches(service, 'balancer').length > 0 && !letsIn(service, from)) return 'drop';
    }
  }
  for (const kind of ['cluster', 'external', 'balancer'] as const) {
    for (const service of world.services) {
      for (const p of matches(service, kind)) {
        const all = entries(world, service, p);
        if (all.every(({ state }) => state === 'unusable')) {
          const isUnseen = !isNft && kind !== 'cluster' && isNode(from) && !isNode(to);
          return isUnseen ? 'accept' : 'reject';
        }
        if (kind === 'balancer' && !letsIn(service, from)) return 'drop';
        return kind === 'cluster'
          ? internal(world, service, all, probe)
          : external(world, service, all, probe);
      }
    }
  }
  if (isNode(to)) {
    for (const service of world.services) {
      for (const p of service.spec.ports ?? []) {
        if (p.nodePort !== port || (p.protocol ?? 'TCP') !== protocol) continue;
        const all = entries(world, service, p);
        const isServed = servesNodePort(world, to);
        if (!isServed && isNft) return 'accept';
        if (all.every(({ state }) => state === 'unusable')) return 'reject';
        if (isServed) return external(world, service, all, probe);
        if (service.spec.externalTrafficPolicy === 'Local' && locals(all).length === 0) return 'drop';
        return closedLoopback(world, probe) ? 'drop' : 'accept';
      }
    }
    return !isNft && closedLoopback(world, probe) ? 'drop' : 'accept';
  }
  if (isNft && world.services.some(({ spec }) => spec.clusterIP === to)) return 'reject';
  return isNft && to.startsWith('172.30.') ? 'drop' : 'accept';
}

function isNode(ip: string): boolean {
  return interfaces.includes(ip) || ip.startsWith('127.');
}

function vipsOf({ status }: ServiceManifest): readonly string[] {
  return (status?.loadBalancer.ingress ?? []).flatMap(({ ip }) => ip ?? []);
}

function letsIn({ spec }: ServiceManifest, from: string): boolean {
  const ranges = (spec.loadBalancerSourceRanges ?? []).filter((range) => !range.includes(':'));
  return ranges.length === 0 || ranges.some((range) => from.startsWith(range.replace(/\.0\/24$/, '.')));
}

/** Every address of these worlds that node ports may be asked at. */
function servesNodePort({ mode, nodePortAddresses, localhostNodePorts }: World, to: string): boolean {
  const wanted = nodePortAddresses?.map((range) => range.replace(/(\.0)+\/\d+$/, '.'));
  const isWanted = (ip: string): boolean => wanted?.some((prefix) => ip.startsWith(prefix)) ?? true;
  if (to.startsWith('127.')) return mode === 'iptables' && localhostNodePorts && isWanted('127.0.0.1');
  return wanted === undefined && mode === 'nftables' ? to === interfaces[0] : isWanted(to);
}

function closedLoopback({ nodePortAddresses, localhostNodePorts }: World, { from, to }: Probe): boolean {
  const isIncluded = nodePortAddresses === null || nodePortAddresses.includes('127.0.0.0/8');
  return localhostNodePorts && isIncluded && to.startsWith('127.') && !from.startsWith('127.');
}

function entries({ slices }: World, { metadata }: ServiceManifest, port: Port): Entry[] {
  return slices
    .filter((slice) => slice.metadata.labels['kubernetes.io/service-name'] === metadata.name)
    .filter(
      ({ ports: [first] }) =>
        first?.name === (port.name ?? '') && first.protocol === (port.protocol ?? 'TCP'),
    )
    .flatMap((slice) => slice.endpoints.map(entry));
}

function entry({ addresses, nodeName, conditions = {}, hints }: EndpointManifest): Entry {
  const { ready = true, serving = true, terminating = false } = conditions;
  return {
    address: addresses[0] ?? '',
    isHere: nodeName === 'node-a',
    state: ready ? 'ready' : serving && terminating ? 'leaving' : 'unusable',
    zones: (hints?.forZones ?? []).map(({ name }) => name),
    nodes: (hints?.forNodes ?? []).map(({ name }) => name),
  };
}

function best(all: readonly Entry[]): Entry[] {
  const ready = all.filter(({ state }) => state === 'ready');
  return ready.length > 0 ? ready : all.filter(({ state }) => state === 'leaving');
}

function locals(all: readonly Entry[]): Entry[] {
  return best(all.filter(({ isHere }) => isHere));
}

function anywhere(all: readonly Entry[], zone: string | undefined): Entry[] {
  const usable = best(all);
  if (usable.some(({ state }) => state === 'leaving')) return usable;
  const here = usable.filter(({ nodes }) => nodes.includes('node-a'));
  if (here.length > 0 && usable.every(({ nodes }) => nodes.length > 0)) return here;
  const near = usable.filter(({ zones }) => zone !== undefined && zones.includes(zone));
  return near.length > 0 && usable.every(({ zones }) => zones.length > 0) ? near : usable;
}

function isPod({ detectLocal }: World, from: string): boolean {
  return from.startsWith(detectLocal === 'NodeCIDR' ? '10.244.1.' : '10.244.') && detectLocal !== 'none';
}

function internal(world: World, { spec }: ServiceManifest, all: readonly Entry[], { from }: Probe): Fate {
  const masquerade = world.masqueradeAll || (world.detectLocal !== 'none' && !isPod(world, from));
  return spec.internalTrafficPolicy === 'Local'
    ? among(locals(all), from, masquerade)
    : among(anywhere(all, world.zone), from, masquerade);
}

function external(world: World, { spec }: ServiceManifest, all: readonly Entry[], { from }: Probe): Fate {
  if (spec.externalTrafficPolicy !== 'Local') return among(anywhere(all, world.zone), from, true);
  if (isPod(world, from)) return among(anywhere(all, world.zone), from, false);
  if (isNode(from)) return among(anywhere(all, world.zone), from, true);
  return among(locals(all), from, false);
}

function among(list: readonly Entry[], from: string, masquerade: boolean): Fate {
  if (list.length === 0) return 'drop';
  const texts = list.map(({ address }) => `${address}${masquerade || address === from ? '*' : ''}`);
  return texts.sort().join(' ');
}
