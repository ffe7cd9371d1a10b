import type { Cluster } from '../cluster/cluster.js';
import type { LoadBalancer } from '../cluster/infrastructure.js';
import type { TargetGroup } from '../cluster/listener-rule.js';
import type { Assumption } from '../problem/assumption.js';
import type { ObjectReference } from '../problem/problem.js';
import type { Packet } from '../request/packet.js';
import { certificateOutside } from './forward.js';

/** What is taken for granted of a request before anything is known of its target. */
export function assumptionsOf(
  cluster: Cluster,
  balancer: LoadBalancer,
  ingress: ObjectReference,
  { tls }: Packet,
): readonly Assumption[] {
  const ofClass = classInstalled(cluster, ingress);
  return [
    ...(ofClass === undefined ? [] : [ofClass]),
    ...(tls === undefined ? [] : [certificateOutside(balancer)]),
  ];
}

function classInstalled(cluster: Cluster, object: ObjectReference): Assumption | undefined {
  const ingress = cluster.get('Ingress', `${object.namespace ?? ''}/${object.name}`);
  const name = ingress?.spec.ingressClassName;
  if (name === undefined || cluster.get('IngressClass', name) !== undefined) return undefined;
  return {
    code: 'load-balancer-class-installed',
    object,
    message: `The IngressClass ${name} is not among the objects; the controller of the cloud is taken to serve it.`,
    state: 'Give the IngressClass too: kubectl get ingressclasses -o yaml',
  };
}

const remembered = new WeakMap<TargetGroup, Assumption>();

/** What an application answers to a health check is not known. */
export function probePasses({ owner }: LoadBalancer, group: TargetGroup): Assumption {
  let assumption = remembered.get(group);
  if (assumption === undefined) {
    const { protocol, path = '/', codes = '200' } = group.probe;
    const { namespace, name } = group.service;
    assumption = {
      code: 'load-balancer-probe-passes',
      object: owner,
      message: `Pods of Service ${namespace}/${name} are taken to answer the health check, ${protocol} GET ${path}, with ${codes}.`,
      state: `Look at what the application answers at ${path}.`,
    };
    remembered.set(group, assumption);
  }
  return assumption;
}
