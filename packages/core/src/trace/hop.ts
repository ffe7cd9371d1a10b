import type { HealthProbe } from '../cluster/health-probe.js';
import type { ObjectReference } from '../problem/problem.js';
import type { Origin } from '../request/origin.js';
import type { HttpView, Packet, Target } from '../request/packet.js';
import type { Header } from '../request/request.js';
import type { Action } from './action.js';
import type { Change } from './change.js';
import type { Choice } from './choice.js';
import type { Place } from './place.js';
import type { Rule, Skip } from './rule.js';

/** What every hop says. @public */
export interface HopBase {
  readonly place: Place;
  readonly action: Action;
  /** The packet as it arrived here. */
  readonly packet: Packet;
  readonly changes: readonly Change[];
  readonly rule: Rule;
  /** What did not apply, and why. */
  readonly skipped: readonly Skip[];
  readonly choice?: Choice;
}

/** The client sends. Its packet has no source address yet where that is chosen by the kernel. @public */
export interface ClientHop extends HopBase {
  readonly stage: 'client';
  readonly origin: Origin;
}

/** One DNS record of an answer. @public */
export interface DnsRecord {
  readonly name: string;
  readonly type: string;
  /** Seconds. */
  readonly ttl: number;
  readonly data: string;
}

/** One question of the resolver and its answer. @public */
export interface DnsQuery {
  readonly name: string;
  readonly type: 'A' | 'AAAA';
  /** `UNKNOWN`: nobody said whether the public DNS holds the name. */
  readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'TIMEOUT' | 'UNKNOWN';
  readonly answers: readonly DnsRecord[];
  /** The address asked, empty where the resolver of the client is not known, and the DNS server that answered. */
  readonly server: string;
  readonly answeredBy: Place;
}

/** Where a share of the queries to one name server ends, once the service proxy has seen them. @public */
export interface DnsQueryArrival {
  /** The address asked. */
  readonly nameserver: string;
  readonly place: Place;
  readonly probability: number;
  /** No answer comes from there. */
  readonly isLost: boolean;
}

/** A name is resolved: resolv.conf, every query and its answer. @public */
export interface DnsHop extends HopBase {
  readonly stage: 'dns';
  readonly name: string;
  readonly resolver: {
    readonly dialect: 'glibc' | 'musl' | 'public';
    readonly nameservers: readonly string[];
    readonly search: readonly string[];
    readonly ndots: number;
  };
  readonly queries: readonly DnsQuery[];
  /** How the queries travelled; empty where none left the client or its resolver is not known. */
  readonly arrivals: readonly DnsQueryArrival[];
  readonly addresses: readonly string[];
  /** Seconds for which the answer may be kept: the least of its records. Absent where no server answered. */
  readonly ttl?: number;
}

/** A load balancer takes the connection. @public */
export interface LoadBalancerHop extends HopBase {
  readonly stage: 'load-balancer';
  /** The id in `cluster.infrastructure`. */
  readonly loadBalancer: string;
  readonly kind: 'passthrough' | 'l4-proxy' | 'l7-proxy' | 'announce';
  readonly listener: { readonly protocol: Packet['protocol']; readonly port: number };
  readonly targets: readonly LoadBalancerTarget[];
  readonly target?: string;
  /** What decides whether these targets are healthy; `null`: nothing asks. Absent where there is none to ask. */
  readonly probe?: HealthProbe | null;
  /** What the rule asks of a request, where the balancer routes requests by rules: `host a.example.com`, `path /, /*`. */
  readonly conditions?: readonly string[];
  /** The Service that the rule leads to. */
  readonly backend?: { readonly service: ObjectReference; readonly port: number };
  /** The request as the target gets it, where the balancer routes requests by rules. */
  readonly forwarded?: HttpView;
}

/** A target of a load balancer and what the health probe says of it. @public */
export interface LoadBalancerTarget {
  /** A node, or a pod as `NAMESPACE/NAME`. */
  readonly name: string;
  /** The node that it is, or that it is on. */
  readonly node: string;
  readonly address: string;
  readonly port: number;
  readonly healthy: boolean;
  /** Why it is or is not healthy. */
  readonly reason: string;
}

