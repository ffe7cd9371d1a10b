import type { Cluster } from '../../cluster/cluster.js';
import type { ContainerPort, Pod, PodSpec } from '../../object/pod.js';
import { isFinished } from '../workload/pod-state.js';

/** A port of the node itself that a pod takes. */
export interface HostPort {
  readonly ip: string;
  readonly port: number;
  readonly protocol: ContainerPort['protocol'];
}

const everyAddress = '0.0.0.0';

/**
 * The ports that a pod takes on its node. With `hostNetwork` these are all that its containers declare.
 *
 * @see kubernetes/kubernetes pkg/scheduler/util/utils.go, GetHostPorts; pkg/apis/core/v1/defaults.go, defaultHostNetworkPorts
 */
export function hostPortsOf(spec: PodSpec): readonly HostPort[] {
  const sidecars = spec.initContainers.filter((container) => container.restartPolicy === 'Always');
  return [...spec.containers, ...sidecars].flatMap(({ ports }) =>
    ports.flatMap(({ hostPort, containerPort, hostIP, protocol }) => {
      const port = hostPort ?? (spec.hostNetwork ? containerPort : undefined);
      return port === undefined ? [] : [{ ip: hostIP ?? everyAddress, port, protocol }];
    }),
  );
}

/** Whether these ports are free on the node. @see kubernetes/kubernetes pkg/scheduler/framework/types.go, CheckConflict */
export function hostPortsFit(cluster: Cluster, node: string, wanted: readonly HostPort[]): boolean {
  return wanted.every((port) =>
    cluster.podsByHostPort(node, port.port).every((pod) => isFinished(pod) || !holds(pod, port)),
  );
}

function holds(pod: Pod, wanted: HostPort): boolean {
  return hostPortsOf(pod.spec).some(
    ({ ip, port, protocol }) =>
      port === wanted.port &&
      protocol === wanted.protocol &&
      (ip === wanted.ip || ip === everyAddress || wanted.ip === everyAddress),
  );
}
