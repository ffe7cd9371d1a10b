import type { NotModelled, ObjectMetadata } from './metadata.js';

/** A reference to the object behind an endpoint, as written. @public */
export interface TargetReferenceManifest {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly apiVersion?: NotModelled;
  readonly resourceVersion?: NotModelled;
  readonly fieldPath?: NotModelled;
}

/** An address in an Endpoints object, as written. @public */
export interface EndpointAddressManifest {
  readonly ip: string;
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly targetRef?: TargetReferenceManifest;
}

/** An Endpoints object, as written. @see kubernetes/api core/v1/types.go, Endpoints @public */
export interface EndpointsManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'Endpoints';
  readonly metadata: ObjectMetadata;
  readonly subsets?: readonly {
    readonly addresses?: readonly EndpointAddressManifest[];
    readonly notReadyAddresses?: readonly EndpointAddressManifest[];
    readonly ports?: readonly {
      readonly name?: string;
      readonly port: number;
      readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
      readonly appProtocol?: string;
    }[];
  }[];
}
