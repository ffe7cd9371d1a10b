import type { IPFamily } from '../address/ip.js';
import type { LoadBalancer } from '../cluster/infrastructure.js';
import type { Endpoint, EndpointPort } from '../object/endpoint-slice.js';
import type { ServiceImport } from '../object/service-import.js';
import type { Service } from '../object/service.js';
import type { Publication } from './public/publications.js';
import type { Unserved } from './public/serving.js';
import type { ServiceName } from './server/kubernetes/service-name.js';

/** What a name stands for at a name server, or why it stands for nothing. */
export type Finding = ClusterFinding | PublicFinding;

/** What a server of the cluster finds by itself. */
export type ClusterFinding =
  | KubernetesFinding
  /** The external addresses of a Service, in a zone of its own; of a headless one, its endpoints. */
  | {
      readonly kind: 'external';
      readonly service: Service;
      readonly candidates: readonly (Candidate | ExternalHostname)[];
    }
  /** No plugin of the server is there for the name. */
  | { readonly kind: 'not-forwarded'; readonly name: string };

/** What a name below the cluster's zones stands for. */
export type KubernetesFinding =
  | { readonly kind: 'apex' }
  /** `ns.dns` of the zone. */
  | { readonly kind: 'name-server' }
  /** The name exists and holds nothing: `svc`, `pod`, a namespace. */
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'service';
      readonly service: Service | ServiceImport;
      readonly candidates: readonly Candidate[];
    }
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
  /** The cluster of an endpoint of a ServiceImport. */
  readonly clusterId?: string;
}

/** A load balancer of which a Service reports the host name only. */
export interface ExternalHostname {
  readonly hostname: string;
  readonly port: Candidate['port'];
}

/** Why a name below the cluster's zones does not exist. */
export type NameError =
  /** The labels read as no name of a Service or pod. */
  | { readonly kind: 'form' }
  | { readonly kind: 'namespace'; readonly name: ServiceName }
  | { readonly kind: 'service'; readonly name: ServiceName }
  | { readonly kind: 'pod'; readonly name: ServiceName }
  /** The Service exists, but is headless and has no ready endpoint. */
  | { readonly kind: 'no-endpoint'; readonly name: ServiceName; readonly service: Service | ServiceImport }
  /** The Service exists and has endpoints, but none of this name, port or protocol. */
  | { readonly kind: 'endpoint'; readonly name: ServiceName; readonly service: Service | ServiceImport }
  /** An ExternalName Service whose target is an address, or a name below an ExternalName Service. */
  | { readonly kind: 'external-name'; readonly name: ServiceName; readonly service: Service }
  /** Below a zone of external addresses there is no such Service, or it has none. */
  | { readonly kind: 'no-external-address'; readonly service?: Service };

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
    case 'external':
    case 'pod':
    case 'nothing':
    case 'not-forwarded':
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
