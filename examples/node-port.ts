/**
 * A NodePort Service asked from outside: every node serves the port, also one that has no pod of the Service. That node
 * passes the request on and puts its own address in place of the client's. The internal address of a node is no way in.
 */
import { cloud, createCluster, internet, traceRequest, type Cluster } from '@kubehop/core';
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
spec:
  type: NodePort
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]
`;

function ask(cluster: Cluster, address: string): string {
  const request = { from: internet(), url: `http://${address}:30080/` };
  return explain(traceRequest(cluster, request), { depth: 'summary' });
}

function addresses(cluster: Cluster, type: string): readonly string[] {
  return cluster
    .list('Node')
    .flatMap(({ status }) => status.addresses.filter((each) => each.type === type))
    .map(({ address }) => address);
}

function table(cluster: Cluster): string {
  return cluster
    .list('Node')
    .map(({ metadata, status }) => {
      const pods = cluster.podsOnNode(metadata.name).filter((each) => each.metadata.namespace === 'shop');
      const runs = pods.map((each) => `Pod ${each.metadata.name}`).join() || 'no pod of the Service';
      return `  ${metadata.name}: ${status.addresses.map(({ type, address }) => `${type} ${address}`).join(', ')}; ${runs}`;
    })
    .join('\n');
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests), { platform: cloud({ nodes: 2 }) });
  const external = addresses(cluster, 'ExternalIP').map((address) => ask(cluster, address));
  const internal = addresses(cluster, 'InternalIP')
    .slice(0, 1)
    .map((address) => ask(cluster, address));
  return [
    'A NodePort Service, asked from the internet',
    'Port 30080 of each node leads to Service web, which has one pod:',
    table(cluster),
    'Asked at the external address of each node in turn, both answer. The node masquerades the\nconnection: the pod sees an address of that node in place of the client.',
    ...external,
    'The internal address of a node is private.\nThe port is served there as well, but nobody in the internet can reach it:',
    ...internal,
  ].join('\n\n');
}
