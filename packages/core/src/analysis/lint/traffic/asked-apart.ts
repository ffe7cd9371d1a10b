import type { Cluster } from '../../../cluster/cluster.js';
import { endpointsOf } from '../../../endpoints/service-endpoint.js';
import type { Container, Probe } from '../../../object/pod.js';
import type { Ingress } from '../../../object/ingress.js';
import { keyOf } from '../../../object/object.js';
import type { Service } from '../../../object/service.js';
import type { LoadBalancerHop } from '../../../trace/hop.js';

/**
 * Whether a health check asks a port of its own, on which nothing says that pods listen: not the one that takes the
 * traffic, nor one that a probe of the pods themselves asks.
 */
export function asksApart(
  cluster: Cluster,
  { probe }: LoadBalancerHop,
  objects: readonly (Ingress | Service)[],
): boolean {
  if (typeof probe?.port !== 'number' || probe.kind !== 'pod') return false;
  const { port } = probe;
  return objects.every(
    (object) =>
      object.kind !== 'Service' ||
      podsOf(cluster, object).every(
        ({ target, containers }) => target !== port && !containers.some((each) => isProbed(each, port)),
      ),
  );
}

interface Asked {
  readonly target: number;
  readonly containers: readonly Container[];
}

function podsOf(cluster: Cluster, service: Service): readonly Asked[] {
  const slices = cluster.slicesOf(keyOf(service));
  return service.spec.ports.flatMap(({ name, protocol }) =>
    (['IPv4', 'IPv6'] as const).flatMap((family) =>
      endpointsOf(slices, { family, name, protocol }).flatMap(({ target, targetRef }) => {
        const key = `${targetRef?.namespace ?? ''}/${targetRef?.name ?? ''}`;
        return { target: target.port, containers: cluster.get('Pod', key)?.spec.containers ?? [] };
      }),
    ),
  );
}

function isProbed({ readinessProbe, livenessProbe, startupProbe, ports }: Container, port: number): boolean {
  return [readinessProbe, livenessProbe, startupProbe].some((probe) => {
    const asked = probe === undefined ? undefined : portOf(probe);
    return (
      asked === port || ports.some(({ name, containerPort }) => name === asked && containerPort === port)
    );
  });
}

function portOf({ httpGet, tcpSocket, grpc }: Probe): number | string | undefined {
  return httpGet?.port ?? tcpSocket?.port ?? grpc?.port;
}
