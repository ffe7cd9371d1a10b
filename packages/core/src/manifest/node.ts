import type { ConditionManifest } from './condition.js';
import type { NotModelled, ObjectMetadata } from './metadata.js';

/** A taint of a node, as written. @public */
export interface TaintManifest {
  readonly key: string;
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  readonly timeAdded?: string;
}

/** An address of a node, as written. @public */
export interface NodeAddressManifest {
  readonly type: 'InternalIP' | 'ExternalIP' | 'Hostname' | 'InternalDNS' | 'ExternalDNS';
  readonly address: string;
}

/** The specification of a Node, as written. @public */
export interface NodeSpecManifest {
  readonly podCIDR?: string;
  readonly podCIDRs?: readonly string[];
  readonly providerID?: string;
  readonly unschedulable?: boolean;
  readonly taints?: readonly TaintManifest[];
  readonly configSource?: NotModelled;
  readonly externalID?: NotModelled;
}

/** The status of a Node, as written. @public */
export interface NodeStatusManifest {
  readonly addresses?: readonly NodeAddressManifest[];
  readonly conditions?: readonly ConditionManifest[];
  readonly allocatable?: Readonly<Record<string, string | number>>;
  readonly capacity?: Readonly<Record<string, string | number>>;
  readonly phase?: NotModelled;
  readonly daemonEndpoints?: NotModelled;
  readonly nodeInfo?: NotModelled;
  readonly images?: NotModelled;
  readonly volumesInUse?: NotModelled;
  readonly volumesAttached?: NotModelled;
  readonly config?: NotModelled;
  readonly runtimeHandlers?: NotModelled;
  readonly features?: NotModelled;
}

/** A Node, as written. @see kubernetes/api core/v1/types.go, Node @public */
export interface NodeManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'Node';
  readonly metadata: ObjectMetadata;
  readonly spec?: NodeSpecManifest;
  readonly status?: NodeStatusManifest;
}

/** The names of the fields of a Node's specification. */
export const nodeSpecFields: Readonly<Record<keyof NodeSpecManifest, true>> = {
  podCIDR: true,
  podCIDRs: true,
  providerID: true,
  unschedulable: true,
  taints: true,
  configSource: true,
  externalID: true,
};
