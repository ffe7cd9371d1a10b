import type { Cluster } from '../../../cluster/cluster.js';
import { wantedPort, serviceOf } from '../../backend.js';
import type { IngressDecision, IngressResult } from '../../decision.js';
import { annotationField, ingressLabel, ingressReference } from '../../reference.js';
import type { IngressConnection } from '../../request.js';
import type { NginxConfiguration } from '../configuration/configuration.js';
import type { Upstream } from '../configuration/upstreams.js';
import type { NginxLocation } from '../location/location.js';

/**
 * TLS for a host that it is passed through for: the controller reads the server name, and passes the bytes on to the
 * cluster IP of the Service. Undefined for other connections, which go to nginx.
 *
 * Server names are compared as texts: hosts with a wildcard, aliases and other spellings are not passed through.
 * @see kubernetes/ingress-nginx pkg/tcpproxy/tcp.go; internal/ingress/controller/nginx.go, generateTemplate; docs/user-guide/tls.md
 */
export function passthroughDecision(
  view: Cluster,
  configuration: NginxConfiguration,
  { port, tls, proxyProtocol }: IngressConnection,
): IngressDecision | undefined {
  const { passthrough, profile, settings, upstreams } = configuration;
  if (!passthrough.isEnabled || tls === undefined || !profile.httpsPorts.includes(port)) return undefined;
  if (proxyProtocol !== undefined && !settings.useProxyProtocol) return undefined;
  const host = tls.sni ?? '';
  const root = passthrough.roots.get(host);
  const upstream = upstreams.get(root?.upstream ?? '');
  if (root === undefined || upstream === undefined) return undefined;
  const result = toClusterIP(view, root, upstream);
  if (result === undefined) return undefined;
  const by = { path: annotationField(`${profile.annotationPrefix}/ssl-passthrough`) };
  const ingress = root.ingress === undefined ? undefined : ingressReference(root.ingress);
  return {
    server: host,
    location: { path: root.path, pathType: root.pathType },
    ...(ingress === undefined ? {} : { ingress }),
    rule: { id: 'ingress-ssl-passthrough', ...(ingress === undefined ? {} : { object: ingress }), ...by },
    skipped: [],
    assumptions: [],
    result,
  };
}

/** Without the Service TLS is not passed through; without a cluster IP the controller has nowhere to connect to. */
function toClusterIP(
  view: Cluster,
  { ingress }: NginxLocation,
  { use }: Upstream,
): IngressResult | undefined {
  const service = serviceOf(view, use);
  if (service === undefined) return undefined;
  const { namespace, name } = service.metadata;
  const reference = { kind: 'Service', namespace, name };
  const { clusterIP, ports } = service.spec;
  const wanted = wantedPort(use.backend);
  const port = typeof wanted === 'number' ? wanted : ports.find((entry) => entry.name === wanted)?.port;
  if (port === undefined || clusterIP === '' || clusterIP === 'None') {
    return {
      kind: 'closed',
      cause: {
        code: 'passthrough-without-cluster-ip',
        object: reference,
        path: port === undefined ? 'spec.ports' : 'spec.clusterIP',
        message: `${ingress === undefined ? 'The Ingress' : ingressLabel(ingress)} passes TLS through to Service ${namespace}/${name}, which has no ${port === undefined ? `port ${wanted}` : 'cluster IP'}.`,
        fix: 'Pass TLS through to a Service with a cluster IP and that port.',
      },
    };
  }
  const backend = { service: reference, port: wanted, endpoints: [{ address: clusterIP, port }], share: 1 };
  return { kind: 'pass', backends: [backend], by: 'random', proxyLine: 'none' };
}
