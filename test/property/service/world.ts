import { fc } from '@fast-check/vitest';
import {
  conditions,
  endpointSlice,
  type EndpointManifest,
  type EndpointSliceManifest,
} from '../../objects/endpoint-slice.js';
import { node } from '../../objects/node.js';
import type { ProxiedPlatform } from '../../objects/proxied-cluster.js';
import { service, type ServiceManifest, type ServiceSpecManifest } from '../../objects/service.js';

/**
 * Two Services, their slices, and how the proxy of node-a runs. A world of its own, since clusters that are drawn have only
 * slices that a control plane writes, and few settings of the proxy.
 */
export interface World {
  readonly mode: 'iptables' | 'nftables';
  readonly masqueradeAll: boolean;
  readonly detectLocal: 'ClusterCIDR' | 'NodeCIDR' | 'none';
  readonly nodePortAddresses: readonly string[] | null;
  readonly localhostNodePorts: boolean;
  readonly zone: string | undefined;
  readonly services: readonly ServiceManifest[];
  readonly slices: readonly EndpointSliceManifest[];
}

/** A packet at node-a. */
export interface Probe {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** The first is the primary one. */
export const interfaces = ['192.168.0.2', '10.9.0.2', '127.0.0.1', '::1'];

// Few different values, so that a packet often hits and lists often differ.
const clusterIPs = ['172.30.0.10', '172.30.0.11'] as const;
const externalIPs = ['203.0.113.10', '10.9.0.2'];
const loadBalancerIPs = ['203.0.113.20', '203.0.113.10'];
const endpointIPs = ['10.244.1.5', '10.244.1.6', '10.244.2.5', '10.244.2.6'];
const sources = [
  '10.244.1.5',
  '10.244.1.9',
  '10.244.2.9',
  '192.168.0.2',
  '192.168.0.3',
  '198.51.100.7',
  '127.0.0.1',
];
const policy = fc.constantFrom('Cluster', 'Local');

const spec = (index: number): fc.Arbitrary<ServiceSpecManifest> =>
  fc.record({
    type: fc.constant('LoadBalancer' as const),
    clusterIP: fc.constant(clusterIPs[index] ?? ''),
    ports: fc.constantFrom(
      [{ port: 80 }],
      [{ port: 80, nodePort: 30080 + index }],
      [
        { name: 'web', port: 80, nodePort: 30080 + index },
        { name: 'dns', port: 53, protocol: 'UDP' as const },
      ],
    ),
    // Only the first has addresses from outside: who gets an address that two Services claim is nobody's promise.
    externalIPs: index === 0 ? fc.subarray(externalIPs) : fc.constant([]),
    internalTrafficPolicy: policy,
    externalTrafficPolicy: policy,
    loadBalancerSourceRanges: fc.subarray(['198.51.100.0/24', '10.244.1.0/24', '2001:db8::/32'], {
      maxLength: 2,
    }),
  });

const services = fc
  .tuple(spec(0), spec(1), fc.subarray(loadBalancerIPs))
  .map(([first, second, ips]) => [
    service('shop/one', first, { ingress: ips.map((ip) => ({ ip })) }),
    service('shop/two', second),
  ]);

const hints = fc.option(
  fc.record({
    forZones: fc.subarray([{ name: 'zone-a' }, { name: 'zone-b' }]),
    forNodes: fc.subarray([{ name: 'node-a' }, { name: 'node-b' }]),
  }),
  { nil: undefined },
);

// An address always says the same of itself: which of two entries counts is nobody's promise.
const endpoints: fc.Arbitrary<readonly EndpointManifest[]> = fc
  .tuple(
    ...endpointIPs.map((address) =>
      fc.record({
        addresses: fc.constant([address]),
        nodeName: fc.constantFrom('node-a', 'node-b'),
        conditions: fc.constantFrom(conditions.ready, conditions.ready, ...Object.values(conditions)),
        hints,
      }),
    ),
  )
  .chain((all) => fc.subarray(all))
  .map((some) =>
    some.map(({ hints: given, ...rest }) => (given === undefined ? rest : { ...rest, hints: given })),
  );

const slices = fc
  .array(fc.tuple(fc.constantFrom('shop/one', 'shop/two'), fc.constantFrom('', 'web', 'dns'), endpoints), {
    maxLength: 4,
  })
  .map((entries) => {
    const taken = new Set<string>();
    return entries.flatMap(([key, name, some], index) => {
      const fresh = some.filter(({ addresses: [address] }) => !taken.has(`${key} ${name} ${address}`));
      for (const {
        addresses: [address],
      } of fresh)
        taken.add(`${key} ${name} ${address}`);
      const protocol = name === 'dns' ? 'UDP' : 'TCP';
      return [endpointSlice(key, fresh, { name: `slice-${index}`, ports: [{ name, port: 8080, protocol }] })];
    });
  });

/** Worlds in which every rule of the proxy has its turn. */
export const world: fc.Arbitrary<World> = fc.record({
  mode: fc.constantFrom('iptables', 'nftables'),
  masqueradeAll: fc.boolean(),
  detectLocal: fc.constantFrom('ClusterCIDR', 'NodeCIDR', 'none'),
  nodePortAddresses: fc.constantFrom(null, ['192.168.0.0/16'], ['127.0.0.0/8', '10.9.0.0/16']),
  localhostNodePorts: fc.boolean(),
  zone: fc.constantFrom(undefined, 'zone-a', 'zone-b'),
  services,
  slices,
});

/** Packets of every kind of sender to every kind of address. */
export const probe: fc.Arbitrary<Probe> = fc.record({
  from: fc.constantFrom(...sources),
  to: fc.constantFrom(
    ...clusterIPs,
    '172.30.0.99',
    ...externalIPs,
    ...loadBalancerIPs,
    '192.168.0.2',
    '127.0.0.1',
    '192.0.2.1',
  ),
  port: fc.constantFrom(80, 80, 30080, 30081, 53, 81),
  protocol: fc.constantFrom('TCP', 'TCP', 'UDP'),
});

/** A Service at addresses and node ports that no packet is for, with endpoints that other Services may share. */
export const unrelated: fc.Arbitrary<{
  readonly others: readonly ServiceManifest[];
  readonly slices: readonly EndpointSliceManifest[];
}> = fc
  .record({
    namespace: fc.constantFrom('shop', 'other'),
    policies: fc.record({ internalTrafficPolicy: policy, externalTrafficPolicy: policy }),
    protocol: fc.constantFrom('TCP' as const, 'UDP' as const),
    endpoints,
  })
  .map(({ namespace, policies, protocol, endpoints: some }) => {
    const key = `${namespace}/unrelated`;
    const ports = [{ port: 80, nodePort: 30099, protocol }];
    return {
      others: [
        service(
          key,
          {
            type: 'LoadBalancer',
            clusterIP: '172.30.0.77',
            externalIPs: ['203.0.113.77'],
            ports,
            ...policies,
          },
          { ingress: [{ ip: '203.0.113.78' }] },
        ),
      ],
      slices: [endpointSlice(key, some, { name: 'unrelated', ports: [{ name: '', port: 8080, protocol }] })],
    };
  });

/** The objects of a world. */
export function objectsOf({ services: some, slices: written, zone }: World): readonly unknown[] {
  return [
    node('node-a', ['192.168.0.2'], {
      podCIDRs: ['10.244.1.0/24'],
      ...(zone === undefined ? undefined : { zone }),
    }),
    node('node-b', ['192.168.0.3'], { podCIDRs: ['10.244.2.0/24'] }),
    ...some,
    ...written,
  ];
}

/** The platform of a world. */
export function platformOf({
  mode,
  masqueradeAll,
  detectLocal,
  nodePortAddresses,
  localhostNodePorts,
}: World): ProxiedPlatform {
  return { proxy: { mode, masqueradeAll, detectLocal, nodePortAddresses, localhostNodePorts } };
}
