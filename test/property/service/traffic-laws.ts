import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { traceAll } from '../../../packages/core/src/pipeline/trace-all.js';
import type { Hop, PodHop, ServiceHop } from '../../../packages/core/src/trace/hop.js';
import type { Trace } from '../../../packages/core/src/trace/trace.js';
import { service } from '../../objects/service.js';
import { barePod } from '../../objects/workload.js';
import { clusterOf, requestsTo, traffic, type Traffic } from './traffic.js';
import { law } from '../law.js';

// A cluster costs more than a request: each is asked by everybody at every door.
const runs = 30;

interface Traced {
  readonly cluster: Cluster;
  readonly traces: readonly Trace[];
}

/** Every trace of all requests. */
function tracesOf(of: Traffic): Traced {
  const cluster = clusterOf(of);
  const traces = requestsTo(of).flatMap((input) =>
    traceAll(cluster, input).branches.map(({ trace }) => trace),
  );
  return { cluster, traces };
}

/** A service hop that chose an endpoint. */
type Translation = ServiceHop & { readonly endpoint: NonNullable<ServiceHop['endpoint']> };

function translationsIn({ hops }: Trace): readonly Translation[] {
  return hops.flatMap((hop) =>
    hop.stage === 'service' && hop.endpoint !== undefined ? [{ ...hop, endpoint: hop.endpoint }] : [],
  );
}

/** The node to which an address belongs. */
function homeOf(cluster: Cluster, address: string): string | undefined {
  return cluster.podByAddress(address)?.spec.nodeName ?? cluster.nodeByAddress(address)?.metadata.name;
}

/** Whether a sender is neither a pod nor the node itself. */
function isOutside(cluster: Cluster, { packet, node }: ServiceHop): boolean {
  const { address } = packet.source;
  return !address.startsWith('10.244.') && homeOf(cluster, address) !== node;
}

/** The way back undone: what arrives at the client must be the answer to what it sent. */
function answerAtClient({ hops, reply }: Trace): Readonly<Record<'asked' | 'answered', readonly unknown[]>> {
  const sent = hops.find(({ stage }) => stage !== 'client' && stage !== 'dns')?.packet;
  const back = reply.at(-1)?.packet;
  return {
    asked: [sent?.source.address, sent?.destination.address, sent?.destination.port],
    answered: [back?.destination.address, back?.source.address, back?.source.port],
  };
}

/** The source of a packet behind a hop: changed by a source translation or by a proxy, and by nothing else. */
function sourceBehind(hop: Hop, next: Hop): string {
  if (hop.action === 'terminated' || next.stage === 'dns') return next.packet.source.address;
  const translated = hop.changes.find(({ kind }) => kind === 'snat');
  return translated?.to ?? hop.packet.source.address;
}

function endOf({ hops }: Trace): PodHop | undefined {
  const last = hops.at(-1);
  return last?.stage === 'pod' ? last : undefined;
}

const unrelated = [
  service('elsewhere/unrelated', {
    type: 'LoadBalancer',
    externalTrafficPolicy: 'Local',
    selector: { app: 'unrelated' },
    ports: [{ port: 4433, targetPort: 8080 }],
  }),
  barePod('elsewhere/unrelated', { labels: { app: 'unrelated' } }),
];

const answered = new Set(['response', 'connected', 'refused']);

/** Where requests for a Service go from and to, and whom they seem to come from. */
export const trafficLaws = {
  'externalTrafficPolicy Local never sends a client from outside to another node': law(
    fc.property(traffic, (of) => {
      const { cluster, traces } = tracesOf(of);
      for (const hop of traces.flatMap(translationsIn)) {
        if (hop.via === 'clusterIP' || hop.policy !== 'Local' || !isOutside(cluster, hop)) continue;
        expect(homeOf(cluster, hop.endpoint.address)).toBe(hop.node);
        expect(hop.masquerade).toBe(false);
      }
    }),
    runs,
  ),
  'a Service that has nothing to do with a request changes no trace': law(
    fc.property(traffic, (of) => {
      const cluster = clusterOf(of);
      const beside = cluster.apply(...unrelated);
      for (const input of requestsTo(of)) {
        expect(traceAll(beside, input)).toEqual(traceAll(cluster, input));
      }
    }),
    runs,
  ),
  'the source that a pod sees is changed by a carried out masquerade, and by nothing else': law(
    fc.property(traffic, (of) => {
      for (const trace of tracesOf(of).traces) {
        for (const [index, next] of trace.hops.entries()) {
          const hop = trace.hops[index - 1];
          // The client's kernel chooses the source once it knows the address.
          if (hop === undefined || hop.stage === 'client' || hop.stage === 'dns') continue;
          expect(next.packet.source.address).toBe(sourceBehind(hop, next));
        }
        const end = endOf(trace);
        if (end !== undefined) expect(end.client).toBe(end.packet.source.address);
      }
    }),
    runs,
  ),

  'the source that a pod sees is a node after a masquerade that leaves the node': law(
    fc.property(traffic, (of) => {
      const { cluster, traces } = tracesOf(of);
      for (const { hops } of traces) {
        for (const [index, hop] of hops.entries()) {
          const out = hops[index + 1];
          if (hop.stage !== 'service' || !hop.masquerade || out?.stage !== 'node') continue;
          const staysOnNode = out.skipped.some(({ code }) => code === 'no-masquerade-stays-on-node');
          const seen = out.changes[0]?.to ?? out.packet.source.address;
          if (staysOnNode) expect(seen).toBe(hop.packet.source.address);
          else expect(cluster.nodeByAddress(seen)?.metadata.name).toBe(hop.node);
        }
      }
    }),
    runs,
  ),
  'the way back brings the client the answer of whom it asked': law(
    fc.property(traffic, (of) => {
      for (const trace of tracesOf(of).traces) {
        if (!answered.has(trace.outcome.kind) || trace.reply.length < 2) continue;
        const { asked, answered: seen } = answerAtClient(trace);
        expect(seen).toEqual(asked);
      }
    }),
    runs,
  ),

  'the way back is lost exactly where it passes by a node that translated and did not masquerade': law(
    fc.property(traffic, (of) => {
      const { cluster, traces } = tracesOf(of);
      for (const trace of traces) {
        if (!answered.has(trace.outcome.kind) && trace.outcome.cause.code !== 'reply-lost') continue;
        const proxyAt = trace.hops.findIndex(({ action }) => action === 'terminated');
        const own = proxyAt < 0 ? trace : { ...trace, hops: trace.hops.slice(0, proxyAt) };
        const passesBy = translationsIn(own).some(
          ({ node, masquerade, endpoint, packet }) =>
            !masquerade &&
            homeOf(cluster, endpoint.address) !== node &&
            homeOf(cluster, packet.source.address) !== node,
        );
        expect(trace.outcome.cause.code === 'reply-lost').toBe(passesBy);
      }
    }),
    runs,
  ),
};
