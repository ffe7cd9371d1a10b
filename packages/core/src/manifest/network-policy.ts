import type { LabelSelectorManifest } from './label-selector.js';
import type { ObjectMetadata } from './metadata.js';

/** Whom a rule of a NetworkPolicy speaks of, as written. @public */
export interface NetworkPolicyPeerManifest {
  readonly podSelector?: LabelSelectorManifest;
  readonly namespaceSelector?: LabelSelectorManifest;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

/** A port of a rule, as written. @public */
export interface NetworkPolicyPortManifest {
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  readonly port?: number | string;
  readonly endPort?: number;
}

/** The specification of a NetworkPolicy, as written. @public */
export interface NetworkPolicySpecManifest {
  readonly podSelector?: LabelSelectorManifest;
  readonly policyTypes?: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly {
    readonly from?: readonly NetworkPolicyPeerManifest[];
    readonly ports?: readonly NetworkPolicyPortManifest[];
  }[];
  readonly egress?: readonly {
    readonly to?: readonly NetworkPolicyPeerManifest[];
    readonly ports?: readonly NetworkPolicyPortManifest[];
  }[];
}

/** A NetworkPolicy, as written. @see kubernetes/api networking/v1/types.go, NetworkPolicy @public */
export interface NetworkPolicyManifest {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  readonly metadata: ObjectMetadata;
  readonly spec: NetworkPolicySpecManifest;
}

/** The names of the fields of a NetworkPolicy's specification. */
export const networkPolicySpecFields: Readonly<Record<keyof NetworkPolicySpecManifest, true>> = {
  podSelector: true,
  policyTypes: true,
  ingress: true,
  egress: true,
};