/** A node receives or passes on the packet, and carries out a masquerade mark. @public */
export interface NodeHop extends HopBase {
  readonly stage: 'node';
  readonly node: string;
  readonly to:
    | { readonly kind: 'host' }
    | { readonly kind: 'pod'; readonly namespace: string; readonly name: string }
    | { readonly kind: 'node'; readonly node: string }
    | { readonly kind: 'outside' }
    | { readonly kind: 'nowhere' };
}

/** Why an endpoint is not used. @public */
export type EndpointLeftOut = 'not-ready' | 'terminating' | 'other-zone' | 'other-node' | 'not-on-node';

/** The service proxy of a node decides about the packet. @public */
export interface ServiceHop extends HopBase {
  readonly stage: 'service';
  readonly node: string;
  readonly mode: 'iptables' | 'nftables' | 'ipvs';
  readonly service: ObjectReference;
  readonly port: { readonly name: string; readonly port: number; readonly protocol: Packet['protocol'] };
  /** By which kind of address the Service was reached. */
  readonly via: 'clusterIP' | 'nodePort' | 'loadBalancer' | 'externalIP';
  readonly policy: 'Cluster' | 'Local';
  /** The endpoints that may be chosen, as `ip:port` targets. */
  readonly endpoints: readonly Target[];
  readonly leftOut: readonly { readonly endpoint: Target; readonly reason: EndpointLeftOut }[];
  readonly endpoint?: Target;
  /** Whether the packet is marked; the node carries it out on the way out. */
  readonly masquerade: boolean;
  /** Why it is marked. */
  readonly masqueradeRule?: Rule;
}

/** NetworkPolicies of a pod decide. @public */
export interface NetworkPolicyHop extends HopBase {
  readonly stage: 'network-policy';
  readonly direction: 'ingress' | 'egress';
  readonly pod: ObjectReference;
}

/** The certificate that a controller shows; without a Secret it is one that the controller made itself. @public */
export interface ShownCertificate {
  readonly secret?: ObjectReference;
  /** Whether it is what the controller shows when it has none for the host. */
  readonly default: boolean;
  /** Whether it names the host that the client asked for; `unknown` where it cannot be read. */
  readonly fits: boolean | 'unknown';
  /** The field that is for the host; absent where none is. */
  readonly rule?: Rule;
}

/** An ingress controller routes the request. @public */
export interface IngressHop extends HopBase {
  readonly stage: 'ingress';
  readonly controller: { readonly dialect: string; readonly version: string; readonly class: string };
  /** The server (virtual host) that took the request; `_` is the catch-all. */
  readonly server: string;
  /** The path that took the request; `name` is how the proxy's own configuration names it. */
  readonly location?: { readonly path: string; readonly pathType: string; readonly name?: string };
  /** The path of the request as paths are compared with it: decoded, where the controller decodes it. */
  readonly path?: string;
  readonly ingress?: ObjectReference;
  readonly certificate?: ShownCertificate;
  /** What else had a say, of whichever Ingress of the host: annotations that made its paths regular expressions, rewrote, shared requests. */
  readonly influences?: readonly Rule[];
  readonly backend?: { readonly service: ObjectReference; readonly port: number | string };
  readonly endpoints: readonly Target[];
  /** The request as the backend gets it; absent where the connection is passed on as it is. */
  readonly forwarded?: HttpView;
  /** How the controller speaks to the backend. */
  readonly protocol?: 'HTTP' | 'HTTPS' | 'GRPC' | 'GRPCS' | 'FCGI';
  /** What is added to the response; a value that nobody can know in advance is `*`. */
  readonly responseHeaders?: readonly Header[];
}

/** The process in a pod. @public */
export interface PodHop extends HopBase {
  readonly stage: 'pod';
  readonly pod: ObjectReference;
  /** The workload that the pod belongs to in the end: the Deployment, not its ReplicaSet. */
  readonly workload?: ObjectReference;
  readonly hostNetwork: boolean;
  readonly container?: string;
  /** The source address that the process sees. */
  readonly client: string;
}

/** One hop of a trace; `stage` says which component it is of. @public */
export type Hop =
  ClientHop | DnsHop | LoadBalancerHop | NodeHop | ServiceHop | NetworkPolicyHop | IngressHop | PodHop;

/** A place that the answer passes, and what it undoes of what it did on the way there. @public */
export interface ReplyHop extends Omit<HopBase, 'choice'> {
  readonly stage: Hop['stage'];
}
