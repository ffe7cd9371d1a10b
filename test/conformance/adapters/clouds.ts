import {
  createCluster,
  type Cluster,
  type LoadBalancer,
  type ProvisionedPart,
  type Trace,
} from '@kubehop/core';
import type { Adapter, Answer, Question } from '../adapter.js';
import { isObject, type Json, type JsonObject } from '../vectors.js';
import type { CloudCase } from './clouds-case.js';
import { cloudPlatform } from './clouds-platform.js';
import { nodeName, podsFor } from './clouds-pods.js';
import { requestAnswers, tracesFrom, tracesFromOutside } from './clouds-requests.js';

/** What the load balancers of clouds are, and what they do with a request. */
export const cloudsAdapter: Adapter = {
  suites: ['clouds'],
  situation: [],
  facts: [
    'platform',
    'controller',
    'cloudConfig',
    'mode',
    'driver',
    'subsetting',
    'nodes',
    'pods',
    'vpcNative',
  ],
  ordered: ['rules', 'idleRange'],
  settings({ content }) {
    const cloudCase = content as unknown as CloudCase;
    const world = worldOf(cloudCase);
    const expect: Question = {
      reads: [],
      ask: ({ expected }) => {
        const { cluster, balancer } = world;
        const ofRequests =
          balancer?.layer === 7 ? requestAnswers(cloudCase, cluster, balancer, expected) : {};
        return named({ ...answerOf(world), ...ofRequests }, expected);
      },
    };
    return [{ questions: { expect } }];
  },
};

interface World {
  readonly facts: CloudCase['cluster'];
  readonly cluster: Cluster;
  readonly balancer: LoadBalancer | undefined;
}

function worldOf(cloudCase: CloudCase): World {
  const cluster = createCluster(
    [...cloudCase.objects, ...(cloudCase.expect['when'] === 'no endpoints' ? [] : podsFor(cloudCase))],
    { platform: cloudPlatform(cloudCase.cluster) },
  );
  return { facts: cloudCase.cluster, cluster, balancer: cluster.infrastructure[0] };
}

/** Of what is provisioned a source names some parts, not necessarily all. */
function named(answer: Answer, { provisions }: JsonObject): Answer {
  const parts = answer['provisions'];
  if (!Array.isArray(parts) || !Array.isArray(provisions) || provisions.length === 0) return answer;
  const types = new Set(provisions.map((part: Json) => (isObject(part) ? part['type'] : undefined)));
  return { ...answer, provisions: parts.filter((part: ProvisionedPart) => types.has(part.type)) };
}

function answerOf(world: World): Answer {
  const { cluster, balancer } = world;
  if (balancer === undefined) return pendingAnswer(cluster);
  const traces = tracesFromOutside(cluster, balancer);
  return {
    ...factsOf(balancer),
    ...statusOf(cluster),
    ...packetsOf(cluster, balancer, traces),
    ...targetsOf(cluster, balancer, traces),
    shares: sharesOf(world, traces),
  };
}

function pendingAnswer(cluster: Cluster): Answer {
  const pending = cluster.problems.find(
    ({ code }) => code === 'load-balancer-pending' || code === 'ingress-load-balancer-refused',
  );
  return {
    provisions: [],
    status: { pending: pending !== undefined },
    rejected: pending !== undefined && pending.path !== 'status.loadBalancer',
  };
}

function factsOf({ traits, ...balancer }: LoadBalancer): Answer {
  const [listener] = balancer.listeners;
  const draining = traits.drainingSeconds;
  return {
    layer: balancer.layer,
    kind: balancer.kind,
    provisions: balancer.parts,
    scheme: balancer.scheme,
    targetType: balancer.targetType === 'pod' ? 'ip' : 'instance',
    health: healthOf(balancer),
    allUnhealthy: balancer.allUnhealthy,
    listenerProtocol: listener?.terminates ?? listener?.protocol,
    targetGroupProtocol: listener?.protocol,
    forwardingRule: { allPorts: balancer.allPorts },
    hostPort: balancer.product === 'daemonset' ? listener?.port : undefined,
    algorithm: traits.algorithm,
    hashFields: traits.hashFields,
    balancerAffinity: traits.affinity,
    backends: traits.backends,
    crossZone: traits.crossZone,
    directServerReturn: traits.directServerReturn,
    headers: traits.headers,
    balancerSources: traits.sources,
    proxyProtocol: traits.proxyProtocol,
    idleTimeoutSeconds: traits.idleTimeoutSeconds,
    idleTimeoutMinutes: traits.idleTimeoutSeconds === undefined ? undefined : traits.idleTimeoutSeconds / 60,
    idleRange: traits.idleRange,
    idleExpired: traits.idleExpired,
    tcpReset: traits.idleExpired === 'reset',
    udpIdleTimeoutSeconds: traits.udpIdleTimeoutSeconds,
    deregistrationDelaySeconds: draining,
    connectionDrainingSeconds: draining,
    connectionDraining: draining === undefined ? undefined : draining > 0,
  };
}

function healthOf({ probe, controller }: Pick<LoadBalancer, 'probe' | 'controller'>): unknown {
  if (probe === null || probe === undefined) return null;
  const { kind, ...asked } = probe;
  if (kind !== 'pod' && asked.port !== 'traffic-port') return asked;
  // On Google Cloud the port of the traffic has a name for each kind of target.
  const ofGoogle = kind === 'pod' ? 'serving-port' : 'nodePort';
  return { ...asked, port: controller === 'gce-ingress' ? ofGoogle : 'traffic-port' };
}

