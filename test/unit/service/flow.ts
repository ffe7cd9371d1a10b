import { serviceProxy } from '../../../packages/core/src/service/proxy.js';
import { conditions, endpointSlice, type EndpointManifest } from '../../objects/endpoint-slice.js';
import { node } from '../../objects/node.js';
import { proxiedCluster, type ProxiedPlatform } from '../../objects/proxied-cluster.js';
import {
  service,
  type LoadBalancerIngressManifest,
  type ServiceSpecManifest,
} from '../../objects/service.js';

/** The modes that are modelled in full. */
export const modes = ['iptables', 'nftables'] as const;

/** A mode of the service proxy. */
export type Mode = (typeof modes)[number];

/**
 * A packet at the service proxy of node-a and what becomes of it: `accept`, `reject`, `drop`, or the endpoints that it
 * may be forwarded to, by name, with a star where it is masqueraded.
 */
export interface Flow {
  /** What Kubernetes does, as a sentence. */
  readonly rule: string;
  /** Laid over the specification of the Service. */
  readonly spec?: ServiceSpecManifest;
  readonly ingress?: readonly LoadBalancerIngressManifest[];
  /** One endpoint on each node unless told otherwise: `a` and `b`. */
  readonly endpoints?: readonly EndpointManifest[];
  readonly platform?: ProxiedPlatform;
  /** The addresses of the interfaces of node-a. */
  readonly interfaces?: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly port?: number;
  readonly protocol?: 'TCP' | 'UDP';
  readonly becomes: string | Readonly<Record<Mode, string>>;
}

/** Senders. */
export const source = {
  podOnNodeA: '10.244.1.9',
  podOnNodeB: '10.244.2.9',
  client: '198.51.100.7',
  nodeA: '192.168.0.2',
  nodeB: '192.168.0.3',
} as const;

/** The addresses of the Service; its port is 80, its node port 30080. */
export const address = {
  clusterIP: '172.30.0.10',
  externalIP: '203.0.113.10',
  loadBalancer: '203.0.113.20',
  nodeA: '192.168.0.2',
} as const;

const endpointAddress = { a: '10.244.1.5', b: '10.244.2.5', c: '10.244.1.6' } as const;
const nodeOf = { a: 'node-a', b: 'node-b', c: 'node-a' } as const;

/** An endpoint by its name: `a` and `c` are on node-a, `b` is on node-b. */
export function endpoint(
  name: keyof typeof endpointAddress,
  state: keyof typeof conditions = 'ready',
): EndpointManifest {
  return { addresses: [endpointAddress[name]], nodeName: nodeOf[name], conditions: conditions[state] };
}

const spec: ServiceSpecManifest = {
  type: 'LoadBalancer',
  clusterIP: address.clusterIP,
  externalIPs: [address.externalIP],
  ports: [{ port: 80, nodePort: 30080 }],
};

/** What becomes of a flow in a mode, in the words of {@link Flow}. */
export function decide(flow: Flow, mode: Mode): string {
  const endpoints = flow.endpoints ?? [endpoint('a'), endpoint('b')];
  const addressType = endpoints[0]?.addresses[0]?.includes(':') === true ? 'IPv6' : 'IPv4';
  const cluster = proxiedCluster(
    [
      node('node-a', ['192.168.0.2'], { podCIDRs: ['10.244.1.0/24'] }),
      node('node-b', ['192.168.0.3'], { podCIDRs: ['10.244.2.0/24'] }),
      service(
        'shop/web',
        { ...spec, ...flow.spec },
        { ingress: flow.ingress ?? [{ ip: address.loadBalancer }] },
      ),
      endpointSlice('shop/web', endpoints, { addressType }),
    ],
    { ...flow.platform, proxy: { ...flow.platform?.proxy, mode } },
  );
  const decision = serviceProxy(cluster, 'node-a', {
    ...(flow.interfaces === undefined ? undefined : { interfaces: flow.interfaces }),
  }).decide({
    protocol: flow.protocol ?? 'TCP',
    source: { address: flow.from },
    destination: { address: flow.to, port: flow.port ?? 80 },
  });
  return decision.verdict === 'forward'
    ? decision.endpoints
        .map(({ address: ip, masquerade }) => `${nameOf(ip)}${masquerade ? '*' : ''}`)
        .join(' ')
    : decision.verdict;
}

function nameOf(ip: string): string {
  return Object.entries(endpointAddress).find(([, candidate]) => candidate === ip)?.[0] ?? ip;
}
