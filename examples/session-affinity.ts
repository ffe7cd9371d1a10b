/**
 * `sessionAffinity: ClientIP` keeps clients at their endpoint by the address that they come from, node by node. Behind a
 * NAT many clients are one address, and all of them share one pod.
 */
import { cloud, createCluster, type Cluster } from '@kubehop/core';
import { emptyMemory, serviceProxy, type Memory } from '@kubehop/core/components';
import { readManifests } from '@kubehop/core/yaml';

const manifests = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: web, image: example.com/web:1.4, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  type: NodePort
  sessionAffinity: ClientIP
  sessionAffinityConfig: { clientIP: { timeoutSeconds: 600 } }
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]
`;

/** A connection to the node port of a node. */
interface Connection {
  readonly from: string;
  readonly node: string;
}

/** Connects one after the other. Where the proxy has a choice, this story lets it take the endpoints in turn. */
function connect(cluster: Cluster, connections: readonly Connection[], start: Memory = emptyMemory): string {
  let memory = start;
  let turn = 0;
  const lines: string[] = [];
  for (const { from, node } of connections) {
    const address = cluster.get('Node', node)?.status.addresses[0]?.address ?? '';
    const packet = {
      protocol: 'TCP',
      source: { address: from },
      destination: { address, port: 30080 },
    } as const;
    const decision = serviceProxy(cluster, node).decide(packet, { memory });
    if (decision.verdict !== 'forward') return decision.verdict;
    const isKept = decision.endpoints.length === 1;
    const endpoint = decision.endpoints[isKept ? 0 : turn % decision.endpoints.length];
    if (endpoint === undefined) return 'no endpoint';
    if (!isKept) turn += 1;
    memory = serviceProxy(cluster, node).remember(packet, endpoint, memory);
    const name = cluster.podByAddress(endpoint.address)?.metadata.name ?? endpoint.address;
    lines.push(`  ${from} at ${node}: ${name}${isKept ? ', kept' : ''}`);
  }
  return lines.join('\n');
}

/** Connections of these clients to one node. */
function at(node: string, ...clients: readonly string[]): readonly Connection[] {
  return clients.map((from) => ({ from, node }));
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests), { platform: cloud({ nodes: 2 }) });
  return [
    'Session affinity, and clients behind a NAT',
    'Service web has three pods and keeps each client at one of them.',
    'Three clients with addresses of their own, each connecting twice:',
    connect(cluster, [
      ...at('node-1', '203.0.113.7', '203.0.113.8', '203.0.113.9'),
      ...at('node-1', '203.0.113.7', '203.0.113.8', '203.0.113.9'),
    ]),
    'Three clients in one office: its router sends from one address, and to the proxy they are one client.\nOne pod does all the work:',
    connect(cluster, at('node-1', '198.51.100.1', '198.51.100.1', '198.51.100.1')),
    'Each node remembers for itself. A client that a load balancer sends to another node may come to another pod:',
    connect(cluster, [
      ...at('node-1', '203.0.113.7'),
      ...at('node-2', '203.0.113.7'),
      ...at('node-1', '203.0.113.7'),
    ]),
  ].join('\n\n');
}
