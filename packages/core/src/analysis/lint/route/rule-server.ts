import { connectionOf } from '../../../ingress/connection.js';
import type { Cluster } from '../../../cluster/cluster.js';
import type { LoadBalancer } from '../../../cluster/infrastructure.js';
import { type Controller, controllersOf } from '../../../controller/controllers.js';
import { ingressController } from '../../../ingress/controller.js';
import type { Ingress } from '../../../object/ingress.js';
import { rejectedRules } from '../../../loadbalancer/rule.js';
import type { ObjectReference } from '../../../problem/problem.js';
import type { RequestInput } from '../../../request/read-request.js';
import type { IngressHop, LoadBalancerHop } from '../../../trace/hop.js';
import type { Skip } from '../../../trace/rule.js';
import type { Trace } from '../../../trace/trace.js';
import { askBalancer } from '../request/ask-balancer.js';
import { askController } from '../request/ask-controller.js';
import { balancerReader, routingsOf } from './balancer-reader.js';
import { controllerReader } from './controller-reader.js';
import type { RuleReader } from './rule-reader.js';

/** A request, and what was done with it where the rules of Ingresses are asked. */
export interface AskedServer {
  readonly request: RequestInput;
  readonly trace: Trace;
  readonly hop: IngressHop | LoadBalancerHop;
  /** The rules that did not take it. */
  readonly rejected: () => readonly Skip[];
}

/** A controller, or a load balancer of layer 7, that serves Ingresses. */
export interface RuleServer {
  /** In a sentence. */
  readonly name: string;
  readonly ingresses: readonly Ingress[];
  readonly reader: RuleReader;
  readonly ask: (host: string, path: string, query: string) => AskedServer | undefined;
}

/** Who serves Ingresses. */
export function ruleServers(cluster: Cluster): readonly RuleServer[] {
  return [
    ...controllersOf(cluster).map((controller) => ofController(cluster, controller)),
    ...cluster.infrastructure
      .filter((balancer) => routingsOf(balancer).length > 0)
      .map((balancer) => ofBalancer(cluster, balancer)),
  ];
}

function ofController(cluster: Cluster, controller: Controller): RuleServer {
  const { profile } = controller;
  const asked = ingressController(cluster, profile);
  return {
    name: profile.name === 'spec' ? 'the controller' : profile.name,
    ingresses: ingressesNamed(cluster, asked.configuration().ingresses),
    reader: controllerReader(cluster, profile),
    ask(host, path, query) {
      const found = askController(cluster, controller, host, path, query);
      return found && { ...found, rejected: () => rejectedAt(found.hop) };
    },
  };

  function rejectedAt({ packet }: IngressHop): readonly Skip[] {
    const { http } = packet;
    return http === undefined ? [] : asked.rejected({ ...connectionOf(packet), http });
  }
}

function ofBalancer(cluster: Cluster, balancer: LoadBalancer): RuleServer {
  const routings = routingsOf(balancer);
  const stated = routings.flatMap(({ rules, otherwise }) => [otherwise, ...rules]);
  const named = [balancer.owner, ...stated.map(({ object }) => object)];
  return {
    name: `load balancer ${balancer.id}`,
    ingresses: ingressesNamed(cluster, named),
    reader: balancerReader(routings),
    ask(host, path, query) {
      const found = askBalancer(cluster, balancer, host, path, query);
      return found && { ...found, rejected: () => rejectedRules(cluster, found.hop) };
    },
  };
}

/** The Ingresses that are named, each once. */
function ingressesNamed(cluster: Cluster, named: readonly ObjectReference[]): readonly Ingress[] {
  const keys = new Set(
    named.flatMap(({ kind, namespace = '', name }) => (kind === 'Ingress' ? [`${namespace}/${name}`] : [])),
  );
  return [...keys].flatMap((key) => cluster.get('Ingress', key) ?? []);
}
