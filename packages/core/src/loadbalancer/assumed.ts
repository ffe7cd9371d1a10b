import type { Cluster } from '../cluster/cluster.js';
import type { Listener, LoadBalancer } from '../cluster/infrastructure.js';
import type { TargetGroup } from '../cluster/listener-rule.js';
import type { Assumption } from '../problem/assumption.js';
import type { ObjectReference } from '../problem/problem.js';
import type { Packet } from '../request/packet.js';
import { certificateAssumed } from './certificate.js';

/** What is taken for granted of a request before anything is known of its target. */
export function assumptionsOf(
  cluster: Cluster,
  { balancer, listener }: { readonly balancer: LoadBalancer; readonly listener: Listener },
  ingress: ObjectReference,
  { tls }: Packet,
): readonly Assumption[] {
  const ofClass = classInstalled(cluster, ingress);
  return [
    ...(ofClass === undefined ? [] : [ofClass]),
    ...outdated(balancer),
    ...certificateAssumed(cluster, balancer, listener, tls),
  ];
}

/** What was provisioned before is still there, and serves. */
function outdated({ owner, outdated: reason }: LoadBalancer): readonly Assumption[] {
  if (reason === undefined) return [];
  return [
    {
      code: 'load-balancer-outdated',
      object: owner,
      message: `The load balancer does what the ${owner.kind} said before: ${reason}.`,
      state: `Look at the events of the ${owner.kind}: kubectl describe.`,
    },
  ];
}

/** Whoever runs the cluster makes pods the targets of a Service that does not ask for it. */
export function endpointsByDefault({ service, byDefault }: TargetGroup): readonly Assumption[] {
  if (byDefault === undefined) return [];
  const { namespace, name } = service;
  return [
    {
      code: 'load-balancer-targets-by-default',
      object: { kind: 'Service', namespace, name },
      message: `The load balancer is taken to reach the pods of Service ${namespace}/${name} themselves, as clusters whose pods have addresses of the network do unless told otherwise.`,
      state: `Annotate the Service with cloud.google.com/neg: '{"ingress": true}' or false.`,
    },
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
