import * as fc from 'fast-check';
import { expect } from 'vitest';
import { clusterArbitrary } from '../../../packages/core/src/arbitrary/cluster/cluster-arbitrary.js';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { Service } from '../../../packages/core/src/object/service.js';
import type { Target } from '../../../packages/core/src/request/packet.js';
import { serviceProxy } from '../../../packages/core/src/service/proxy.js';
import { afterSync } from '../../../packages/core/src/service/stale-connections.js';
import { emptyMemory, type Memory } from '../../../packages/core/src/step/memory.js';
import { clusterRuns } from '../drawn.js';
import { law } from '../law.js';

/** Services in front of several pods, of which clients keep one for some time. */
const sticky = clusterArbitrary({
  workloads: { min: 1, max: 1 },
  pods: { min: 2, max: 3 },
  ingresses: { max: 0 },
  serviceKinds: ['ClusterIP'],
  proxyModes: ['iptables', 'nftables'],
  features: ['sessionAffinity', 'namedPorts'],
});

/** Services of UDP in front of several pods that are written one by one. */
const datagrams = clusterArbitrary({
  workloadKinds: ['Pod'],
  pods: { min: 2, max: 3 },
  ingresses: { max: 0 },
  serviceKinds: ['ClusterIP'],
  proxyModes: ['iptables', 'nftables'],
  features: ['udp'],
});

/** Connections of one client to the first port of a Service, at one node. */
interface Client {
  /** The endpoints that it may get next. */
  readonly next: (cluster: Cluster, memory: Memory) => readonly Target[];
  /** What is remembered once it got this one. */
  readonly after: (cluster: Cluster, endpoint: Target, memory: Memory) => Memory;
}

function client(
  { spec }: Service,
  node: string,
  source: { readonly address: string; readonly port?: number },
) {
  const [{ port, protocol } = { port: 0, protocol: 'TCP' as const }] = spec.ports;
  const packet = { protocol, source, destination: { address: spec.clusterIP, port } };
  const of: Client = {
    next: (cluster, memory) => {
      const decision = serviceProxy(cluster, node).decide(packet, { memory });
      return decision.verdict === 'forward'
        ? decision.endpoints.map(({ address, port: number }) => ({ address, port: number }))
        : [];
    },
    after: (cluster, endpoint, memory) => serviceProxy(cluster, node).remember(packet, endpoint, memory),
  };
  return of;
}

function firstNode(cluster: Cluster): string {
  return cluster.list('Node')[0]?.metadata.name ?? '';
}

/** The Services that users wrote and that lead anywhere. */
function owned(cluster: Cluster): readonly Service[] {
  return cluster
    .list('Service')
    .filter(({ metadata, spec }) => metadata.namespace !== 'kube-system' && spec.selector !== undefined);
}

/** What is remembered between connections. */
export const memoryLaws = {
  'a client keeps its endpoint for as long as session affinity says, and nobody else does': law(
    fc.property(sticky, fc.nat(), fc.nat({ max: 20_000 }), ({ cluster }, number, later) => {
      const node = firstNode(cluster);
      for (const service of owned(cluster)) {
        const own = client(service, node, { address: '198.51.100.1' });
        const other = client(service, node, { address: '198.51.100.2' });
        const all = own.next(cluster, emptyMemory);
        const chosen = all[number % all.length];
        if (chosen === undefined) continue;
        const memory = { ...own.after(cluster, chosen, emptyMemory), now: later };
        const isKept =
          service.spec.sessionAffinity === 'ClientIP' && later <= service.spec.sessionAffinityTimeoutSeconds;
        expect({ later, next: own.next(cluster, memory) }).toEqual({ later, next: isKept ? [chosen] : all });
        expect(other.next(cluster, memory)).toEqual(all);
      }
    }),
    clusterRuns,
  ),

  'packets of a UDP client go on to an endpoint as long as it serves, and to another one once it is gone':
    law(
      fc.property(datagrams, fc.nat(), ({ cluster }, number) => {
        const node = firstNode(cluster);
        for (const service of owned(cluster).filter(({ spec }) => spec.ports[0]?.protocol === 'UDP')) {
          const own = client(service, node, { address: '198.51.100.1', port: 40_000 });
          const all = own.next(cluster, emptyMemory);
          const chosen = all[number % all.length];
          if (chosen === undefined || all.length < 2) continue;
          const pod = cluster.podByAddress(chosen.address);
          if (pod === undefined) continue;
          const memory = own.after(cluster, chosen, emptyMemory);
          expect(own.next(cluster, memory)).toEqual([chosen]);
          const after = cluster.delete({ kind: 'Pod', ...pod.metadata });
          const rest = all.filter(({ address }) => address !== chosen.address);
          expect(own.next(after, afterSync(memory, cluster, after, node))).toEqual(rest);
        }
      }),
      clusterRuns,
    ),
};
