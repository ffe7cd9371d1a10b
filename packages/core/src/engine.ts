// What a simulation of time is built from: views of a cluster, traces made step by step, and the controllers.

// Traces of which each step is made at its own moment.
export { openTrace } from './pipeline/open-trace.js';
export type { OpenTrace, TraceStep, WayBefore } from './pipeline/open-trace.js';
export { flightAt } from './pipeline/resume.js';
export type { Resumption } from './pipeline/resume.js';
export { toRequest } from './pipeline/trace-request.js';
export type { Position } from './step/position.js';
export type {
  ComponentReference,
  Flight,
  Process,
  ProcessAnswer,
  Reality,
  TargetHealth,
  Underway,
  Views,
} from './step/step.js';

// The control plane, piece by piece.
export { changeOf } from './cluster/change-of.js';
export type { WritableCluster } from './cluster/control-plane.js';
export type { Write } from './cluster/write.js';
export type { Controller, Pace } from './control/controller.js';
export { controllers } from './control/controllers.js';
export { podAddressesOf } from './control/node/pod-address.js';
export type { PodAddresses } from './control/node/pod-address.js';
export { hostIPsOf } from './control/node/kubelet.js';
export { openCluster } from './control/open-cluster.js';
export { controllerOf } from './control/workload/ownership.js';
export { conditionOf, isActive, isFinished } from './control/workload/pod-state.js';
export { hasProgressed, rolloutStatus } from './control/workload/rollout-status.js';
export type { RolloutStatus } from './control/workload/rollout-status.js';
export { keyOf } from './object/object.js';
export { preStopSeconds } from './object/pre-stop.js';
export { isReady } from './object/readiness.js';
export { isSameValue } from './object/same-value.js';

// What stands in the way, and what is asked of pods.
export { clusterDnsService } from './dns/cluster-dns.js';
export { probeOf } from './loadbalancer/probe-of.js';
export { targetsOf, targetsOfGroup } from './loadbalancer/targets.js';
export { listening, settingsFor } from './endpoints/application.js';
export type { Listening } from './endpoints/application.js';
