import { parseIPSloppy } from '../../../packages/core/src/address/ip.js';
import type { Owner } from '../../../packages/core/src/cluster/cluster.js';
import type { LoadBalancer } from '../../../packages/core/src/cluster/infrastructure.js';
import type { Write } from '../../../packages/core/src/cluster/write.js';
import type { EndpointSlice } from '../../../packages/core/src/object/endpoint-slice.js';
import { type LabelSelector, matchesLabels } from '../../../packages/core/src/object/label-selector.js';
import type { Node } from '../../../packages/core/src/object/node.js';
import {
  keyOf,
  type Kind,
  type KubernetesObject,
  type ObjectByKind,
} from '../../../packages/core/src/object/object.js';
import type { Pod } from '../../../packages/core/src/object/pod.js';
import type { Service } from '../../../packages/core/src/object/service.js';
import type { Problem } from '../../../packages/core/src/problem/problem.js';
import type { Asked } from './questions.js';

/** The naive twin of a cluster: it keeps what was written in lists, and looks through all of them each time. */
export class NaiveCluster implements Asked {
  readonly #writes: readonly Write[];

  constructor(writes: readonly Write[]) {
    this.#writes = writes;
  }

  get problems(): readonly Problem[] {
    const reports = this.#lastOf((write) =>
      write.kind === 'report' ? [`${write.controller} ${write.key}`, write.problems] : undefined,
    );
    return [...reports].sort(([one], [other]) => (one < other ? -1 : 1)).flatMap(([, problems]) => problems);
  }

  get infrastructure(): readonly LoadBalancer[] {
    const balancers = this.#lastOf((write) => {
      if (write.kind === 'provision') return [write.loadBalancer.id, write.loadBalancer];
      return write.kind === 'release' ? [write.id, undefined] : undefined;
    });
    return [...balancers.values()]
      .filter((balancer) => balancer !== undefined)
      .sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  get<K extends Kind>(kind: K, key: string): ObjectByKind[K] | undefined {
    return this.list(kind).find((object) => keyOf(object) === key);
  }

  list<K extends Kind>(kind: K, namespace?: string): readonly ObjectByKind[K][] {
    const objects = this.#lastOf((write) => {
      if (write.kind === 'put') return [`${write.object.kind} ${keyOf(write.object)}`, write.object];
      return write.kind === 'remove' ? [`${write.objectKind} ${write.key}`, undefined] : undefined;
    });
    return [...objects.values()]
      .filter((object): object is ObjectByKind[K] & KubernetesObject => object?.kind === kind)
      .filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace)
      .sort(({ metadata: one }, { metadata: other }) =>
        one.namespace === other.namespace
          ? one.name < other.name
            ? -1
            : 1
          : one.namespace < other.namespace
            ? -1
            : 1,
      );
  }

  podsMatching(namespace: string, selector: LabelSelector): readonly Pod[] {
    return this.list('Pod', namespace).filter(({ metadata }) => matchesLabels(selector, metadata.labels));
  }

  podsOnNode(node: string): readonly Pod[] {
    return this.list('Pod').filter(({ spec }) => spec.nodeName === node);
  }

  podByAddress(address: string): Pod | undefined {
    return this.list('Pod').find(
      (pod) => !pod.spec.hostNetwork && !hasEnded(pod) && holds(pod.status.podIPs, address),
    );
  }

  podsByHostPort(node: string, port: number): readonly Pod[] {
    return this.podsOnNode(node).filter(
      (pod) =>
        !hasEnded(pod) &&
        [
          ...pod.spec.containers,
          ...pod.spec.initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always'),
        ]
          .flatMap(({ ports }) => ports)
          .some(({ hostPort, containerPort }) => (pod.spec.hostNetwork ? containerPort : hostPort) === port),
    );
  }

  podsMindingOthers(state: 'waiting' | 'placed'): readonly Pod[] {
    return this.list('Pod').filter((pod) => {
      const { nodeName, podAffinity, podAntiAffinity, topologySpreadConstraints } = pod.spec;
      if (hasEnded(pod)) return false;
      if (state === 'placed') return nodeName !== undefined && podAntiAffinity !== undefined;
      const demands = [podAffinity, podAntiAffinity, topologySpreadConstraints];
      return nodeName === undefined && demands.some((demand) => demand !== undefined);
    });
  }

  nodeByAddress(address: string): Node | undefined {
    return this.list('Node').find(({ status }) =>
      holds(
        status.addresses.filter(({ type }) => type !== 'Hostname').map((entry) => entry.address),
        address,
      ),
    );
  }

  servicesByAddress(address: string): readonly Service[] {
    return this.list('Service').filter(({ spec, status }) => {
      const balanced = status.loadBalancer.ingress.flatMap(({ ip, ipMode }) =>
        spec.type !== 'LoadBalancer' || ip === undefined || ipMode === 'Proxy' ? [] : [ip],
      );
      return holds([...spec.clusterIPs, ...spec.externalIPs, ...balanced], address);
    });
  }

  servicesByNodePort(port: number): readonly Service[] {
    return this.list('Service').filter(({ spec }) => spec.ports.some(({ nodePort }) => nodePort === port));
  }

  slicesOf(service: string): readonly EndpointSlice[] {
    return this.list('EndpointSlice').filter(
      ({ metadata }) => `${metadata.namespace}/${metadata.labels['kubernetes.io/service-name']}` === service,
    );
  }

  ownedBy<K extends 'Pod' | 'ReplicaSet'>(
    kind: K,
    { kind: ownerKind, namespace, name }: Owner,
  ): readonly ObjectByKind[K][] {
    return this.list(kind, namespace).filter(({ metadata }) =>
      metadata.ownerReferences.some(
        (owner) => owner.controller && owner.kind === ownerKind && owner.name === name,
      ),
    );
  }

  counter(name: string): number {
    return (
      this.#lastOf((write) => (write.kind === 'count' ? [write.counter, write.value] : undefined)).get(
        name,
      ) ?? 0
    );
  }

  loadBalancer(id: string): LoadBalancer | undefined {
    return this.infrastructure.find((balancer) => balancer.id === id);
  }

  loadBalancerByAddress(address: string): LoadBalancer | undefined {
    return this.infrastructure.find((balancer) => holds(balancer.addresses, address));
  }

  loadBalancersByAddress(address: string): readonly LoadBalancer[] {
    return this.infrastructure.filter((balancer) => holds(balancer.addresses, address));
  }

  loadBalancerByHostname(hostname: string): LoadBalancer | undefined {
    return this.infrastructure.find((balancer) => balancer.hostname?.toLowerCase() === hostname);
  }

  #lastOf<T>(entryOf: (write: Write) => readonly [string, T] | undefined): ReadonlyMap<string, T> {
    return new Map(this.#writes.map(entryOf).filter((entry) => entry !== undefined));
  }
}

function hasEnded({ status: { phase } }: Pod): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function holds(spellings: readonly string[], address: string): boolean {
  return spellings.some((spelling) => parseIPSloppy(spelling)?.text === address);
}
