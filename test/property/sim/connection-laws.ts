import * as fc from 'fast-check';
import type { Cluster, RequestInput, Trace } from '@kubehop/core';
import { requestTo } from '@kubehop/core/arbitrary';
import { isReady, keyOf, toRequest } from '@kubehop/core/engine';
import type { Connection, Simulation } from '@kubehop/sim';
import { scenarioArbitrary, type ActKind } from '@kubehop/sim/arbitrary';
import { expect } from 'vitest';
import { law, type Laws } from '../law.js';

const cluster = { ingresses: { max: 0 }, serviceKinds: ['ClusterIP', 'NodePort', 'LoadBalancer'] } as const;

/** What changes what is believed of pods, and nothing that happens to packets. */
const beliefs: readonly ActKind[] = [
  'edit',
  'rollout',
  'scale',
  'delete',
  'drain',
  'taint',
  'report',
  'condition',
  'leader',
];

const undisturbed = scenarioArbitrary({ cluster, acts: { kinds: beliefs }, behaviours: false });
const disturbed = scenarioArbitrary({ cluster });

/** Clients whose Services remember them. */
const remembered = scenarioArbitrary({
  cluster: { ...cluster, features: ['sessionAffinity', 'namespaces'], platforms: ['cloud'] },
  acts: { kinds: ['rollout', 'scale', 'delete', 'leader'] },
  behaviours: false,
});

/** Flows of datagrams to pods that come and go. */
const flows = scenarioArbitrary({
  cluster: {
    ...cluster,
    nodes: { max: 3 },
    features: ['udp'],
    platforms: ['cloud'],
    workloadKinds: ['Deployment', 'StatefulSet'],
  },
  acts: { kinds: ['rollout', 'scale', 'delete', 'drain'] },
  behaviours: false,
});

/** Laws of what is tracked and remembered of clients while their pods come and go. */
export const connectionLaws: Laws = {
  'connections stand exactly as long as the process that they were made to': law(
    fc.property(undisturbed, fc.nat(), (scenario, seed) => {
      const simulation = scenario.simulation();
      const opened = connectionsTo(simulation, seed);
      scenario.play(simulation, () => {
        for (const { connection, request, pod, since } of opened) {
          const { from } = request;
          const isClientGone =
            from?.kind === 'pod' && hasEnded(simulation, `${from.namespace}/${from.name}`, since);
          if (!connection.isOpen || isClientGone) continue;
          const { trace } = connection.send(request);
          if (hasEnded(simulation, pod, since)) expect(trace.outcome.cause.code).toBe('connection-lost');
          else
            expect([trace.outcome.kind, podOf(trace)]).toEqual([connection.opened.trace.outcome.kind, pod]);
        }
      });
    }),
    80,
  ),
  'connections never lead to another pod, nor to the next process of theirs': law(
    fc.property(disturbed, fc.nat(), (scenario, seed) => {
      const simulation = scenario.simulation();
      const opened = connectionsTo(simulation, seed);
      scenario.play(simulation, () => {
        for (const { connection, request, pod, since } of opened) {
          if (!connection.isOpen) continue;
          const sentAt = simulation.log.length;
          const { trace } = connection.send(request);
          const { kind } = trace.outcome;
          if (kind !== 'response' && kind !== 'connected') continue;
          expect(podOf(trace)).toBe(pod);
          expect(hasEnded(simulation, pod, since, sentAt)).toBe(false);
        }
      });
    }),
    80,
  ),
  'clients come back to the pod that a Service remembers for them, as long as it is an endpoint': law(
    fc.property(remembered, (scenario) => {
      const simulation = scenario.simulation();
      const last = new Map<string, { readonly address: string; readonly at: number }>();
      const ask = (): void => {
        for (const key of stickyServices(simulation.cluster)) {
          const { hops } = simulation.send(requestFor(simulation.cluster, key)).trace;
          const hop = hops.at(-1);
          const before = last.get(key);
          if (hop?.stage !== 'pod') continue;
          const { address } = hop.packet.destination;
          last.set(key, { address, at: simulation.now });
          // Three hours without a hit are the usual time.
          if (before === undefined || simulation.now - before.at > 10_000_000) continue;
          if (isEndpoint(simulation, key, before.address)) expect(address).toBe(before.address);
        }
      };
      ask();
      scenario.play(simulation, () => {
        ask();
        simulation.rest();
        ask();
      });
    }),
    60,
  ),
  'datagrams of an old flow go where the rules lead as soon as their proxy has synced': law(
    fc.property(flows, (scenario) => {
      const simulation = scenario.simulation();
      const send = (): void => {
        for (const key of datagramServices(simulation.cluster)) {
          const request = toRequest(simulation.cluster, flowTo(simulation.cluster, key));
          // Who still serves at its end keeps its flows.
          const known = endpointsOf(simulation, key, 'serving');
          simulation.begin(request, { timeout: 0 }, ({ trace }) => {
            if (known.length > 0) expect(known).toContain(trace.hops.at(-1)?.packet.destination.address);
          });
        }
      };
      send();
      simulation.on('event', (event) => {
        if (event.kind === 'proxy-synced' && event.node === 'node-1') simulation.at(simulation.now, send);
      });
      scenario.play(simulation).rest();
    }),
    60,
  ),
  'datagrams of an old flow reach a pod that serves, once all proxies know': law(
    fc.property(flows, (scenario) => {
      const simulation = scenario.simulation();
      const send = (): void => {
        for (const key of datagramServices(simulation.cluster)) {
          const pod = podOf(simulation.send(flowTo(simulation.cluster, key)).trace);
          const serving = servingPods(simulation.cluster, key);
          if (serving.length > 0 && isQuiet) expect(serving).toContain(pod);
        }
      };
      let isQuiet = true;
      send();
      scenario.play(simulation, () => {
        isQuiet = false;
        send();
        simulation.rest();
        isQuiet = true;
        send();
      });
    }),
    60,
  ),
};

