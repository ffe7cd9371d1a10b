import type { ObjectMeta } from './metadata.js';

/** The object behind an endpoint. @public */
export interface TargetReference {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** A port of an EndpointSlice or of an Endpoints subset. @public */
export interface EndpointPort {
  readonly name: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** Absent: all ports. */
  readonly port?: number;
  readonly appProtocol?: string;
}

/** An endpoint. Conditions left out mean: unknown, to be read as ready and serving and not terminating. @public */
export interface Endpoint {
  readonly addresses: readonly string[];
  readonly conditions: {
    readonly ready?: boolean;
    readonly serving?: boolean;
    readonly terminating?: boolean;
  };
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly zone?: string;
  readonly targetRef?: TargetReference;
  readonly hints?: { readonly forZones: readonly string[]; readonly forNodes: readonly string[] };
}

/** A stored EndpointSlice. @see kubernetes/api discovery/v1/types.go @public */
export interface EndpointSlice {
  readonly apiVersion: 'discovery.k8s.io/v1';
  readonly kind: 'EndpointSlice';
  readonly metadata: ObjectMeta;
  readonly addressType: 'IPv4' | 'IPv6' | 'FQDN';
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly EndpointPort[];
}
