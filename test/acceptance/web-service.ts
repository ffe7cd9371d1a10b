import {
  createCluster,
  cloud,
  pod,
  traceAll,
  type Cluster,
  type Platform,
  type RequestInput,
  type Trace,
} from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';

/** A pod of the Service on its node; its name says which. */
export function webPod(node: 1 | 2, rest = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: web-${node}, namespace: shop, labels: { app: web } }
spec:
  nodeName: node-${node}
  containers: [{ name: web, image: web, ports: [{ name: http, containerPort: 8080 }, { name: dns, containerPort: 53, protocol: UDP }, { name: sig, containerPort: 99, protocol: SCTP }] }]
${rest}
---
`;
}

const client = `
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: shop }
spec: { nodeName: node-1, containers: [{ name: client, image: client }] }
---
`;

/** A pod of the Service on each of two nodes. */
export const webPods = webPod(1) + webPod(2);

/** The Service `web` with this specification. */
export function service(spec: string): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ${spec} }
---
`;
}

/** A cluster of two nodes in two zones: what the text says, and a client on the first. */
export function clusterOf(text: string, platform: Platform = cloud({ nodes: 2, zones: 2 })): Cluster {
  return createCluster(readManifests(text + client), { platform });
}

/** Where a request may end: which pod sees whom as its client, or what else becomes of it. */
export function ends(cluster: Cluster, request: RequestInput): readonly string[] {
  const told = traceAll(cluster, request).branches.map(({ trace }) => end(cluster, trace));
  return [...new Set(told)].sort();
}

function end(cluster: Cluster, { hops, outcome }: Trace): string {
  const last = hops.at(-1);
  if (last?.stage !== 'pod') return `${outcome.kind} ${outcome.cause.code}`;
  const { name } = last.pod;
  if (last.action !== 'delivered') return `${name} ${outcome.cause.code}`;
  const sender = cluster.podByAddress(last.client) ?? cluster.nodeByAddress(last.client);
  return `${name} sees ${sender?.metadata.name ?? last.client}`;
}

/** The client. */
export const fromClient = pod('shop', 'client');
/** The client asks the Service by its name. */
export const inside: RequestInput = { from: fromClient, url: 'http://web/' };

/** The Service of these tests, at its simplest. */
export const select = 'selector: { app: web }, ports: [{ port: 80, targetPort: http }]';

/** Where the client comes to with it. */
export const everywhere: readonly string[] = ['web-1 sees client', 'web-2 sees client'];
