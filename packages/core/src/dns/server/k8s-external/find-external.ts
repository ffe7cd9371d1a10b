import { familyOf, parseIP } from '../../../address/ip.js';
import type { Service } from '../../../object/service.js';
import type { Candidate, ClusterFinding, ExternalHostname } from '../../finding.js';
import { isHeadless, slicesOf } from '../kubernetes/backend.js';
import { endpointName } from '../kubernetes/endpoint-name.js';
import { hasPort } from '../kubernetes/find-service.js';
import { isNamespaceExposed } from '../kubernetes/namespace-exposed.js';
import { readyCandidates } from '../kubernetes/ready-candidates.js';
import type { ExternalView } from './view.js';

/** What stands left of the namespace and Service in a name of external addresses. */
interface BelowService {
  readonly endpoint?: string;
  readonly port?: string;
  readonly protocol?: string;
}

const unexposed: ClusterFinding = { kind: 'nothing', error: { kind: 'no-external-address' } };
const emptyNamespace: ClusterFinding = { kind: 'empty' };

/**
 * A Service by the labels below an external zone: its external addresses, or where it is headless and has none, its
 * endpoints, if the plugin is told so.
 *
 * @see coredns/coredns plugin/kubernetes/external.go, External
 */
export function findExternal(view: ExternalView, labels: string): ClusterFinding {
  const parts = labels.split('.');
  const namespace = parts.at(-1) ?? '';
  const name = parts.at(-2);
  if (!isNamespaceExposed(view.kubernetes, namespace)) return unexposed;
  if (name === undefined) return emptyNamespace;
  const below = readBelow(parts.slice(0, -2));
  const service = view.kubernetes.cluster.get('Service', `${namespace}/${name}`);
  if (below === undefined || service === undefined) return unexposed;
  const candidates = candidatesOf(view, service, below);
  return candidates.length === 0
    ? { kind: 'nothing', error: { kind: 'no-external-address', service } }
    : { kind: 'external', service, candidates };
}

function readBelow(parts: readonly string[]): BelowService | undefined {
  const [first = '', second = ''] = parts.map((label) => (label.startsWith('_') ? label.slice(1) : label));
  switch (parts.length) {
    case 0:
      return {};
    case 1:
      return { endpoint: first };
    case 2:
      return { port: first, protocol: second };
    default:
      return undefined;
  }
}

/** A label in front of a Service with external addresses makes no difference: it has no names for its endpoints. */
function candidatesOf(
  view: ExternalView,
  service: Service,
  below: BelowService,
): readonly (Candidate | ExternalHostname)[] {
  const external = externalAddresses(service);
  const isByEndpoint = isHeadless(service) || below.endpoint !== undefined;
  if (!view.plugin.headless || external.length > 0 || !isByEndpoint) {
    return service.spec.ports
      .filter((port) => hasPort(port, below))
      .flatMap((port) => external.map((address) => externalCandidate(address, port)));
  }
  const { endpointPodNames } = view.kubernetes.plugin;
  return readyCandidates(slicesOf(view.kubernetes, service)).filter(
    ({ endpoint, address, port }) =>
      endpoint !== undefined &&
      hasPort(port, below) &&
      (below.endpoint === undefined || below.endpoint === endpointName(endpoint, address, endpointPodNames)),
  );
}

function externalCandidate(address: string, port: Candidate['port']): Candidate | ExternalHostname {
  return parseIP(address) === undefined
    ? { hostname: address, port }
    : { address, family: familyOf(address), port };
}

/**
 * The external addresses of a Service: those given, then what its load balancer reports, a host name where it has no
 * address.
 *
 * @see coredns/coredns plugin/kubernetes/object/service.go, ToService
 */
export function externalAddresses({ spec, status }: Service): readonly string[] {
  const reported = status.loadBalancer.ingress.flatMap(({ ip, hostname }) => ip ?? hostname ?? []);
  return [...spec.externalIPs, ...reported];
}
