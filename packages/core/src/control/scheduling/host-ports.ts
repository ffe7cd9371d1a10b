import type { ContainerPort, PodSpec } from '../../object/pod.js';

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

/** Whether two ports can't be had on one node. @see kubernetes/kubernetes pkg/scheduler/framework/types.go, CheckConflict */
export function conflicts(a: HostPort, b: HostPort): boolean {
  return (
    a.port === b.port &&
    a.protocol === b.protocol &&
    (a.ip === b.ip || a.ip === everyAddress || b.ip === everyAddress)
  );
}
