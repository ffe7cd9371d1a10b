/**
 * A cluster IP asked at a port that its Service does not have. Nothing holds the address, so nobody is there to refuse:
 * with iptables the packet is lost and the client waits; with nftables the node refuses at once.
 */
import { cloud, createCluster, pod, traceRequest, type Cluster, type Platform } from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

const manifests = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  containers: [{ name: web, image: example.com/web:1.4, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: shop }
spec: { containers: [{ name: client, image: example.com/client:1.0 }] }
`;

function clusterIn(mode: Platform['proxy']['mode']): Cluster {
  return createCluster(readManifests(manifests), { platform: cloud({ nodes: 2, proxy: { mode } }) });
}

function ask(cluster: Cluster, port: number): string {
  const request = { from: pod('shop', 'client'), url: `http://web:${port}/` };
  return explain(traceRequest(cluster, request), { depth: 'summary' });
}

/** The story, told. */
export function story(): string {
  return [
    'The wrong port of a cluster IP',
    'Service web has port 80; its pod listens on 8080. The client takes the port of the pod for that of the Service.',
    'In mode iptables only the pair of cluster IP and port 80 is in the rules. No rule takes the packet,\nno router knows the address, and nobody says so:',
    ask(clusterIn('iptables'), 8080),
    'In mode nftables the node closes what is left of a cluster IP, and the client knows at once:',
    ask(clusterIn('nftables'), 8080),
    'The right port is the same in both:',
    ask(clusterIn('nftables'), 80),
  ].join('\n\n');
}
