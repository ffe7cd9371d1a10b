import type { ObjectMeta, StringMap } from './metadata.js';

/** A taint of a node. @public */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** An address of a node. @public */
export interface NodeAddress {
  readonly type: 'InternalIP' | 'ExternalIP' | 'Hostname' | 'InternalDNS' | 'ExternalDNS';
  readonly address: string;
}

/** A condition of a node or pod. @public */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  /** When the status last changed, as RFC 3339 text. */
  readonly lastTransitionTime?: string;
}

/** A stored Node. @see kubernetes/api core/v1/types.go, Node @public */
export interface Node {
  readonly apiVersion: 'v1';
  readonly kind: 'Node';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly podCIDRs: readonly string[];
    readonly providerID?: string;
    readonly unschedulable: boolean;
    readonly taints: readonly Taint[];
  };
  readonly status: {
    readonly addresses: readonly NodeAddress[];
    readonly conditions: readonly Condition[];
    readonly allocatable: StringMap;
  };
}
