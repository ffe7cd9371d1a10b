/**
 * A LoadBalancer Service is a NodePort Service, which is a ClusterIP Service: the balancer sends connections to the node
 * port. With `externalTrafficPolicy: Local` it picks only nodes that have a pod, and the pod sees the client's address.
 */
import { cloud, createCluster, internet, traceRequest, type Cluster } from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

function manifests(policy: 'Cluster' | 'Local'): string {
  return `
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
  type: LoadBalancer
  externalTrafficPolicy: ${policy}
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
`;
}

function clusterWith(policy: 'Cluster' | 'Local'): Cluster {
  return createCluster(readManifests(manifests(policy)), { platform: cloud({ nodes: 3 }) });
}

/** The three addresses at which the Service can be asked, one on top of the other. */
function doors(cluster: Cluster): string {
  const service = cluster.get('Service', 'shop/web');
  const [port] = service?.spec.ports ?? [];
  return [
    `  load balancer  ${entrance(cluster)}, port ${port?.port ?? 'none'}`,
    `  node port      port ${port?.nodePort ?? 'none'} of ${cluster
      .list('Node')
      .map(({ metadata }) => metadata.name)
      .join(', ')}`,
    `  cluster IP     ${service?.spec.clusterIPs.join() ?? 'none'}, port ${port?.port ?? 'none'}`,
  ].join('\n');
}

function entrance(cluster: Cluster): string {
  const service = cluster.get('Service', 'shop/web');
  return service?.status.loadBalancer.ingress.map(({ ip }) => ip ?? '').join() ?? '';
}

function tell(cluster: Cluster): string {
  const trace = traceRequest(cluster, { from: internet(), url: `http://${entrance(cluster)}/` });
  const targets = trace.hops.flatMap((hop) =>
    hop.stage === 'load-balancer'
      ? hop.targets.map(({ name, healthy, reason }) => `  ${name} ${healthy ? 'yes' : 'no'}: ${reason}`)
      : [],
  );
  const seen = trace.hops.flatMap((hop) => (hop.stage === 'pod' ? [hop.client] : []));
  return [
    explain(trace, { depth: 'summary' }),
    `Does the health check of the load balancer let it use the node?\n${targets.join('\n')}`,
    `The pod sees the client as ${seen.join()}.`,
  ].join('\n\n');
}

/** The story, told. */
export function story(): string {
  const wide = clusterWith('Cluster');
  return [
    'A load balancer on top of the node port',
    'Service web of type LoadBalancer has three doors, each built on the one below it:',
    doors(wide),
    'The balancer passes the connection to the node port of any node, whether the pod runs there or not.',
    tell(wide),
    'With externalTrafficPolicy Local only the node of the pod counts as healthy.\nNo second hop is needed, and the client keeps its address.',
    tell(clusterWith('Local')),
  ].join('\n\n');
}
