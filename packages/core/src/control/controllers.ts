import { concernsPublication, publishedAddresses } from '../controller/published-addresses.js';
import type { Controller } from './controller.js';
import { endpointSliceController } from './endpoint-slice/controller.js';
import { endpointSliceMirroringController } from './endpoint-slice/mirroring-controller.js';
import { garbageCollector } from './garbage/garbage-collector.js';
import { gceIngressController } from './ingress-balancer/gce-controller.js';
import { ingressLoadBalancerController } from './ingress-balancer/controller.js';
import { ingressStatusController } from './ingress-status/controller.js';
import { serviceLoadBalancerController } from './load-balancer/controller.js';
import { kubelet } from './node/kubelet.js';
import { nodeLifecycleController } from './node/node-lifecycle.js';
import { nodeRegistration } from './node/node-registration.js';
import { noticeController } from './notice/controller.js';
import { scheduler } from './scheduling/scheduler.js';
import { adoptionController } from './workload/adoption.js';
import { daemonSetController } from './workload/daemon-set.js';
import { deploymentController } from './workload/deployment.js';
import { jobController } from './workload/job.js';
import { replicaSetController, replicationController } from './workload/replica-set.js';
import { statefulSetController } from './workload/stateful-set.js';

/**
 * Everything that runs in a control plane and on its nodes, in the order in which they get their turn: first what makes
 * and takes away, last what only looks on.
 *
 * @public
 */
export const controllers: readonly Controller[] = [
  garbageCollector,
  nodeRegistration,
  nodeLifecycleController,
  adoptionController,
  deploymentController,
  replicaSetController,
  replicationController,
  statefulSetController,
  daemonSetController,
  jobController,
  scheduler,
  kubelet,
  endpointSliceController,
  endpointSliceMirroringController,
  serviceLoadBalancerController,
  ingressLoadBalancerController,
  gceIngressController,
  ingressStatusController({ addressesOf: publishedAddresses, concerns: concernsPublication }),
  noticeController,
];
