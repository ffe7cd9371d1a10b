/**
 * Pods are replaced one by one. A pod that is being deleted serves its last requests: it gets new ones only where no
 * ready endpoint is left to choose, and for `externalTrafficPolicy: Local` that is asked on each node alone.
 */
import {
  cloud,
  createCluster,
  internet,
  pod,
  traceAll,
  type Cluster,
  type RequestInput,
} from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';

type State = 'ready' | 'not ready' | 'terminating' | 'gone';

const readiness: Readonly<Record<State, string>> = {
  ready: 'True',
  'not ready': 'False',
  terminating: 'True',
  gone: 'False',
};

/** A pod as `kubectl get pods -o yaml` shows it. */
function webPod(name: string, node: string, address: string, state: State): string {
  const isDeleted = state === 'terminating' || state === 'gone';
  const deleted = isDeleted ? ', deletionTimestamp: "2026-01-01T00:00:30Z"' : '';
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: web }${deleted} }
spec:
  nodeName: ${node}
  containers: [{ name: web, image: example.com/web:1.4, ports: [{ containerPort: 8080 }] }]
status:
  phase: Running
  podIP: ${address}
  podIPs: [{ ip: ${address} }]
  conditions: [{ type: Ready, status: "${readiness[state]}" }]
---`;
}

const others = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  type: NodePort
  externalTrafficPolicy: Local
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: shop }
spec: { nodeName: node-1, containers: [{ name: client, image: example.com/client:1.0 }] }
`;

/** The old pod on node-1 and the new one on node-2. */
function clusterWhere(old: State, young: State): Cluster {
  const pods =
    webPod('web-old', 'node-1', '10.244.0.10', old) + webPod('web-new', 'node-2', '10.244.1.10', young);
  return createCluster(readManifests(pods + others), { platform: cloud({ nodes: 2 }) });
}

/** The pods that may answer, else what the client sees. */
function answeredBy(cluster: Cluster, request: RequestInput): string {
  const ends = traceAll(cluster, request).branches.map(({ trace: { hops, outcome } }) => {
    const last = hops.at(-1);
    return last?.stage === 'pod' ? last.pod.name : `${outcome.kind} (${outcome.cause.code})`;
  });
  return [...new Set(ends)].sort().join(', ');
}

function row(title: string, old: State, young: State): string {
  const cluster = clusterWhere(old, young);
  const inside = answeredBy(cluster, { from: pod('shop', 'client'), url: 'http://web/' });
  const outside = answeredBy(cluster, { from: internet(), url: 'http://192.0.2.11:30080/' });
  return [
    `${title}: web-old is ${old}, web-new is ${young}`,
    `  a pod asks the cluster IP:          ${inside}`,
    `  the internet asks node-1, Local:    ${outside}`,
  ].join('\n');
}

/** The story, told. */
export function story(): string {
  return [
    'Endpoints that terminate',
    'Service web has externalTrafficPolicy Local. Its pod web-old on node-1 is replaced by web-new on node-2.',
    row('1. Before', 'ready', 'not ready'),
    row('2. Both run', 'ready', 'ready'),
    row('3. The old one is deleted and serves its last requests', 'terminating', 'ready'),
    'Inside, new connections go to web-new only. Node-1 has no ready endpoint of its own, so from outside the pod\nthat terminates goes on serving, for as long as it can:',
    row('4. The old one has stopped serving', 'gone', 'ready'),
    'Had the new one not become ready in time, the old one would be the last resort for everybody:',
    row('5. The old one is deleted too early', 'terminating', 'not ready'),
    row('6. And stops', 'gone', 'not ready'),
  ].join('\n\n');
}