function statusOf(cluster: Cluster): Answer {
  const owner =
    cluster.list('Service').find(({ spec }) => spec.type === 'LoadBalancer') ?? cluster.list('Ingress')[0];
  const [first] = owner?.status.loadBalancer.ingress ?? [];
  const field = first?.hostname === undefined ? 'ip' : 'hostname';
  return {
    status: {
      field,
      ipMode: first?.ipMode,
      pending: first === undefined,
      value: valueOf(cluster, first?.ip),
    },
  };
}

/** An address in the status, or which of the nodes' it is. */
function valueOf(cluster: Cluster, ip: string | undefined): string | undefined {
  const holder = ip === undefined ? undefined : cluster.nodeByAddress(ip);
  return holder === undefined ? ip : 'node-external-ips-or-internal';
}

function packetsOf(cluster: Cluster, balancer: LoadBalancer, traces: readonly Trace[]): Answer {
  const onwards = traces.flatMap(({ hops }) => {
    const at = hops.findIndex(({ stage }) => stage === 'load-balancer');
    const after = at < 0 ? undefined : hops[at + 1];
    return after === undefined ? [] : [after.packet];
  });
  const seenByPods = traces.flatMap(({ hops }) =>
    hops.flatMap((hop) => (hop.stage === 'pod' ? [hop.client] : [])),
  );
  const [packet] = onwards;
  return {
    packetAtNode: packet === undefined ? undefined : { to: balancer.delivers, port: packet.destination.port },
    sourceSeenByNode: only(onwards.map(({ source }) => whose(cluster, balancer, source.address))),
    sourceSeenByPod: only(seenByPods.map((address) => whose(cluster, balancer, address))),
    inClusterClient: throughProxy(cluster, balancer) ? 'kube-proxy' : 'balancer',
    hairpin: hairpinOf(cluster, balancer),
  };
}

function only(values: readonly string[]): string | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

function whose(cluster: Cluster, balancer: LoadBalancer, address: string): string {
  if (address === balancer.proxyAddress) return 'balancer';
  return cluster.nodeByAddress(address) === undefined ? 'client' : 'node';
}

/** Whether a pod that asks the address of the balancer is served by its own node. */
function throughProxy(cluster: Cluster, balancer: LoadBalancer): boolean {
  return tracesFromPod(cluster, balancer).every(({ hops }) =>
    hops.every(({ stage }) => stage !== 'load-balancer'),
  );
}

function hairpinOf(cluster: Cluster, balancer: LoadBalancer): unknown {
  const fates = tracesFromPod(cluster, balancer).map(({ outcome }) =>
    outcome.cause.code === 'hairpin-to-itself'
      ? 'timeout'
      : outcome.kind === 'connected'
        ? 'ok'
        : outcome.kind,
  );
  const others = fates.filter((fate) => fate !== 'timeout');
  return { sameTarget: fates.find((fate) => fate === 'timeout'), otherTarget: only(others) };
}

function tracesFromPod(cluster: Cluster, balancer: LoadBalancer): readonly Trace[] {
  const pod = cluster.list('Pod').find(({ metadata }) => metadata.labels['app'] === 'web');
  if (pod === undefined) return [];
  const { namespace, name } = pod.metadata;
  return tracesFrom(cluster, balancer, { kind: 'pod', namespace, name });
}

function targetsOf(cluster: Cluster, balancer: LoadBalancer, traces: readonly Trace[]): Answer {
  const hop = traces[0]?.hops.find((candidate) => candidate.stage === 'load-balancer');
  const healthy = hop?.targets.filter((target) => target.healthy).map(({ name }) => name) ?? [];
  const announcing = balancer.announcers === 'one' ? Math.min(healthy.length, 1) : healthy.length;
  return {
    targets: healthy,
    announcers: balancer.announcers === undefined ? undefined : announcing,
    when: healthy.length === 0 ? 'no endpoints' : undefined,
    receivingPods: isOnOwnNode(cluster, traces) ? 'on-announcing-node' : 'any',
  };
}

function isOnOwnNode(cluster: Cluster, traces: readonly Trace[]): boolean {
  return traces.every(({ hops }) => {
    const taken = hops.find((hop) => hop.stage === 'load-balancer')?.target;
    return taken !== undefined && taken === nodeOfPod(cluster, hops);
  });
}

function nodeOfPod(cluster: Cluster, hops: Trace['hops']): string | undefined {
  const pod = hops.find((hop) => hop.stage === 'pod')?.pod;
  return pod === undefined ? undefined : cluster.get('Pod', `${pod.namespace}/${pod.name}`)?.spec.nodeName;
}

/** The share of new connections that each pod gets, by the node of the case. */
function sharesOf({ cluster, facts: { pods = {} } }: World, traces: readonly Trace[]): unknown {
  const sharesOn = (node: string): readonly number[] =>
    traces.filter(({ hops }) => nodeOfPod(cluster, hops) === node).map(({ probability }) => probability);
  return Object.fromEntries(Object.keys(pods).map((node) => [node, sharesOn(nodeName(node))]));
}
