import type { Cluster } from '../../../cluster/cluster.js';
import { targetPortOn } from '../../../control/endpoint-slice/target-port.js';
import { listening, settingsFor } from '../../../endpoints/application.js';
import { selectorOf } from '../../../object/label-selector.js';
import type { Pod } from '../../../object/pod.js';
import { referenceTo } from '../../../object/reference.js';
import type { Service, ServicePort } from '../../../object/service.js';
import { workloadOf } from '../../../pod/workload.js';
import type { Trace } from '../../../trace/trace.js';
import { statedServices } from '../../stated-services.js';
import type { Finding } from '../finding.js';
import { shownBy } from '../request/shown-by.js';
import { isHeadless, requestTo } from './service-request.js';

/**
 * Ports of Services that lead to a port on which the pods do not listen, and ports of headless Services, which nothing
 * translates into the target port. Container ports are a declaration only: unless the platform says on what the pods
 * listen, this is a warning.
 *
 * @see kubernetes/api core/v1/types.go, Container.Ports
 * @see kubernetes/website concepts/services-networking/service.md, headless Services
 */
export function notListening(cluster: Cluster): readonly Finding[] {
  return statedServices(cluster).flatMap((service) => {
    const { type, selector = {}, ports } = service.spec;
    if (type === 'ExternalName' || Object.keys(selector).length === 0) return [];
    const pods = cluster.podsMatching(service.metadata.namespace, selectorOf(selector));
    return ports.flatMap((port, index) =>
      pods.some((pod) => !listens(cluster, service, port, pod))
        ? (findingOf(cluster, service, port, index) ?? [])
        : [],
    );
  });
}

function listens(cluster: Cluster, service: Service, port: ServicePort, pod: Pod): boolean {
  const asked = isHeadless(service) ? port.port : targetPortOn(pod, port);
  return asked === undefined || listening(cluster, pod, asked, port.protocol).listens;
}

function findingOf(
  cluster: Cluster,
  service: Service,
  port: ServicePort,
  index: number,
): Finding | undefined {
  const request = requestTo(cluster, service, port);
  const evidence =
    request && shownBy(cluster, request, ({ outcome }) => outcome.cause.code === 'nobody-listens');
  if (evidence === undefined) return undefined;
  const pod = podAtEndOf(cluster, evidence.trace);
  if (pod === undefined) return undefined;
  const common = {
    severity: settingsFor(cluster, pod)?.listens === undefined ? 'warning' : 'error',
    object: referenceTo(service),
    evidence,
  } as const;
  const { namespace, name } = service.metadata;
  const pods = podsText(cluster, pod, port);
  if (isHeadless(service) && port.targetPort !== port.port) {
    return {
      ...common,
      code: 'headless-port-mismatch',
      path: `spec.ports[${index}].port`,
      message: `Service ${namespace}/${name} is headless: its name leads to the pods, and nothing makes targetPort ${port.targetPort} of its port ${port.port}/${port.protocol}; ${pods}.`,
      fix: 'Set port to the port that the pods listen on, or give the Service a cluster IP.',
    };
  }
  return {
    ...common,
    code: 'target-port-not-listening',
    path: `spec.ports[${index}].targetPort`,
    message: `Service ${namespace}/${name} sends its port ${port.port} to ${targetPortOn(pod, port) ?? port.port}/${port.protocol} of its pods; ${pods}.`,
    fix: 'Set targetPort (and protocol) to what the containers listen on, or declare the port there.',
  };
}

function podAtEndOf(cluster: Cluster, { outcome }: Trace): Pod | undefined {
  const { namespace = '', name = '' } = outcome.cause.object ?? {};
  return cluster.get('Pod', `${namespace}/${name}`);
}

/** What pods listen on, as it is known. */
function podsText(cluster: Cluster, pod: Pod, { protocol }: ServicePort): string {
  const workload = workloadOf(cluster, pod);
  const whose = workload === undefined ? `Pod ${pod.metadata.name}` : `${workload.kind} ${workload.name}`;
  const stated = settingsFor(cluster, pod)?.listens;
  if (stated !== undefined) return `${whose} listens on ${stated.join(', ')}`;
  const declared = pod.spec.containers.flatMap(({ ports }) =>
    ports.map((port) => `${port.containerPort}/${port.protocol}`),
  );
  return `${whose} declares ${declared.length === 0 ? `no port for ${protocol}` : declared.join(', ')}`;
}
