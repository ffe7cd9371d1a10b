import type { Cluster } from '../../../cluster/cluster.js';
import type { ControllerProfile } from '../../../controller/profile.js';
import type { Service } from '../../../object/service.js';
import {
  endpointsOfPort,
  lookUpBackend,
  serviceOf,
  wantedPort,
  type BackendLookup,
  type PortMatch,
} from '../../backend.js';
import type { NginxLocation } from '../location/location.js';
import type { Upstream } from '../configuration/upstreams.js';

/** nginx finds a port by its number, by what it leads to, or by its name. @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, serviceEndpoints */
const byAnything: PortMatch = (port, wanted) =>
  String(port.port) === String(wanted) || String(port.targetPort) === String(wanted) || port.name === wanted;

/** The endpoints of an upstream: those that are ready, or with `service-upstream` the cluster IP. */
export function upstreamEndpoints(cluster: Cluster, upstream: Upstream): BackendLookup {
  const clusterIP = upstream.serviceUpstream ? clusterEndpoint(cluster, upstream) : undefined;
  return clusterIP ?? lookUpBackend(cluster, upstream.use, byAnything);
}

/** A Service without cluster IP, or without a port of the name asked, falls back to its endpoints. */
function clusterEndpoint(cluster: Cluster, { use }: Upstream): BackendLookup | undefined {
  const service = serviceOf(cluster, use);
  const clusterIP = service?.spec.clusterIP ?? '';
  if (service === undefined || clusterIP === '' || clusterIP === 'None') return undefined;
  const wanted = wantedPort(use.backend);
  const port =
    typeof wanted === 'number' ? wanted : service.spec.ports.find(({ name }) => name === wanted)?.port;
  if (port === undefined) return undefined;
  const { namespace, name } = service.metadata;
  return {
    kind: 'found',
    service: { kind: 'Service', namespace, name },
    port: wanted,
    endpoints: [{ address: clusterIP, port }],
  };
}

/** The endpoints of the Service that the annotation default-backend of a location names; undefined when there are none. */
export function standInOf(
  cluster: Cluster,
  { annotations, ingress }: NginxLocation,
): Extract<BackendLookup, { kind: 'found' }> | undefined {
  const { defaultBackend } = annotations;
  if (defaultBackend === '' || ingress === undefined) return undefined;
  return defaultEndpoints(cluster, `${ingress.metadata.namespace}/${defaultBackend}`);
}

/** The endpoints of the Service that the flag `--default-backend-service` names; undefined when there are none. */
export function controllerDefault(
  cluster: Cluster,
  { flags }: ControllerProfile,
): Extract<BackendLookup, { kind: 'found' }> | undefined {
  const key = flags['default-backend-service'];
  return key === undefined ? undefined : defaultEndpoints(cluster, key);
}

/** The name of the upstream of the controller's default backend. */
export const defaultUpstream = 'upstream-default-backend';

/** The name of the upstream that answers in place of errors. @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, getBackendServers */
export function errorUpstream(cluster: Cluster, location: NginxLocation): string {
  const { annotations, ingress } = location;
  return standInOf(cluster, location) === undefined
    ? defaultUpstream
    : `custom-default-backend-${ingress?.metadata.namespace ?? ''}-${annotations.defaultBackend}`;
}

/** The endpoints of the first port of a Service that stands in for others; undefined when there are none. */
function defaultEndpoints(
  cluster: Cluster,
  key: string,
): Extract<BackendLookup, { kind: 'found' }> | undefined {
  const service: Service | undefined = cluster.get('Service', key);
  const port = service?.spec.ports[0];
  if (service === undefined || port === undefined) return undefined;
  const found = endpointsOfPort(cluster, service, port, port.port);
  return found.kind === 'found' ? found : undefined;
}
