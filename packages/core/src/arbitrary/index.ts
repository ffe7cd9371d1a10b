export { changeTo } from './change/change-to.js';
export type { ClusterEdit } from './change/cluster-edit.js';
export { clusterArbitrary } from './cluster/cluster-arbitrary.js';
export { clusterFeatures } from './cluster/features.js';
export type { ClusterFeature } from './cluster/features.js';
export { clusterFlaws } from './cluster/flaws.js';
export type { ClusterFlaw } from './cluster/flaws.js';
export type { GeneratedCluster } from './cluster/generated-cluster.js';
export type {
  ClusterKnobs,
  Count,
  IngressControllerName,
  PlatformName,
  ServiceKind,
  WorkloadKind,
} from './cluster/knobs.js';
export type { WrittenManifest } from './cluster/written-manifest.js';
export { requestTo } from './request/request-to.js';