interface Opened {
  readonly connection: Connection;
  readonly request: RequestInput;
  readonly pod: string;
  /** How much had happened when it was opened. */
  readonly since: number;
}

/** Connections that lead to pods without a proxy between. */
function connectionsTo(simulation: Simulation, seed: number): readonly Opened[] {
  return fc.sample(requestTo(simulation.cluster), { seed, numRuns: 12 }).flatMap((request) => {
    if (!/^(?:https?|tcp|grpc):/.test(request.url)) return [];
    const connection = simulation.connect(request, { timeout: 1_000 });
    const pod = podOf(connection.opened.trace);
    const isDirect = connection.opened.trace.hops.every(({ action }) => action !== 'terminated');
    if (!connection.isOpen || pod === undefined || !isDirect) return [];
    return [{ connection, request, pod, since: simulation.log.length }];
  });
}

function podOf({ hops, outcome }: Trace): string | undefined {
  const last = hops.at(-1);
  const isReached =
    outcome.kind === 'response' || outcome.kind === 'connected' || outcome.kind === 'delivered';
  return isReached && last?.stage === 'pod' ? `${last.pod.namespace ?? ''}/${last.pod.name}` : undefined;
}

/** Whether a process of a pod ended, or the pod went without waiting for it. */
function hasEnded({ log }: Simulation, pod: string, since: number, until = log.length): boolean {
  return log.slice(since, until).some((event) => {
    if (event.kind === 'container-ended') return event.pod === pod;
    if (event.kind !== 'written' || event.verb !== 'removed') return false;
    return event.object.kind === 'Pod' && `${event.object.namespace ?? ''}/${event.object.name}` === pod;
  });
}

function stickyServices(now: Cluster): readonly string[] {
  return now
    .list('Service')
    .filter(({ spec }) => spec.sessionAffinity === 'ClientIP' && spec.clusterIP !== 'None')
    .map(keyOf);
}

function requestFor(now: Cluster, key: string): RequestInput {
  const { clusterIP = '', ports = [] } = now.get('Service', key)?.spec ?? {};
  return { from: { kind: 'node', node: 'node-1' }, url: `tcp://${clusterIP}:${ports[0]?.port ?? 0}` };
}

function isEndpoint(simulation: Simulation, service: string, address: string): boolean {
  return endpointsOf(simulation, service, 'ready').includes(address);
}

/** The endpoints of a condition in the rules of the node that asks. */
function endpointsOf(
  simulation: Simulation,
  service: string,
  condition: 'ready' | 'serving',
): readonly string[] {
  const rules = simulation.views({ kind: 'node', node: 'node-1' }).of({ kind: 'kube-proxy', node: 'node-1' });
  return rules
    .slicesOf(service)
    .flatMap(({ endpoints }) =>
      endpoints.flatMap(({ addresses, conditions }) => (conditions[condition] === false ? [] : addresses)),
    );
}

/** A datagram of the one flow that a client on a node has to a Service. */
function flowTo(now: Cluster, key: string): RequestInput {
  const { clusterIP = '', ports = [] } = now.get('Service', key)?.spec ?? {};
  const url = `udp://${clusterIP}:${ports[0]?.port ?? 0}`;
  return { from: { kind: 'node', node: 'node-1' }, url, sourcePort: 40_000 };
}

function datagramServices(now: Cluster): readonly string[] {
  return now
    .list('Service')
    .filter(
      ({ metadata, spec }) =>
        metadata.namespace !== 'kube-system' &&
        spec.ports[0]?.protocol === 'UDP' &&
        spec.clusterIP !== 'None',
    )
    .map(keyOf);
}

function servingPods(now: Cluster, service: string): readonly string[] {
  return now.slicesOf(service).flatMap(({ endpoints }) =>
    endpoints
      .filter(({ conditions }) => conditions.ready !== false)
      .map(({ targetRef }) => `${targetRef?.namespace ?? ''}/${targetRef?.name ?? ''}`)
      .filter((key) => {
        const pod = now.get('Pod', key);
        return pod !== undefined && isReady(pod);
      }),
  );
}
