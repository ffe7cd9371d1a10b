import type { Cluster } from '../../../cluster/cluster.js';
import type { StreamService, StreamTarget } from '../../../controller/stream-services.js';
import type { Service, ServicePort } from '../../../object/service.js';
import type { Cause } from '../../../trace/outcome.js';
import { endpointsOfPort, leave, outside } from '../../backend.js';
import type { IngressDecision, IngressResult } from '../../decision.js';
import type { IngressConnection } from '../../request.js';

/**
 * A connection or datagram on the port of a stream: it is passed on to a ready endpoint of the Service, over a connection
 * of the controller's own. A stream without endpoint is not written, and nobody listens on its port.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, getStreamServices; rootfs/etc/nginx/template/nginx.tmpl, stream
 */
export function streamDecision(
  view: Cluster,
  stream: StreamService,
  connection: IngressConnection,
): IngressDecision {
  const { protocol, port, configMap, path, target } = stream;
  return {
    server: `${protocol} ${port}`,
    rule: { id: 'controller-stream-service', object: configMap, path },
    skipped: [],
    assumptions: [],
    result: target === undefined ? refused(unreadable(stream)) : toTarget(view, stream, target, connection),
  };
}

function toTarget(
  view: Cluster,
  stream: StreamService,
  target: StreamTarget,
  connection: IngressConnection,
): IngressResult {
  const service = view.get('Service', target.service);
  if (service === undefined) return refused(serviceMissing(stream, target));
  const port = portOf(service, stream, target);
  if (port === undefined) return refused(portMissing(stream, target));
  if (target.takesProxyLine && connection.proxyProtocol === undefined) {
    return { kind: 'closed', cause: lineMissing(stream) };
  }
  if (service.spec.type === 'ExternalName') {
    const found = outside(service, port, target.port, { object: stream.configMap, path: stream.path });
    return found.kind === 'outside' ? leave(found, {}) : refused(portMissing(stream, target));
  }
  const found = endpointsOfPort(view, service, port, target.port);
  if (found.kind === 'missing') return refused(found.cause);
  if (found.kind === 'outside') return leave(found, {});
  return {
    kind: 'pass',
    backends: [{ service: found.service, port: found.port, endpoints: found.endpoints, share: 1 }],
    by: 'random',
    proxyLine: target.sendsProxyLine ? 'new' : target.takesProxyLine ? 'none' : 'kept',
  };
}

/** A number is a port of the Service, never a target port. */
function portOf(
  service: Service,
  { protocol }: StreamService,
  { port }: StreamTarget,
): ServicePort | undefined {
  const number = /^[-+]?\d+$/.test(port) ? Number(port) : undefined;
  return service.spec.ports.find(
    (entry) =>
      entry.protocol === protocol && (number === undefined ? entry.name === port : entry.port === number),
  );
}

function refused(cause: Cause): IngressResult {
  return { kind: 'refused', cause };
}

function unreadable({ configMap, path, port }: StreamService): Cause {
  return {
    code: 'stream-service-unusable',
    object: configMap,
    path,
    message: `The controller does not listen on port ${port}: the entry of the ConfigMap names no Service and port.`,
    fix: 'Write namespace/service:port.',
  };
}

function serviceMissing({ configMap, path, port }: StreamService, { service }: StreamTarget): Cause {
  return {
    code: 'stream-service-unusable',
    object: configMap,
    path,
    message: `The controller does not listen on port ${port}: Service ${service} does not exist.`,
    fix: `Create Service ${service}, or name another one.`,
  };
}

function portMissing({ configMap, path, port, protocol }: StreamService, target: StreamTarget): Cause {
  return {
    code: 'stream-service-unusable',
    object: configMap,
    path,
    message: `The controller does not listen on port ${port}: Service ${target.service} has no port ${target.port} of ${protocol}.`,
    fix: 'Name a port of the Service by its number or name; a target port does not count.',
  };
}

function lineMissing({ configMap, path }: StreamService): Cause {
  return {
    code: 'proxy-protocol-missing',
    object: configMap,
    path,
    message: 'The stream expects a PROXY protocol line first, and the connection is closed without one.',
    fix: 'Let the load balancer speak the PROXY protocol, or leave :PROXY out.',
  };
}
