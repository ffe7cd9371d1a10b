import { controllerAt } from '../controller/controllers.js';
import type { DnsCarrier } from '../dns/carrier.js';
import { dnsComponent } from '../dns/component.js';
import { ingressComponent } from '../ingress/component.js';
import { loadBalancerComponent } from '../loadbalancer/balance.js';
import { received } from '../node/receive.js';
import { nodeComponent } from '../node/route.js';
import { podComponent } from '../pod/deliver.js';
import { withoutProcess } from '../pod/without-process.js';
import { policyNotEvaluated } from '../policy/not-evaluated.js';
import { serviceComponent } from '../service/component.js';
import type { Assumption } from '../problem/assumption.js';
import type { Memory } from '../step/memory.js';
import type { Flight, Step, Views } from '../step/step.js';
import type { Hop } from '../trace/hop.js';
import { wire } from './wire.js';

/** Sends a flight to the component in charge of its position. */
export function advance(views: Views, memory: Memory, flight: Flight, carry: DnsCarrier): Step {
  const { at } = flight;
  switch (at.kind) {
    case 'client':
      return dnsComponent(carry)(views, memory, flight);
    case 'internet':
    case 'network':
      return wire(views, memory, flight);
    case 'load-balancer':
      return loadBalancerComponent(views, memory, flight, at.id);
    case 'arriving': {
      const step = serviceComponent(views, memory, flight);
      const cluster = views.of({ kind: 'network' });
      const { address } = flight.packet.destination;
      const isEntry =
        at.from === 'wire' &&
        (cluster.nodeByAddress(address) !== undefined ||
          cluster.loadBalancerByAddress(address) !== undefined);
      return isEntry ? prepend(step, [received(flight, at.node)], []) : step;
    }
    case 'leaving':
      return nodeComponent(views, memory, { ...flight, at });
    case 'pod':
      return atPod(views, memory, flight, `${at.namespace}/${at.name}`);
    default:
      return at satisfies never;
  }
}

/** A pod of an ingress controller routes what comes to its ports; in any other pod the application answers. */
function atPod(views: Views, memory: Memory, flight: Flight, key: string): Step {
  const cluster = views.of({ kind: 'network' });
  const pod = cluster.get('Pod', key);
  const policy = pod === undefined ? undefined : policyNotEvaluated(cluster, pod, 'Ingress');
  const { protocol, destination } = flight.packet;
  const controller = controllerAt(cluster, key, destination.port, protocol);
  const idle =
    pod === undefined
      ? undefined
      : withoutProcess(cluster, flight, pod, views.reality?.process(pod, destination.port));
  const step =
    idle ??
    (controller === undefined
      ? podComponent(views, memory, flight, key)
      : ingressComponent(views, memory, flight));
  return policy === undefined ? step : prepend(step, [], [policy]);
}

/** A step with hops and assumptions put in front. */
export function prepend(step: Step, hops: readonly Hop[], assumptions: readonly Assumption[]): Step {
  if (step.kind === 'choose') {
    return { ...step, take: (index, choice) => prepend(step.take(index, choice), hops, assumptions) };
  }
  return { ...step, hops: [...hops, ...step.hops], assumptions: [...assumptions, ...step.assumptions] };
}
