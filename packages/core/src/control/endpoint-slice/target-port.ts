import type { EndpointPort } from '../../object/endpoint-slice.js';
import type { Pod } from '../../object/pod.js';
import type { Service, ServicePort } from '../../object/service.js';

/**
 * The number behind a target port on one pod: a number as it is, a name as the first container port of that name and
 * protocol, sidecars last.
 *
 * @see kubernetes/endpointslice utils.go, FindPort
 * @public
 */
export function targetPortOn(pod: Pod, { targetPort, protocol }: ServicePort): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  const { containers, initContainers } = pod.spec;
  for (const container of [
    ...containers,
    ...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always'),
  ]) {
    for (const port of container.ports) {
      if (port.name === targetPort && port.protocol === protocol) return port.containerPort;
    }
  }
  return undefined;
}

/** The ports of endpoints with these numbers behind the ports of the Service; a port without a number is left out. */
export function endpointPorts(
  { spec }: Service,
  numbers: readonly (number | undefined)[],
): readonly EndpointPort[] {
  return spec.ports.flatMap(({ name, protocol, appProtocol }, index): readonly EndpointPort[] => {
    const port = numbers[index];
    if (port === undefined) return [];
    return [appProtocol === undefined ? { name, protocol, port } : { name, protocol, port, appProtocol }];
  });
}
