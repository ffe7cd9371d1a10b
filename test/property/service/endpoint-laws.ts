import * as fc from 'fast-check';
import { expect } from 'vitest';
import { clusterArbitrary } from '../../../packages/core/src/arbitrary/cluster/cluster-arbitrary.js';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { Node } from '../../../packages/core/src/object/node.js';
import type { Service, ServicePort } from '../../../packages/core/src/object/service.js';
import { type ProxyDecision, serviceProxy } from '../../../packages/core/src/service/proxy.js';
import { clusterRuns } from '../drawn.js';
import { law } from '../law.js';
import { naiveEndpoints } from './naive-endpoints.js';

const services = {
  ingresses: { max: 0 },
  serviceKinds: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  proxyModes: ['iptables', 'nftables'],
} as const;

/** Clusters in which pods and Services have addresses of their own: who gets one that two claim is nobody's promise. */
const selecting = fc.oneof(
  clusterArbitrary({
    ...services,
    features: [
      'namedPorts',
      'namespaces',
      'readiness',
      'sessionAffinity',
      'sourceRanges',
      'termination',
      'trafficPolicies',
      'udp',
    ],
  }),
  // Pods of one Service that differ.
  clusterArbitrary({
    ...services,
    workloadKinds: ['Pod'],
    pods: { min: 2 },
    services: { min: 3 },
    features: ['namedPorts'],
  }),
  clusterArbitrary({ ...services, workloadKinds: ['Pod'], features: ['readiness', 'termination'] }),
);

/** A way to ask a Service: by one of its addresses. */
interface Door {
  readonly address: string;
  readonly port: number;
  readonly via: 'clusterIP' | 'external' | 'loadBalancer';
}

function doorsOf({ spec, status }: Service, { port, nodePort }: ServicePort, node: Node): readonly Door[] {
  const balancers = status.loadBalancer.ingress.flatMap(({ ip, ipMode }) =>
    ip === undefined || ipMode === 'Proxy' ? [] : [ip],
  );
  const nodeAddresses = node.status.addresses.filter(({ type }) => type === 'InternalIP');
  return [
    { address: spec.clusterIP, port, via: 'clusterIP' as const },
    ...balancers.map((address) => ({ address, port, via: 'loadBalancer' as const })),
    ...(nodePort === undefined
      ? []
      : nodeAddresses.map(({ address }) => ({ address, port: nodePort, via: 'external' as const }))),
  ];
}

/** Who asks at a node. The ranges of drawn Services hold pods, nodes, and the first of the clients outside. */
interface Sender {
  readonly address: string;
  readonly kind: 'outside' | 'pod' | 'node';
  readonly isInRanges: boolean;
}

function sendersAt(cluster: Cluster, node: Node): readonly Sender[] {
  return [
    { address: '203.0.113.7', kind: 'outside', isInRanges: true },
    { address: '203.0.113.77', kind: 'outside', isInRanges: false },
    ...node.status.addresses
      .filter(({ type }) => type === 'InternalIP')
      .map(({ address }): Sender => ({ address, kind: 'node', isInRanges: address.startsWith('10.') })),
    ...cluster
      .podsOnNode(node.metadata.name)
      .filter(({ spec }) => !spec.hostNetwork)
      .flatMap(({ status }) => status.podIPs)
      .map((address): Sender => ({ address, kind: 'pod', isInRanges: true })),
  ];
}

/** Where a packet should go, with a star where its source is masqueraded; nowhere unless somebody is there. */
function expected(
  cluster: Cluster,
  service: Service,
  port: ServicePort,
  node: Node,
  { via }: Door,
  { address, kind, isInRanges }: Sender,
): readonly string[] {
  const { spec } = service;
  if (via === 'loadBalancer' && spec.loadBalancerSourceRanges.length > 0 && !isInRanges) return [];
  const isInside = via === 'clusterIP';
  const policy = isInside ? spec.internalTrafficPolicy : spec.externalTrafficPolicy;
  const isBoundToNode = policy === 'Local' && (isInside || kind === 'outside');
  const isMasqueraded = isInside
    ? kind !== 'pod'
    : policy === 'Cluster' || (kind === 'node' && policy === 'Local');
  return naiveEndpoints(cluster, service, port, node, isBoundToNode).map((target) =>
    isMasqueraded || target.startsWith(`${address}:`) ? `${target}*` : target,
  );
}

function actual(decision: ProxyDecision): readonly string[] {
  if (decision.verdict !== 'forward') return [];
  return decision.endpoints
    .map(({ address, port, masquerade }) => `${address}:${port}${masquerade ? '*' : ''}`)
    .sort();
}

/** Where Services of drawn clusters lead. */
export const endpointLaws = {
  'a Service leads everybody to exactly those pods that its manifest and theirs allow': law(
    fc.property(selecting, ({ cluster }) => {
      for (const node of cluster.list('Node')) {
        const proxy = serviceProxy(cluster, node.metadata.name);
        const senders = sendersAt(cluster, node);
        for (const service of cluster.list('Service').filter(({ spec }) => spec.selector !== undefined)) {
          for (const port of service.spec.ports) {
            for (const door of doorsOf(service, port, node)) {
              for (const sender of senders) {
                const { protocol } = port;
                const source = { address: sender.address };
                const decision = proxy.decide({ protocol, source, destination: door });
                const said = { service: service.metadata.name, node: node.metadata.name, door, sender };
                expect({ ...said, to: actual(decision) }).toEqual({
                  ...said,
                  to: expected(cluster, service, port, node, door, sender),
                });
              }
            }
          }
        }
      }
    }),
    clusterRuns,
  ),
};
