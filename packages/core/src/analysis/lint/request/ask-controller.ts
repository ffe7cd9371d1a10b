import type { Cluster } from '../../../cluster/cluster.js';
import type { Controller } from '../../../controller/controllers.js';
import { traceRequest } from '../../../pipeline/trace-request.js';
import { node } from '../../../request/origin.js';
import type { RequestInput } from '../../../request/read-request.js';
import type { IngressHop } from '../../../trace/hop.js';
import type { Trace } from '../../../trace/trace.js';
import { hostFor, isSentAsItIs } from './rule-address.js';

/** A request that came to an ingress controller. */
export interface AskedController {
  readonly request: RequestInput;
  readonly trace: Trace;
  /** What the controller did with it. */
  readonly hop: IngressHop;
}

/** A host for rules of every host. */
const anyHost = 'any.example.org';

/**
 * Asks a controller for a path on the host of a rule: by name as a client would, or else at one of its pods; with TLS
 * where plain HTTP is redirected. Undefined where no such request comes to it.
 *
 * @param query with its question mark
 */
export function askController(
  cluster: Cluster,
  controller: Controller,
  host: string,
  path: string,
  query = '',
): AskedController | undefined {
  if (!isSentAsItIs(path)) return undefined;
  const target = `${path}${query}`;
  const name = host === '' ? anyHost : hostFor(host);
  const byName = send(cluster, controller, { url: `http://${name}${target}` });
  if (byName !== undefined && !isRedirected(byName)) return byName;
  const byTLS = byName && send(cluster, controller, { url: `https://${name}${target}`, insecure: true });
  return byTLS ?? atPod(cluster, controller, name, target) ?? byName;
}

/** Somebody at the node of the controller asks its pod. */
function atPod(
  cluster: Cluster,
  controller: Controller,
  host: string,
  target: string,
): AskedController | undefined {
  const { pods, profile } = controller;
  const pod = pods.find(({ status }) => status.phase === 'Running');
  const [address] = pod?.status.podIPs ?? [];
  const name = pod?.spec.nodeName;
  if (address === undefined || name === undefined) return undefined;
  const common = { from: node(name), address };
  const [http = 80] = profile.httpPorts;
  const [https = 443] = profile.httpsPorts;
  const plain = send(cluster, controller, { ...common, url: `http://${host}:${http}${target}` });
  if (plain === undefined || !isRedirected(plain)) return plain;
  const url = `https://${host}:${https}${target}`;
  return send(cluster, controller, { ...common, url, insecure: true });
}

function send(cluster: Cluster, { pods }: Controller, request: RequestInput): AskedController | undefined {
  const trace = traceRequest(cluster, request);
  const hop = trace.hops.find((each): each is IngressHop => each.stage === 'ingress');
  const place = hop?.place;
  if (hop === undefined || place?.kind !== 'pod') return undefined;
  const isOwn = pods.some(
    ({ metadata }) => metadata.namespace === place.namespace && metadata.name === place.name,
  );
  return isOwn ? { request, trace, hop } : undefined;
}

function isRedirected({ trace }: AskedController): boolean {
  return trace.outcome.cause.code === 'redirected-to-https';
}
