/**
 * A ClusterIP Service asked from a pod: the name becomes the cluster IP, and the service proxy of the client's own node
 * replaces it by the address of a pod. No machine holds the cluster IP, so from outside it cannot be asked.
 */
import { createCluster, internet, pod, traceAll, traceRequest, type AllTraces } from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

const manifests = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  replicas: 3
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec:
      containers: [{ name: cart, image: example.com/cart:2.0, ports: [{ containerPort: 7070 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  type: ClusterIP
  selector: { app: cart }
  ports: [{ port: 80, targetPort: 7070 }]
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: shop }
spec: { containers: [{ name: client, image: example.com/client:1.0 }] }
`;

/** Where each way ends, with its share. */
function shares({ branches }: AllTraces): string {
  return branches
    .map(({ trace, probability }) => {
      const reached = trace.hops.flatMap((hop) => (hop.stage === 'pod' ? [hop.pod.name] : []));
      return `  ${(probability * 100).toFixed(2)} %  ${reached.join()}`;
    })
    .join('\n');
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests));
  const request = { from: pod('shop', 'client'), url: 'http://cart/' };
  const address = cluster.get('Service', 'shop/cart')?.spec.clusterIPs.join() ?? '';
  return [
    'A ClusterIP Service, asked from a pod',
    `Service cart has the cluster IP ${address}. It is no machine's address:\nthe node of the client translates it to the address of a pod.`,
    explain(traceRequest(cluster, request), { depth: 'summary' }),
    'That was one way. The proxy picks a pod at random, so these are all the ways, each with its share:',
    shares(traceAll(cluster, request)),
    'Outside of the cluster its IP means nothing. A client in the internet has no way to it:',
    explain(traceRequest(cluster, { from: internet(), url: `http://${address}/` }), { depth: 'summary' }),
  ].join('\n\n');
}
