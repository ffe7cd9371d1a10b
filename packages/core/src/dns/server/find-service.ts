import { familyOf, parseIP } from '../../address/ip.js';
import type { EndpointSlice } from '../../object/endpoint-slice.js';
import type { Service } from '../../object/service.js';
import type { Candidate, ClusterFinding, NameError } from '../finding.js';
import { endpointName } from './endpoint-name.js';
import type { ServiceName } from './service-name.js';
import type { ServerView } from './view.js';

const emptyNamespace: ClusterFinding = { kind: 'empty' };

/**
 * A Service, an endpoint of it, or one of its ports: the addresses that the name may be answered with.
 *
 * @see coredns/coredns plugin/kubernetes/kubernetes.go, findServices
 */
export function findService(view: ServerView, name: ServiceName): ClusterFinding {
  if (name.service === undefined) return emptyNamespace;
  const service = view.cluster.get('Service', `${name.namespace}/${name.service}`);
  if (service === undefined) return nothing({ kind: 'service', name });
  if (service.spec.type === 'ExternalName') return findExternalName(service, name);
  const isHeadless = service.spec.clusterIP === 'None';
  const isByEndpoint = isHeadless || name.endpoint !== undefined;
  const { ignoreEmptyService } = view.plugin;
  if (!isByEndpoint && !ignoreEmptyService) return narrowed(view, service, clusterIPs(service), name);
  const ready = readyCandidates(slicesOf(view, service));
  if (ready.length === 0 && (isHeadless || ignoreEmptyService)) {
    return nothing({ kind: 'no-endpoint', name, service });
  }
  return narrowed(view, service, isByEndpoint ? ready : clusterIPs(service), name);
}

function nothing(error: NameError): ClusterFinding {
  return { kind: 'nothing', error };
}

/** An alias; what lies below it does not exist, and an address is no name to point at. */
function findExternalName(service: Service, name: ServiceName): ClusterFinding {
  const { externalName = '' } = service.spec;
  const isBelow = name.endpoint !== undefined || name.port !== undefined;
  return isBelow || externalName === '' || parseIP(externalName) !== undefined
    ? nothing({ kind: 'external-name', name, service })
    : { kind: 'alias', service };
}

/** Only the candidates of the endpoint, port and protocol that the name has; without them all, as they are. */
function narrowed(
  view: ServerView,
  service: Service,
  all: readonly Candidate[],
  name: ServiceName,
): ClusterFinding {
  const { endpointPodNames } = view.plugin;
  const isWhole = name.endpoint === undefined && name.port === undefined;
  const candidates = isWhole
    ? all
    : all.filter((one) => hasPort(one, name) && isEndpoint(one, name.endpoint, endpointPodNames));
  return candidates.length === 0
    ? nothing({ kind: 'endpoint', name, service })
    : { kind: 'service', service, candidates };
}

function slicesOf({ cluster, plugin }: ServerView, { metadata }: Service): readonly EndpointSlice[] {
  return plugin.noEndpoints ? [] : cluster.slicesOf(`${metadata.namespace}/${metadata.name}`);
}

function isEndpoint(
  { endpoint, address }: Candidate,
  wanted: string | undefined,
  usePodNames: boolean,
): boolean {
  if (wanted === undefined) return true;
  return endpoint !== undefined && endpointName(endpoint, address, usePodNames) === wanted;
}

/** Port and protocol filter whatever type is asked for; empty they filter nothing. */
function hasPort({ port }: Candidate, name: ServiceName): boolean {
  const isPort = name.port === undefined || name.port === '' || name.port === port.name;
  return (
    isPort &&
    (name.protocol === undefined || name.protocol === '' || name.protocol === port.protocol.toLowerCase())
  );
}

const virtualByService = new WeakMap<Service, readonly Candidate[]>();

/** Every cluster IP on every port; the external addresses of a Service have no part in its name. */
function clusterIPs(service: Service): readonly Candidate[] {
  let candidates = virtualByService.get(service);
  if (candidates === undefined) {
    const addresses = service.spec.clusterIPs.filter((address) => address !== '');
    candidates = service.spec.ports.flatMap((port) =>
      addresses.map((address): Candidate => ({ address, family: familyOf(address), port })),
    );
    virtualByService.set(service, candidates);
  }
  return candidates;
}

const readyBySlices = new WeakMap<readonly EndpointSlice[], readonly Candidate[]>();

/** A slice without ports publishes its endpoints too; there is nothing in it that SRV could answer with. */
const portless: readonly Candidate['port'][] = [{ name: '', protocol: 'TCP' }];

/**
 * Every ready endpoint on every port of its slice. Ready alone counts; where it is not said, it is so.
 *
 * @see coredns/coredns plugin/kubernetes/object/endpoint.go, EndpointSliceToEndpoints
 */
export function readyCandidates(slices: readonly EndpointSlice[]): readonly Candidate[] {
  const known = readyBySlices.get(slices);
  if (known !== undefined) return known;
  const candidates = slices.flatMap((slice) =>
    slice.endpoints
      .filter(({ conditions }) => conditions.ready !== false)
      .flatMap((endpoint) =>
        endpoint.addresses.flatMap((address) =>
          (slice.ports.length === 0 ? portless : slice.ports).map((port): Candidate => ({
            address,
            family: familyOf(address),
            port,
            endpoint,
          })),
        ),
      ),
  );
  readyBySlices.set(slices, candidates);
  return candidates;
}
