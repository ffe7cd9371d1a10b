import type { TargetReferenceManifest } from './endpoints.js';
import type { NotModelled, ObjectMetadata } from './metadata.js';

/** An endpoint of an EndpointSlice, as written. @public */
export interface EndpointManifest {
  readonly addresses: readonly string[];
  readonly conditions?: {
    readonly ready?: boolean | null;
    readonly serving?: boolean | null;
    readonly terminating?: boolean | null;
  };
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly zone?: string;
  readonly targetRef?: TargetReferenceManifest;
  readonly hints?: {
    readonly forZones?: readonly { readonly name: string }[];
    readonly forNodes?: readonly { readonly name: string }[];
  };
  readonly deprecatedTopology?: NotModelled;
}

/** A port of an EndpointSlice, as written; without number it stands for all ports. @public */
export interface EndpointPortManifest {
  readonly name?: string;
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  readonly port?: number | null;
  readonly appProtocol?: string;
}

/** An EndpointSlice, as written. @see kubernetes/api discovery/v1/types.go, EndpointSlice @public */
export interface EndpointSliceManifest {
  readonly apiVersion: 'discovery.k8s.io/v1';
  readonly kind: 'EndpointSlice';
  readonly metadata: ObjectMetadata;
  readonly addressType: 'IPv4' | 'IPv6' | 'FQDN';
  readonly endpoints?: readonly EndpointManifest[] | null;
  readonly ports?: readonly EndpointPortManifest[] | null;
}
