import type { Cluster } from '../../../cluster/cluster.js';
import type { LoadBalancer } from '../../../cluster/infrastructure.js';
import { albGroup, albOf, isForAlb } from '../../../controller/alb.js';
import { type Controller, controllersOf } from '../../../controller/controllers.js';
import { ingressController } from '../../../ingress/controller.js';
import { flagValue } from '../../../ingress/nginx/annotation/annotation-value.js';
import type { Ingress, IngressPath } from '../../../object/ingress.js';
import { traceRequest } from '../../../pipeline/trace-request.js';
import type { ObjectReference } from '../../../problem/problem.js';
import type { RequestInput } from '../../../request/read-request.js';
import type { Trace } from '../../../trace/trace.js';
import { clientOf } from '../request/client.js';
import { askController } from '../request/ask-controller.js';
import { hostFor } from '../request/rule-address.js';

/** A request and the Ingress that took it. */
export interface Taken {
  readonly request: RequestInput;
  readonly trace: Trace;
  readonly taker: ObjectReference | undefined;
}

/** Ingresses that one controller, or one load balancer, serves together. */
export interface Claimants {
  /** What serves them, in a sentence. */
  readonly name: string;
  readonly ingresses: readonly Ingress[];
  /** What goes before: an older Ingress, or its place in the group. */
  readonly order: 'age' | 'group';
  /** How a path is compared; paths with one text claim the same where this is equal. */
  readonly compare: (pathType: IngressPath['pathType']) => string;
  readonly ask: (host: string, target: string) => Taken | undefined;
}

/** Who serves Ingresses of several namespaces together. */
export function claimantsOf(cluster: Cluster): readonly Claimants[] {
  return [
    ...controllersOf(cluster).map((controller) => ofController(cluster, controller)),
    ...albsOf(cluster),
  ];
}

function ofController(cluster: Cluster, controller: Controller): Claimants {
  const { profile } = controller;
  const canary = `${profile.annotationPrefix}/canary`;
  const ingresses = ingressController(cluster, profile)
    .configuration()
    .ingresses.flatMap(({ namespace = '', name }) => cluster.get('Ingress', `${namespace}/${name}`) ?? [])
    // A canary shares the path of another Ingress, as it is meant to.
    .filter(({ metadata }) => flagValue(metadata.annotations[canary] ?? '') !== true);
  const isSpecificPrefix = profile.dialect !== 'haproxy-ingress';
  return {
    name: profile.name === 'spec' ? 'the controller' : profile.name,
    ingresses,
    order: 'age',
    compare: (pathType) => (pathType === 'ImplementationSpecific' && isSpecificPrefix ? 'Prefix' : pathType),
    ask: (host, target) => {
      const asked = askController(cluster, controller, host, target);
      return asked && { request: asked.request, trace: asked.trace, taker: asked.hop.ingress };
    },
  };
}

/** ALBs stand for the Ingresses of their groups. */
function albsOf(cluster: Cluster): readonly Claimants[] {
  const ingresses = cluster.list('Ingress').filter((ingress) => isForAlb(cluster, ingress));
  const ids = new Set(ingresses.map((ingress) => albOf(cluster, ingress)));
  return [...ids].flatMap((id): readonly Claimants[] => {
    const group = albGroup(cluster, id);
    const balancer = balancerOf(cluster, group);
    if (balancer === undefined) return [];
    const from = clientOf(cluster, balancer);
    return [
      {
        name: 'the ALB of their group',
        ingresses: group,
        order: 'group',
        compare: (pathType) => pathType,
        ask: (host, target) => {
          const request = { from, url: `http://${host === '' ? 'any.example.org' : hostFor(host)}${target}` };
          const trace = traceRequest(cluster, request);
          const hop = trace.hops.find(({ stage }) => stage === 'load-balancer');
          return { request, trace, taker: hop?.rule.object };
        },
      },
    ];
  });
}

function balancerOf(cluster: Cluster, group: readonly Ingress[]): LoadBalancer | undefined {
  return group
    .flatMap(({ status }) => status.loadBalancer.ingress)
    .map(({ hostname }) => (hostname === undefined ? undefined : cluster.loadBalancerByHostname(hostname)))
    .find((balancer) => balancer !== undefined);
}
