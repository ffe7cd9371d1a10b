import {
  createCluster,
  internet,
  network,
  traceAll,
  type Cluster,
  type Listener,
  type LoadBalancer,
  type Origin,
  type Platform,
  type Trace,
} from '@kubehop/core';
import type { Answer } from '../adapter.js';
import { isObject, type Json, type JsonObject } from '../vectors.js';
import type { CloudCase } from './clouds-case.js';
import { cloudPlatform } from './clouds-platform.js';
import { podsFor } from './clouds-pods.js';

const vpcClient = '10.0.1.7';

/** All that becomes of what a client outside asks at the first listener. */
export function tracesFromOutside(cluster: Cluster, balancer: LoadBalancer): readonly Trace[] {
  const { kind, address } = cluster.platform.defaultOrigin;
  const asking = kind === 'network' ? network(address) : internet(address);
  return tracesFrom(cluster, balancer, balancer.scheme === 'internal' ? network(vpcClient) : asking);
}

/** All that becomes of what somebody asks at the first listener: a request that its first rule takes, where it has rules. */
export function tracesFrom(cluster: Cluster, balancer: LoadBalancer, from: Origin): readonly Trace[] {
  const [listener] = balancer.listeners;
  const [address] = balancer.addresses;
  if (listener === undefined || address === undefined) return [];
  const { scheme, host, path } = requestAt(listener);
  const url = `${scheme}://${host ?? address}:${listener.port}${path}`;
  return traceAll(cluster, { from, url, address }).branches.map(({ trace }) => trace);
}

function requestAt({ protocol, terminates, routing }: Listener): {
  readonly scheme: string;
  readonly host?: string;
  readonly path: string;
} {
  if (routing === undefined) return { scheme: protocol.toLowerCase(), path: '' };
  const conditions = routing.rules[0]?.conditions ?? [];
  const [host = 'any.example.com'] = conditions.flatMap((each) =>
    each.field === 'host-header' ? each.values : [],
  );
  const [path = '/'] = conditions.flatMap((each) => (each.field === 'path-pattern' ? each.values : []));
  return { scheme: terminates === 'HTTPS' ? 'https' : 'http', host, path: path.replace('*', '') };
}

/** What the load balancer of Ingresses does with requests, as far as a case asks for it. */
export function requestAnswers(
  cloudCase: CloudCase,
  cluster: Cluster,
  balancer: LoadBalancer,
  expected: JsonObject,
): Answer {
  const { objects, cluster: facts } = cloudCase;
  const platform = cloudPlatform(facts);
  return {
    rules: rulesOf(balancer),
    ...statedRequest(cluster, balancer, expected['request']),
    noTargets: { status: statusIn(platform, objects) },
    targetRefuses: { status: statusIn(listeningNowhere(platform), [...objects, ...podsFor(cloudCase)]) },
    targetSilent: {
      status: statusIn(platform, withSilentNode(cloudCase)),
      afterSeconds: balancer.traits.connectTimeoutSeconds,
    },
  };
}

function rulesOf({ listeners }: LoadBalancer): unknown {
  return listeners[0]?.routing?.rules.map(({ priority, conditions }) => ({
    priority,
    paths: conditions.flatMap((each) => (each.field === 'path-pattern' ? each.values : [])),
  }));
}

/** What becomes of the request that a case states, and what comes to the target of it. */
function statedRequest(cluster: Cluster, balancer: LoadBalancer, request: Json | undefined): Answer {
  const [address] = balancer.addresses;
  if (!isObject(request) || address === undefined) return {};
  const text = (key: string, otherwise: string): string => {
    const value = request[key];
    return typeof value === 'string' ? value : otherwise;
  };
  const headers = isObject(request['headers'])
    ? Object.entries(request['headers']).map(
        ([name, value]) => [name, typeof value === 'string' ? value : ''] as const,
      )
    : [];
  const from = text('client', vpcClient);
  const { branches } = traceAll(cluster, {
    from: balancer.scheme === 'internal' ? network(from) : internet(from),
    url: `${text('scheme', 'http')}://${text('host', address)}${text('path', '/')}`,
    address,
    headers: Object.fromEntries(headers),
  });
  const [trace] = branches.map((branch) => branch.trace);
  if (trace === undefined) return {};
  const hop = trace.hops.find(({ stage }) => stage === 'load-balancer');
  const sent = hop?.stage === 'load-balancer' ? hop.forwarded : undefined;
  return {
    request,
    response: responseOf(balancer, trace),
    requestAtTarget: {
      headers: Object.fromEntries((sent?.headers ?? []).map(({ name, value }) => [name, value])),
    },
  };
}

function responseOf(balancer: LoadBalancer, { outcome, hops }: Trace): unknown {
  if (outcome.kind !== 'response') return undefined;
  const rule = hops.find(({ stage }) => stage === 'load-balancer')?.rule;
  const actions = balancer.listeners.flatMap(({ routing }) =>
    routing === undefined ? [] : [...routing.rules, routing.otherwise],
  );
  const action = actions.find(({ path }) => path === rule?.path)?.action;
  const answering = action?.kind === 'fixed-response' ? action.by : undefined;
  return {
    status: outcome.status,
    by: answering ?? (outcome.from === 'proxy' ? 'balancer' : outcome.from),
    body: action?.kind === 'fixed-response' ? action.body : undefined,
  };
}

/** The status that a client gets from the load balancer of these objects, if all answers are of one. */
function statusIn(platform: Platform, objects: readonly unknown[]): number | undefined {
  const cluster = createCluster(objects, { platform });
  const [balancer] = cluster.infrastructure;
  if (balancer === undefined) return undefined;
  const statuses = new Set(
    tracesFromOutside(cluster, balancer).map(({ outcome }) =>
      outcome.kind === 'response' ? outcome.status : undefined,
    ),
  );
  return statuses.size === 1 ? [...statuses][0] : undefined;
}

/** Pods that run and listen on no port. */
function listeningNowhere(platform: Platform): Platform {
  return {
    ...platform,
    applications: [{ selector: { matchLabels: {}, matchExpressions: [] }, listens: [] }],
  };
}

/** The objects of a case with a node for target from which nothing comes back: the pods are on another, and the policy is Local. */
function withSilentNode(cloudCase: CloudCase): readonly unknown[] {
  const objects = cloudCase.objects.map((object) =>
    object.kind === 'Service'
      ? { ...object, spec: { ...object.spec, type: 'NodePort', externalTrafficPolicy: 'Local' } }
      : { ...object, metadata: { ...object.metadata, annotations: {} } },
  );
  const placed = { ...cloudCase, cluster: { ...cloudCase.cluster, pods: { apart: 1, silent: 0 } } };
  return [...objects, ...podsFor(placed), apart];
}

/** No target of a load balancer. */
const apart = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'apart', labels: { 'node.kubernetes.io/exclude-from-external-load-balancers': '' } },
  status: { addresses: [{ type: 'InternalIP', address: '192.168.1.21' }] },
};
