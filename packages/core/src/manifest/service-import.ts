import type { NotModelled, ObjectMetadata } from './metadata.js';

/** A port of a ServiceImport, as written. @public */
export interface ServiceImportPortManifest {
  readonly name?: string;
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number;
  readonly appProtocol?: string;
}

/** The specification of a ServiceImport, as written. @public */
export interface ServiceImportSpecManifest {
  readonly type: 'ClusterSetIP' | 'Headless';
  readonly ports?: readonly ServiceImportPortManifest[];
  readonly ips?: readonly string[];
  readonly sessionAffinity?: NotModelled;
  readonly sessionAffinityConfig?: NotModelled;
}

/** A ServiceImport, as written. @see kubernetes-sigs/mcs-api pkg/apis/v1alpha1/serviceimport.go @public */
export interface ServiceImportManifest {
  readonly apiVersion: 'multicluster.x-k8s.io/v1alpha1';
  readonly kind: 'ServiceImport';
  readonly metadata: ObjectMetadata;
  readonly spec: ServiceImportSpecManifest;
}

/** The names of the fields of a ServiceImport's specification. */
export const serviceImportSpecFields: Readonly<Record<keyof ServiceImportSpecManifest, true>> = {
  type: true,
  ports: true,
  ips: true,
  sessionAffinity: true,
  sessionAffinityConfig: true,
};
