import type { IPFamily } from '../address/ip.js';
import type { LoadBalancer } from '../cluster/infrastructure.js';
import type { Endpoint, EndpointPort } from '../object/endpoint-slice.js';
import type { Service } from '../object/service.js';
import type { Publication } from './public/publications.js';
import type { Unserved } from './public/serving.js';
import type { ServiceName } from './server/service-name.js';

/** What a name stands for at a name server, or why it stands for nothing. */
export type Finding = ClusterFinding | PublicFinding;

/** What a name below the cluster's zones stands for. */
export type ClusterFinding =
  | { readonly kind: 'apex' }
  /** `ns.dns` of the zone. */
  | { readonly kind: 'name-server' }
  /** The name exists and holds nothing: `svc`, `pod`, a namespace. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'service'; readonly service: Service; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'alias'; readonly service: Service }
  | {
      readonly kind: 'pod';
      readonly name: string;
      readonly namespace: string;
      readonly candidates: readonly Candidate[];
    }
  | { readonly kind: 'nothing'; readonly error: NameError };

/** An address that a name may be answered with. */
export interface Candidate {
  readonly address: string;
  readonly family: IPFamily;
  readonly port: Pick<EndpointPort, 'name' | 'protocol' | 'port'>;
  /** Of headless Services, and of names below a Service. */
  readonly endpoint?: Endpoint;
}

/** Why a name below the cluster's zones does not exist. */
export type NameError =
  /** The labels read as no name of a Service or pod. */
  | { readonly kind: 'form' }
  | { readonly kind: 'namespace'; readonly name: ServiceName }
  | { readonly kind: 'service'; readonly name: ServiceName }
  | { readonly kind: 'pod'; readonly name: ServiceName }
  /** The Service exists, but is headless and has no ready endpoint. */
  | { readonly kind: 'no-endpoint'; readonly name: ServiceName; readonly service: Service }
  /** The Service exists and has endpoints, but none of this name, port or protocol. */
  | { readonly kind: 'endpoint'; readonly name: ServiceName; readonly service: Service }
  /** An ExternalName Service whose target is an address, or a name below an ExternalName Service. */
  | { readonly kind: 'external-name'; readonly name: ServiceName; readonly service: Service };

/** What a name stands for in the DNS of the outside world. */
export type PublicFinding =
  /** `platform.dns.records` says so. */
  | { readonly kind: 'stated'; readonly name: string }
  | { readonly kind: 'load-balancer'; readonly balancer: LoadBalancer }
  /** Taken to be published for an object that names the host. */
  | { readonly kind: 'published'; readonly publication: Publication }
  /** An object names the host, and has no address to publish. */
  | { readonly kind: 'unpublished'; readonly publication: Publication; readonly reason: Unserved }
  | { readonly kind: 'cluster-name' }
  /** A single label: no top-level domain has addresses. */
  | { readonly kind: 'dotless' }
  | { readonly kind: 'alias-loop'; readonly name: string }
  | { readonly kind: 'unlisted'; readonly name: string };

/** Whether a server of the cluster found it in its own zones. */
export function isClusterFinding(finding: Finding): finding is ClusterFinding {
  switch (finding.kind) {
    case 'apex':
    case 'name-server':
    case 'empty':
    case 'service':
    case 'alias':
    case 'pod':
    case 'nothing':
      return true;
    case 'stated':
    case 'load-balancer':
    case 'published':
    case 'unpublished':
    case 'cluster-name':
    case 'dotless':
    case 'alias-loop':
    case 'unlisted':
      return false;
    default:
      return finding satisfies never;
  }
}
