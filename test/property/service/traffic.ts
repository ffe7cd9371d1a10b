import { fc } from '@fast-check/vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { internet, network, node, pod } from '../../../packages/core/src/request/origin.js';
import type { RequestInput } from '../../../packages/core/src/request/read-request.js';
import { service } from '../../objects/service.js';
import { barePod } from '../../objects/workload.js';

/**
 * One Service on three nodes, and all that decides about the source of a packet and its way back. Among clusters that are
 * drawn, few would differ in just that.
 */
export interface Traffic {
  readonly mode: 'iptables' | 'nftables';
  readonly masqueradeAll: boolean;
  readonly detectLocal: 'ClusterCIDR' | 'NodeCIDR' | 'none';
  readonly egressNat: boolean;
  readonly externalTrafficPolicy: 'Cluster' | 'Local';
  readonly internalTrafficPolicy: 'Cluster' | 'Local';
  readonly pods: readonly { readonly nodeName: string; readonly hostNetwork: boolean }[];
}

const policy = fc.constantFrom('Cluster' as const, 'Local' as const);

/** At most one pod a node, since some have its network. */
export const traffic: fc.Arbitrary<Traffic> = fc.record({
  mode: fc.constantFrom('iptables', 'nftables'),
  masqueradeAll: fc.boolean(),
  detectLocal: fc.constantFrom('ClusterCIDR', 'ClusterCIDR', 'NodeCIDR', 'none'),
  egressNat: fc.boolean(),
  externalTrafficPolicy: policy,
  internalTrafficPolicy: policy,
  pods: fc.uniqueArray(
    fc.record({
      nodeName: fc.constantFrom('node-1', 'node-2', 'node-3'),
      hostNetwork: fc.constantFrom(false, false, true),
    }),
    { selector: ({ nodeName }) => nodeName },
  ),
});

const clusterIP = '10.96.7.7';
const loadBalancerIP = '198.51.100.7';
const containers = [{ name: 'main', image: 'app', ports: [{ containerPort: 8080 }] }];

/** The cluster of such traffic, with a client on the first node. */
export function clusterOf({
  mode,
  masqueradeAll,
  detectLocal,
  egressNat,
  externalTrafficPolicy,
  internalTrafficPolicy,
  pods,
}: Traffic): Cluster {
  const web = service(
    'shop/web',
    {
      type: 'LoadBalancer',
      clusterIP,
      selector: { app: 'web' },
      ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }],
      externalTrafficPolicy,
      internalTrafficPolicy,
    },
    { ingress: [{ ip: loadBalancerIP }] },
  );
  const client = barePod('shop/client', { pod: { nodeName: 'node-1' } });
  const endpoints = pods.map(({ nodeName, hostNetwork }) =>
    barePod(`shop/on-${nodeName}`, { labels: { app: 'web' }, pod: { nodeName, hostNetwork, containers } }),
  );
  const platform = cloud({ nodes: 3, egressNat, proxy: { mode, masqueradeAll, detectLocal } });
  return createCluster([web, client, ...endpoints], { platform });
}

/** From everybody to every door of the Service. */
export function requestsTo({ pods }: Traffic): readonly RequestInput[] {
  const origins = [
    internet(),
    network('10.0.0.200'),
    node('node-1'),
    pod('shop', 'client'),
    ...pods.map(({ nodeName }) => pod('shop', `on-${nodeName}`)),
  ];
  const nodes = ['10.0.0.11', '10.0.0.12', '10.0.0.13', '192.0.2.12'];
  const doors = [clusterIP, loadBalancerIP, ...nodes.map((address) => `${address}:30080`)];
  return origins.flatMap((from) => doors.map((door) => ({ from, url: `http://${door}/` })));
}
