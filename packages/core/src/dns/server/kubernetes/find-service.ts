import { parseIP } from '../../../address/ip.js';
import type { Service } from '../../../object/service.js';
import type { Candidate, KubernetesFinding, NameError } from '../../finding.js';
import { lowerName } from '../../name.js';
import { type Backend, isHeadless, slicesOf, virtualCandidates } from './backend.js';
import { endpointName } from './endpoint-name.js';
import { readyCandidates } from './ready-candidates.js';
import type { ServiceName, ZonalName } from './service-name.js';
import type { ServerView } from './view.js';

const emptyNamespace: KubernetesFinding = { kind: 'empty' };

/**
 * A Service, an endpoint of it, or one of its ports: the addresses that the name may be answered with.
 *
 * @param kind which kind has the names of the zone
 * @see coredns/coredns plugin/kubernetes/kubernetes.go, findServices, findMultiClusterServices
 */
export function findService(
  view: ServerView,
  name: ServiceName,
  kind: 'Service' | 'ServiceImport',
): KubernetesFinding {
  if (name.service === undefined) return emptyNamespace;
  const service: Backend | undefined = view.cluster.get(kind, `${name.namespace}/${name.service}`);
  if (service === undefined) return nothing({ kind: 'service', name });
  const isWithoutAddress = isHeadless(service);
  if (name.zonal !== undefined) {
    return isWithoutAddress ? ofZone(view, service, name.zonal) : nothing({ kind: 'form' });
  }
  if (service.kind === 'Service' && service.spec.type === 'ExternalName') {
    return findExternalName(service, name);
  }
  const isByEndpoint = isWithoutAddress || name.endpoint !== undefined;
  const { ignoreEmptyService } = view.plugin;
  if (!isByEndpoint && !ignoreEmptyService) return narrowed(view, service, virtualCandidates(service), name);
  const ready = readyCandidates(slicesOf(view, service));
  if (ready.length === 0 && (isWithoutAddress || ignoreEmptyService)) {
    return nothing({ kind: 'no-endpoint', name, service });
  }
  return narrowed(view, service, isByEndpoint ? ready : virtualCandidates(service), name);
}

function nothing(error: NameError): KubernetesFinding {
  return { kind: 'nothing', error };
}

/** The endpoints of a topology zone. The name exists even where there are none. */
function ofZone(
  view: ServerView,
  service: Backend,
  { topologyZone, directive }: ZonalName,
): KubernetesFinding {
  const ready = readyCandidates(slicesOf(view, service));
  const own = ready.filter(({ endpoint }) => lowerName(endpoint?.zone ?? '') === topologyZone);
  return { kind: 'service', service, candidates: own.length === 0 && directive === 'prefer' ? ready : own };
}

/** An alias; what lies below it does not exist, and an address is no name to point at. */
function findExternalName(service: Service, name: ServiceName): KubernetesFinding {
  const { externalName = '' } = service.spec;
  const isBelow = name.endpoint !== undefined || name.port !== undefined;
  return isBelow || externalName === '' || parseIP(externalName) !== undefined
    ? nothing({ kind: 'external-name', name, service })
    : { kind: 'alias', service };
}

/** Only the candidates of the endpoint, port and protocol that the name has; without them all, as they are. */
function narrowed(
  view: ServerView,
  service: Backend,
  all: readonly Candidate[],
  name: ServiceName,
): KubernetesFinding {
  const { endpointPodNames } = view.plugin;
  const isWhole = name.endpoint === undefined && name.port === undefined;
  const candidates = isWhole
    ? all
    : all.filter((one) => hasPort(one.port, name) && isEndpoint(one, name, endpointPodNames));
  return candidates.length === 0
    ? nothing({ kind: 'endpoint', name, service })
    : { kind: 'service', service, candidates };
}

/** In a zone of several clusters the name of an endpoint is none without its cluster. */
function isEndpoint(
  { endpoint, address, clusterId }: Candidate,
  { endpoint: wanted, cluster }: ServiceName,
  usePodNames: boolean,
): boolean {
  if (wanted === undefined) return true;
  if (endpoint === undefined || lowerName(clusterId ?? '') !== (cluster ?? '')) return false;
  return endpointName(endpoint, address, usePodNames) === wanted;
}

/** Whether a port has the name and protocol asked for, whatever the type; empty or absent they ask for nothing. */
export function hasPort(
  port: Candidate['port'],
  { port: name = '', protocol = '' }: Pick<ServiceName, 'port' | 'protocol'>,
): boolean {
  return (name === '' || name === port.name) && (protocol === '' || protocol === port.protocol.toLowerCase());
}
