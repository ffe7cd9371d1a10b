import type { ObjectMeta } from './metadata.js';

/** A port of a ServiceImport. @public */
export interface ServiceImportPort {
  readonly name: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number;
}

/**
 * A stored ServiceImport: a Service of a set of clusters. Only the cluster's DNS looks at it.
 *
 * @see KEP-1645: multi-cluster services API
 * @see kubernetes-sigs/mcs-api pkg/apis/v1alpha1/serviceimport.go
 * @public
 */
export interface ServiceImport {
  readonly apiVersion: 'multicluster.x-k8s.io/v1alpha1';
  readonly kind: 'ServiceImport';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly type: 'ClusterSetIP' | 'Headless';
    readonly ips: readonly string[];
    readonly ports: readonly ServiceImportPort[];
  };
}
