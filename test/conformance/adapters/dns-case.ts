import type { DnsRecord } from '@kubehop/core';
import type { QuestionType, Rcode, ResolvConf } from '@kubehop/core/components';

/** A case of the suite dns, as far as the adapter reads it. */
export interface DnsCase {
  readonly cluster: DnsCaseCluster;
  readonly objects: readonly DnsCaseObject[];
}

/** Platform facts of a case. */
export interface DnsCaseCluster {
  readonly clusterDomain?: string;
  readonly clusterDNS?: readonly string[];
  readonly nodes?: Readonly<Record<string, DnsCaseNode>>;
  /** The control plane derives the EndpointSlices. */
  readonly endpointSliceController?: boolean;
  readonly dns?: DnsCaseServer;
}

/** What a node says about its resolver; `null`: its kubelet uses no file. */
export interface DnsCaseNode {
  readonly resolvConf: {
    readonly nameservers: ResolvConf['nameservers'];
    readonly searches: ResolvConf['searches'];
    readonly options: readonly string[];
  } | null;
  readonly ips?: readonly string[];
}

/** The server of a case, and what the next one knows. */
export interface DnsCaseServer {
  readonly kubernetes?: Readonly<Record<string, unknown>>;
  readonly k8sExternal?: Readonly<Record<string, unknown>>;
  readonly loadbalance?: string;
  readonly weights?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly autopath?: {
    readonly kubernetes?: boolean;
    readonly search?: readonly string[];
    readonly serverSearch?: readonly string[];
  };
  readonly upstream?: readonly UpstreamRecord[];
  readonly upstreamMissing?: Rcode;
}

/** A record that the next server has. */
export interface UpstreamRecord {
  readonly name: string;
  readonly type: string;
  readonly ttl?: number;
  /** Absent for a name of which only the code is known. */
  readonly data?: string;
  readonly rcode?: Rcode;
}

/** An object of a case; only what the adapter itself looks at. */
export interface DnsCaseObject {
  readonly kind: string;
  readonly spec?: { readonly nodeName?: string };
}

/** A question to the server. */
export interface QuestionItem {
  readonly id: string;
  /** The pod that asks. */
  readonly from?: string | null;
  readonly name: string;
  readonly type: QuestionType;
}

/** An answer before the server brings it in order. */
export interface OrderingItem {
  readonly mode: 'round_robin' | 'weighted' | 'prefer';
  readonly prefer?: readonly string[];
  /** The number drawn, and how many there are to draw from. */
  readonly random?: number;
  readonly sumOfWeights?: number;
  readonly input: readonly DnsRecord[];
}

/** What the C library of a pod sends. */
export interface QueriesItem {
  readonly from: string;
  readonly resolver: 'glibc' | 'musl';
  readonly call: 'getaddrinfo' | 'res_search';
  readonly name: string;
  readonly types: readonly QuestionType[];
}
