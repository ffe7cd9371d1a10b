/**
 * A pod is replaced. Its successor has another name and another address; the Service in front of it keeps both. The
 * client asks by the name of the Service and notices nothing. The old address leads nowhere.
 */
import { createCluster, pod, traceRequest, type Cluster } from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

const manifests = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  replicas: 1
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
  selector: { app: cart }
  ports: [{ port: 80, targetPort: 7070 }]
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: shop }
spec: { containers: [{ name: client, image: example.com/client:1.0 }] }
`;

function ask(cluster: Cluster, url: string): string {
  return explain(traceRequest(cluster, { from: pod('shop', 'client'), url }), { depth: 'summary' });
}

function cartPods(cluster: Cluster): readonly { readonly name: string; readonly address: string }[] {
  return cluster
    .podsMatching('shop', { matchLabels: { app: 'cart' }, matchExpressions: [] })
    .map(({ metadata, status }) => ({ name: metadata.name, address: status.podIP ?? 'none' }));
}

function table(cluster: Cluster): string {
  const pods = cartPods(cluster).map(({ name, address }) => `  Pod ${name} at ${address}`);
  const address = cluster.get('Service', 'shop/cart')?.spec.clusterIPs.join();
  return [...pods, `  Service cart at ${address ?? 'none'}`].join('\n');
}

/** The story, told. */
export function story(): string {
  const before = createCluster(readManifests(manifests));
  const replaced = cartPods(before);
  const after = before.delete(...replaced.map(({ name }) => ({ kind: 'Pod', namespace: 'shop', name })));
  return [
    'The address of a pod changes, the address of its Service does not',
    'A Deployment keeps one pod of the cart. A client in the cluster asks for it by the name of its Service.',
    table(before),
    ask(before, 'http://cart/'),
    'The pod is deleted. Its ReplicaSet makes another one, with a new name and a new address.',
    table(after),
    'The same question now finds the new pod; the client has changed nothing.',
    ask(after, 'http://cart/'),
    'Whoever wrote down the address of the old pod asks in vain: nobody holds it any more.',
    ...replaced.map(({ address }) => ask(after, `http://${address}:7070/`)),
  ].join('\n\n');
}
