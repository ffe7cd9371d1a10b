import { healthAnswer, proxyHealth } from '@kubehop/core/components';
import type { Cluster, Pod } from '@kubehop/core';
import type { Json, JsonObject } from '../../conformance/vectors.js';
import { text, type Fact } from './facts.js';
import type { Stage } from './stage.js';

/** Whether what a fact says is so at this moment. */
export type Holds = (stage: Stage, said: JsonObject) => boolean;

/** What each kind of fact means, as far as it means the same in every case. */
const meanings: Readonly<Record<string, Holds>> = {
  podReady: ({ cluster }, { pod, ready }) => {
    const found = podNamed(cluster, pod);
    return found !== undefined && (conditionOf(found, 'Ready') === 'True') === ready;
  },
  podCondition: ({ cluster }, { pod, type, status }) => {
    const found = podNamed(cluster, pod);
    return found !== undefined && conditionOf(found, text(type)) === status;
  },
  endpoint: (stage, { service, pod, absent, ...conditions }) => {
    const endpoint = stage
      .endpointsOf(text(service))
      .find(({ targetRef }) => targetRef?.kind === 'Pod' && targetRef.name === pod);
    if (absent === true) return endpoint === undefined;
    if (endpoint === undefined) return false;
    const said: JsonObject = { ...endpoint.conditions };
    return Object.entries(conditions).every(([name, value]) => said[name] === value);
  },
  signal: ({ simulation }, said) =>
    simulation.log.some(
      (event) =>
        event.kind === 'signal' &&
        event.at === simulation.now &&
        event.pod === `default/${text(said['pod'])}` &&
        event.container === said['container'] &&
        event.signal === said['signal'],
    ),
  containerStarted: ({ simulation }, { pod, container, restartCount }) =>
    simulation.log.some(
      (event) =>
        event.kind === 'container-started' &&
        event.pod === `default/${text(pod)}` &&
        event.container === container &&
        event.restarts === restartCount,
    ),
  probesSent: ({ simulation }, { pod, type, count }) => {
    const looks: JsonObject = { ...simulation.looksAt(`default/${text(pod)}`, 'app') };
    return looks[text(type)] === count;
  },
  podGone: ({ cluster }, { pod, gone }) => (podNamed(cluster, pod) === undefined) === gone,
  // A pod that ends at once is marked, and gone.
  podDeletionTimestamp: ({ simulation }, { pod, set }) =>
    simulation.log.some((event) => event.kind === 'pod-deleting' && event.pod === `default/${text(pod)}`) ===
    set,
  podCreated: ({ made }, { name, version, count }) =>
    made.filter((pod) => pod.name === name || pod.images.some((image) => image === version)).length === count,
  podObjects: ({ cluster }, { deployment, count }) =>
    cluster.list('Pod').filter(({ metadata }) => metadata.labels['app'] === deployment).length === count,
  nodeReady: ({ cluster }, { node, status }) => {
    const found = cluster.get('Node', text(node));
    return found !== undefined && conditionOf(found, 'Ready') === status;
  },
  nodeTaint: ({ cluster }, { node, key, effect }) =>
    cluster
      .get('Node', text(node))
      ?.spec.taints.some((taint) => taint.key === key && taint.effect === effect) === true,
  nodesTainted: ({ cluster }, { effect, count }) =>
    cluster.list('Node').filter(({ spec }) => spec.taints.some((taint) => taint.effect === effect)).length ===
    count,
  nodeDeleted: ({ cluster }, { name }) => cluster.get('Node', text(name)) === undefined,
  replicaSets: (stage, said) => {
    const counts: JsonObject = { ...replicaSetsOf(stage, text(said['deployment'])) };
    return Object.entries(said).every(([name, value]) => name === 'deployment' || counts[name] === value);
  },
  available: (stage, { deployment, count }) => replicaSetsOf(stage, text(deployment)).available === count,
  deploymentCondition: ({ simulation }, { deployment, status, reason }) => {
    const progressing = simulation.progressOf(`default/${text(deployment)}`);
    return progressing?.status === status && progressing?.reason === reason;
  },
  proxyUses: (stage, { node, service, pod, used }) => {
    const rules = stage.simulation.views().of({ kind: 'kube-proxy', node: text(node) });
    const isUsed = stage
      .endpointsOf(text(service), rules)
      .some(({ targetRef, conditions }) => targetRef?.name === pod && conditions.ready !== false);
    return isUsed === used;
  },
  proxyHealth: ({ simulation }, { node, path, status }) => {
    const rules = simulation.views().of({ kind: 'kube-proxy', node: text(node) });
    const found = rules.get('Node', text(node));
    if (found === undefined) return false;
    const { healthz, livez } = proxyHealth(found);
    return (path === '/healthz' ? healthz : livez) === status;
  },
  healthCheckNodePort: ({ simulation, cluster }, { node, status }) => {
    const rules = simulation.views().of({ kind: 'kube-proxy', node: text(node) });
    const port = cluster.get('Service', 'default/web')?.spec.healthCheckNodePort ?? 0;
    return healthAnswer(rules, text(node), port)?.status === status;
  },
  lbTarget: ({ simulation, cluster }, { target, inService }) => {
    const [balancer] = cluster.infrastructure;
    const targets = [...simulation.targetsOf(balancer?.id ?? '')];
    const [, isHealthy] = targets.find(([key]) => key.startsWith(`${text(target)}:`)) ?? [];
    return isHealthy === inService;
  },
};

