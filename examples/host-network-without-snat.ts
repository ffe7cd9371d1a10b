/**
 * Why a pod with `hostNetwork: true` sees the client and the same pod behind a node port does not: what asks for a
 * masquerade is the Service, and at the pod's own port no Service stands in the way. Behind a Service the node carries it
 * out only where the packet leaves its own network.
 */
import {
  cloud,
  createCluster,
  internet,
  rules,
  skips,
  traceRequest,
  type Cluster,
  type Trace,
} from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

function pod(name: string, hostNetwork: boolean): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec:
  nodeName: node-1
  hostNetwork: ${hostNetwork}
  containers: [{ name: ${name}, image: example.com/web:1.4, ports: [{ containerPort: 8080 }] }]
---
`;
}

function service(app: string, name: string, nodePort: number, policy: 'Cluster' | 'Local'): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec:
  type: NodePort
  externalTrafficPolicy: ${policy}
  selector: { app: ${app} }
  ports: [{ port: 80, targetPort: 8080, nodePort: ${nodePort} }]
---
`;
}

const manifests = [
  pod('web', false),
  pod('edge', true),
  service('web', 'web', 30080, 'Cluster'),
  service('edge', 'edge', 30081, 'Cluster'),
  service('edge', 'edge-local', 30082, 'Local'),
].join('');

/** What is asked, by which port of which node. */
type Way = readonly [name: string, node: string, port: number];

const plain: Way = ['a pod behind a node port', 'node-1', 30080];
const own: Way = ['a pod with hostNetwork, at its own port', 'node-1', 8080];

const ways: readonly Way[] = [
  plain,
  own,
  ['the same behind a node port', 'node-1', 30081],
  ['the same, asked at another node', 'node-2', 30081],
  ['the same, externalTrafficPolicy Local', 'node-1', 30082],
];

function ask(cluster: Cluster, [, node, port]: Way): Trace {
  const address =
    cluster.get('Node', node)?.status.addresses.find(({ type }) => type === 'ExternalIP')?.address ?? '';
  return traceRequest(cluster, { from: internet(), url: `http://${address}:${port}/` });
}

/** What each service proxy on the way did about the source, and why. */
function masquerading({ hops }: Trace): string {
  const told = hops.flatMap((hop) => {
    if (hop.stage !== 'service') return [];
    return hop.masqueradeRule === undefined
      ? hop.skipped.map(({ code }) => skips[code])
      : [rules[hop.masqueradeRule.id]];
  });
  return told.join(' ') || 'No Service on the way.';
}

function row(cluster: Cluster, way: Way): string {
  const trace = ask(cluster, way);
  const seen = trace.hops.map((hop) => (hop.stage === 'pod' ? hop.client : '')).join('');
  return `  ${way[0].padEnd(41)}${seen.padEnd(13)}${masquerading(trace)}`;
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests), { platform: cloud({ nodes: 2 }) });
  return [
    'Why hostNetwork avoids SNAT',
    'The same process, asked by 203.0.113.7 from the internet. It sees:',
    ways.map((way) => row(cluster, way)).join('\n'),
    'A Service marks what it sends on, so that the answer comes back through the node. The node puts its\naddress in as the packet leaves its own network: towards a pod of its own or towards another node, but\nnot where the process listens on the node itself.',
    explain(ask(cluster, plain), { depth: 'summary' }),
    explain(ask(cluster, own), { depth: 'summary' }),
  ].join('\n\n');
}
