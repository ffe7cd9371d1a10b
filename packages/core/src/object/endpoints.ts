import type { ObjectMeta } from './metadata.js';
import type { EndpointPort, TargetReference } from './endpoint-slice.js';

/** An address in an Endpoints object. @public */
export interface EndpointAddress {
  readonly ip: string;
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly targetRef?: TargetReference;
}

/** A stored Endpoints object (deprecated in Kubernetes since 1.33). @public */
export interface Endpoints {
  readonly apiVersion: 'v1';
  readonly kind: 'Endpoints';
  readonly metadata: ObjectMeta;
  readonly subsets: readonly {
    readonly addresses: readonly EndpointAddress[];
    readonly notReadyAddresses: readonly EndpointAddress[];
    readonly ports: readonly EndpointPort[];
  }[];
}