/** Facts that hold from the beginning of their range to its end, in place of beginning in it. */
export const throughout: ReadonlySet<string> = new Set(['failedRequests', 'available']);

/** The kind of a fact. */
export function kindOf(fact: Fact): string {
  const [kind = '', ...more] = Object.keys(fact);
  if (more.length > 0) throw new TypeError(`a fact has one key: ${JSON.stringify(fact)}`);
  return kind;
}

/** What a fact says. A bare value, as some have it, is called `name`. */
function saidBy(fact: Fact): JsonObject {
  const said: Json = fact[kindOf(fact)] ?? null;
  return typeof said === 'object' && said !== null && !Array.isArray(said)
    ? (said as JsonObject)
    : { name: said };
}

/** Whether a fact holds at this moment, by the meanings of a case before those of all. */
export function holds(stage: Stage, fact: Fact, own: Readonly<Record<string, Holds>> = {}): boolean {
  const kind = kindOf(fact);
  const meaning = own[kind] ?? meanings[kind];
  if (meaning === undefined) throw new RangeError(`no fact ${kind} is known`);
  return meaning(stage, saidBy(fact));
}

/** The pods that the sets of a Deployment are meant to have, and those that are available. */
export function replicaSetsOf(
  { cluster }: Stage,
  name: string,
): { readonly new: number; readonly old: number; readonly available: number } {
  const deployment = cluster.get('Deployment', `default/${name}`);
  const sets = cluster.ownedBy('ReplicaSet', { kind: 'Deployment', namespace: 'default', name });
  const image = deployment?.spec.template.spec.containers[0]?.image;
  let fresh = 0;
  let old = 0;
  for (const { spec } of sets) {
    if (spec.template.spec.containers[0]?.image === image) fresh += spec.replicas;
    else old += spec.replicas;
  }
  const available = cluster
    .list('Pod')
    .filter(
      (pod) =>
        pod.metadata.labels['app'] === name &&
        pod.metadata.deletionTimestamp === undefined &&
        conditionOf(pod, 'Ready') === 'True',
    ).length;
  return { new: fresh, old, available };
}

function podNamed(cluster: Cluster, name: Json | undefined): Pod | undefined {
  return cluster.get('Pod', `default/${text(name)}`);
}

function conditionOf(
  {
    status,
  }: {
    readonly status: { readonly conditions: readonly { readonly type: string; readonly status: string }[] };
  },
  type: string,
): string | undefined {
  return status.conditions.find((condition) => condition.type === type)?.status;
}
