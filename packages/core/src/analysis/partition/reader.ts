import type { Cluster } from '../../cluster/cluster.js';
import { controllerAt } from '../../controller/controllers.js';
import { type ArrivedAtController, controllerDistinctions } from '../distinction/controller.js';
import { listenerDistinctions } from '../distinction/listener.js';
import { ingressController } from '../../ingress/controller.js';
import type { IngressDecision } from '../../ingress/decision.js';
import type { AllTraces } from '../../pipeline/trace-all.js';
import type { Packet } from '../../request/packet.js';
import type { Distinctions } from '../distinction/distinctions.js';
import type { Hop, IngressHop, LoadBalancerHop } from '../../trace/hop.js';

/** A component that reads requests, and so tells apart those that came the same way up to it. */
export interface Reader {
  readonly name: string;
  readonly distinctions: Distinctions<Packet>;
  /** What a controller does with a request; undefined where it does not look at requests. */
  readonly decide?: (packet: Packet) => IngressDecision | undefined;
  /** Whether it reads requests as clients send them, before anything else. */
  readonly isFirst?: true;
}

/** A reader and the packet as it arrived there. */
export interface Arrival {
  readonly reader: Reader;
  readonly packet: Packet;
}

/** Finds the readers of a cluster on the ways of requests; the same reader each time. */
export function readersOf(cluster: Cluster): (all: AllTraces) => readonly Arrival[] {
  const known = new Map<object, Reader>();
  const readerFor = (key: object, make: () => Reader): Reader => {
    const reader = known.get(key) ?? make();
    known.set(key, reader);
    return reader;
  };
  const readerAt = (hop: Hop): Reader | undefined => {
    switch (hop.stage) {
      case 'ingress':
        return atController(cluster, hop, readerFor);
      case 'load-balancer':
        return atListener(cluster, hop, readerFor);
      case 'client':
      case 'dns':
      case 'node':
      case 'service':
      case 'network-policy':
      case 'pod':
        return undefined;
      default:
        return hop satisfies never;
    }
  };
  return ({ branches }) => {
    const arrivals = new Map<Reader, Arrival>();
    for (const hop of branches.flatMap(({ trace }) => trace.hops)) {
      const reader = readerAt(hop);
      if (reader !== undefined && !arrivals.has(reader)) arrivals.set(reader, { reader, packet: hop.packet });
    }
    return [...arrivals.values()];
  };
}

type ReaderFor = (key: object, make: () => Reader) => Reader;

function atController(
  cluster: Cluster,
  { place, packet }: IngressHop,
  readerFor: ReaderFor,
): Reader | undefined {
  if (place.kind !== 'pod') return undefined;
  const { protocol, destination } = packet;
  const profile = controllerAt(cluster, `${place.namespace}/${place.name}`, destination.port, protocol);
  if (profile === undefined) return undefined;
  return readerFor(profile, () => {
    const own = controllerDistinctions(cluster, profile);
    const controller = ingressController(cluster, profile);
    return {
      decide: (arrived) => {
        const { http, ...connection } = arrivedIn(arrived);
        return http === undefined ? undefined : controller.handle({ ...connection, http });
      },
      name: `${profile.name} in ${profile.namespace}`,
      distinctions: {
        ...own,
        early: (arrived) => own.early(arrivedIn(arrived)),
        hostOf: (arrived) => own.hostOf(arrivedIn(arrived)),
        pathOf: (arrived) => own.pathOf(arrivedIn(arrived)),
        fieldsAt: (host, path) =>
          own.fieldsAt(host, path).map(({ answer, ...rest }) => ({
            ...rest,
            answer: (arrived) => answer(arrivedIn(arrived)),
          })),
      },
    };
  });
}

function arrivedIn({ protocol, tls, http, source, destination, proxyProtocol }: Packet): ArrivedAtController {
  return {
    protocol,
    client: source.address,
    port: destination.port,
    ...(tls === undefined ? {} : { tls }),
    ...(http === undefined ? {} : { http }),
    ...(proxyProtocol === undefined ? {} : { proxyProtocol }),
  };
}

function atListener(
  cluster: Cluster,
  { loadBalancer, listener: { port, protocol } }: LoadBalancerHop,
  readerFor: ReaderFor,
): Reader | undefined {
  const balancer = cluster.loadBalancer(loadBalancer);
  const listener = balancer?.listeners.find((entry) => entry.port === port && entry.protocol === protocol);
  const routing = listener?.routing;
  if (balancer === undefined || listener === undefined || routing === undefined) return undefined;
  return readerFor(listener, () => ({
    name: `${balancer.id} port ${port}`,
    distinctions: listenerDistinctions(cluster, balancer, listener, routing),
  }));
}
