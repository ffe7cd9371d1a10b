import { traceAll, type Cluster, type Outcome, type ServiceHop, type Trace } from '@kubehop/core';
import type { Asked } from './probe.js';

/** What becomes of a connection, in words: who answers and which source it sees, `refused` or `silence`. */
export type Fate = string;

/** The fate of a connection that is answered. */
export function answeredBy(name: string, source: string): Fate {
  return `${name} sees ${source}`;
}

/** What the model foresees of a connection. */
export interface Foresight {
  /** Every fate, with the endpoints that it may come of, in the order in which the service proxy lists them. */
  readonly fates: ReadonlyMap<Fate, readonly string[]>;
  /** Under what the service proxy keeps an endpoint for the client, where it does. */
  readonly keptAs: string | undefined;
}

/** What the model foresees, whichever choices are made on the way. */
export function foresee(cluster: Cluster, { origin, protocol, address, port }: Asked): Foresight {
  const host = address.includes(':') ? `[${address}]` : address;
  const all = traceAll(cluster, { from: origin, url: `${protocol.toLowerCase()}://${host}:${port}` });
  const fates = new Map<Fate, readonly string[]>();
  let keptAs: string | undefined;
  for (const { trace } of all.branches) {
    const hop = trace.hops.find((candidate) => candidate.stage === 'service');
    const fate = fateOf(trace);
    const { address: ip = '', port: number = 0 } = hop?.endpoint ?? {};
    fates.set(fate, [...(fates.get(fate) ?? []), `${ip} ${number}`]);
    if (hop !== undefined) keptAs ??= memoryOf(cluster, hop);
  }
  return { fates, keptAs };
}

/** Session affinity is kept by node, service port and client. */
function memoryOf(cluster: Cluster, { node, service, port, packet }: ServiceHop): string | undefined {
  const { namespace = '', name } = service;
  const isKept = cluster.get('Service', `${namespace}/${name}`)?.spec.sessionAffinity === 'ClientIP';
  return isKept ? [node, name, port.name, packet.source.address].join(' ') : undefined;
}

function fateOf({ hops, outcome }: Trace): Fate {
  switch (outcome.kind) {
    case 'connected':
    case 'delivered': {
      const last = hops.at(-1);
      if (last?.stage !== 'pod') throw new TypeError(`${outcome.kind} without a pod`);
      return answeredBy(last.pod.name, last.client);
    }
    case 'refused':
      return 'refused';
    case 'timeout':
    case 'unroutable':
    case 'left':
      return 'silence';
    case 'response':
    case 'reset':
    case 'closed':
    case 'dns-error':
    case 'tls-error':
      return unforeseen(outcome);
    case 'unknown':
      // Where the model knows of no route, the testbed has none.
      return outcome.missing === 'route' ? 'silence' : unforeseen(outcome);
    default:
      return outcome satisfies never;
  }
}

function unforeseen({ kind, cause }: Outcome): Fate {
  return `${kind}: ${cause.message}`;
}
