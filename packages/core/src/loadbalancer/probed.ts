import type { Protocol } from '../address/protocol.js';
import type { Cluster } from '../cluster/cluster.js';
import type { HealthProbe } from '../cluster/health-probe.js';
import { listening, settingsFor } from '../endpoints/application.js';
import { endpointsOf, type ServiceEndpoint } from '../endpoints/service-endpoint.js';
import type { Pod } from '../object/pod.js';
import type { ObjectKey } from '../object/object.js';
import type { Service, ServicePort } from '../object/service.js';
import { unhealthy } from './unhealthy.js';

/** The pods that were looked at for what was found, as they were: what changes none of them changes nothing. */
export type PodsSeen = Map<ObjectKey, Pod | undefined>;

/** A port of a Service that a health check stands for. */
export interface Checked {
  readonly service: ObjectKey;
  readonly family: 'IPv4' | 'IPv6';
  readonly port: number;
  readonly protocol: Protocol;
}

/**
 * Why a pod does not pass a health check; undefined where it does. What its processes do is what the user says of them,
 * else that they listen on the ports declared and answer as the check wants it.
 */
export function illnessOfPod(
  cluster: Cluster,
  probe: HealthProbe,
  { target, targetRef }: ServiceEndpoint,
  seen: PodsSeen,
): string | undefined {
  if (targetRef?.kind !== 'Pod' || probe.answeredBy !== undefined) return undefined;
  const key = `${targetRef.namespace ?? ''}/${targetRef.name}`;
  const pod = cluster.get('Pod', key);
  seen.set(key, pod);
  if (pod === undefined) return undefined;
  const port = probe.kind === 'pod' && typeof probe.port === 'number' ? probe.port : target.port;
  if (!listening(cluster, pod, port, 'TCP').listens) return unhealthy.notListening;
  const status = settingsFor(cluster, pod)?.status;
  const isAsked = probe.protocol === 'HTTP' || probe.protocol === 'HTTPS';
  return isAsked && status !== undefined && !isAmong(status, probe.codes) ? unhealthy.otherStatus : undefined;
}

/** Codes as `200`, `200,202` or `200-399`; the last is what a load balancer of layer 4 takes unless told. @see docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks */
function isAmong(status: number, codes = '200-399'): boolean {
  return codes.split(',').some((entry) => {
    const [from, to = from] = entry.split('-').map(Number);
    return from !== undefined && to !== undefined && status >= from && status <= to;
  });
}

/** What a check of a node port meets on a node: undefined where a pod passes it, else why none does. */
export type NodePortCheck = (node: string) => string | undefined;

/**
 * A check of a node port is answered by whichever endpoint the node sends it to: it passes as long as one of them does.
 * A check is TCP or HTTP whatever the listener is: on the port of a datagram nobody takes it.
 *
 * @see kubernetes/cloud-provider controllers/service; docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks
 */
export function nodePortCheck(
  cluster: Cluster,
  probe: HealthProbe,
  checked: Checked,
  seen: PodsSeen,
): NodePortCheck {
  const service = cluster.get('Service', checked.service);
  const isLocal = service?.spec.externalTrafficPolicy === 'Local';
  const without = isLocal ? unhealthy.withoutOwnEndpoint : unhealthy.withoutEndpoint;
  const port = checkedPort(service, probe, checked);
  if (port === undefined) return () => unhealthy.nothingOnPort;
  const { name, protocol } = port;
  const all = endpointsOf(cluster.slicesOf(checked.service), { family: checked.family, name, protocol });
  const illnesses = new Map(
    all.map((endpoint) => [endpoint, illnessOfPod(cluster, probe, endpoint, seen)] as const),
  );
  const illnessAmong = (endpoints: readonly ServiceEndpoint[]): string | undefined => {
    const ready = endpoints.filter(({ isReady }) => isReady);
    const taking = ready.length > 0 ? ready : endpoints.filter(({ isServing }) => isServing);
    const [first] = taking;
    if (first === undefined) return without;
    return taking.some((endpoint) => illnesses.get(endpoint) === undefined)
      ? undefined
      : illnesses.get(first);
  };
  if (!isLocal) {
    const illness = illnessAmong(all);
    return () => illness;
  }
  return (node) => illnessAmong(all.filter(({ nodeName }) => nodeName === node));
}

/** The port of the Service that takes a check of TCP on its node port. */
function checkedPort(
  service: Service | undefined,
  probe: HealthProbe,
  { port, protocol }: Checked,
): ServicePort | undefined {
  const ports = service?.spec.ports ?? [];
  const own = ports.find((entry) => entry.port === port && entry.protocol === protocol);
  const asked = typeof probe.port === 'number' ? probe.port : own?.nodePort;
  const there = ports.filter(({ nodePort }) => nodePort !== undefined && nodePort === asked);
  if (there.length === 0) return own;
  return there.find((entry) => entry.protocol === 'TCP');
}
