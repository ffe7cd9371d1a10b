import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { LabelSelector } from '../../../packages/core/src/object/label-selector.js';
import { addresses, kinds, names, namespaces, ports } from './written-objects.js';

/** What the laws ask a cluster, or its naive twin. */
export type Asked = Omit<Cluster, 'platform' | 'assumptions' | 'apply' | 'delete' | 'changeTo'>;

/** Everything that can be asked about what the writes may hold: the question, and the answer. */
export function answers(cluster: Asked, selectors: readonly LabelSelector[]): ReadonlyMap<string, unknown> {
  const given = new Map<string, unknown>([
    ['problems', cluster.problems],
    ['infrastructure', cluster.infrastructure],
    ['pods that wait for others', cluster.podsMindingOthers('waiting')],
    ['pods that keep others away', cluster.podsMindingOthers('placed')],
    ['hostname', cluster.loadBalancerByHostname('lb.example.com')],
  ]);
  for (const kind of kinds) {
    given.set(`list ${kind}`, cluster.list(kind));
    for (const name of names) given.set(`get ${kind} ${name}`, cluster.get(kind, name));
    for (const namespace of namespaces) {
      given.set(`list ${kind} ${namespace}`, cluster.list(kind, namespace));
      for (const name of names) {
        given.set(`get ${kind} ${namespace}/${name}`, cluster.get(kind, `${namespace}/${name}`));
      }
    }
  }
  for (const name of names) {
    given.set(`counter ${name}`, cluster.counter(name));
    given.set(`load balancer ${name}`, cluster.loadBalancer(`service/a/${name}`));
    given.set(`pods on ${name}`, cluster.podsOnNode(name));
    for (const port of ports) given.set(`host port ${name}:${port}`, cluster.podsByHostPort(name, port));
  }
  for (const namespace of namespaces) {
    selectors.forEach((selector, index) => {
      given.set(`selector ${index} in ${namespace}`, cluster.podsMatching(namespace, selector));
    });
    for (const name of names) {
      given.set(`slices of ${namespace}/${name}`, cluster.slicesOf(`${namespace}/${name}`));
      for (const kind of ['ReplicaSet', 'StatefulSet']) {
        const owner = { kind, namespace, name };
        given.set(`pods of ${kind} ${namespace}/${name}`, cluster.ownedBy('Pod', owner));
        given.set(`sets of ${kind} ${namespace}/${name}`, cluster.ownedBy('ReplicaSet', owner));
      }
    }
  }
  for (const address of addresses) {
    given.set(`pod at ${address}`, cluster.podByAddress(address));
    given.set(`node at ${address}`, cluster.nodeByAddress(address));
    given.set(`services at ${address}`, cluster.servicesByAddress(address));
    given.set(`balancer at ${address}`, cluster.loadBalancerByAddress(address));
    given.set(`balancers at ${address}`, cluster.loadBalancersByAddress(address));
  }
  for (const port of ports) given.set(`services by node port ${port}`, cluster.servicesByNodePort(port));
  return given;
}
