/**
 * A pod with `hostNetwork: true` has no address of its own: it listens at the addresses of its node. Nothing translates
 * the request, so the source address is kept; and a port of a node can be taken only once.
 */
import { cloud, createCluster, internet, traceRequest } from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

const manifests = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: edge, namespace: shop }
spec:
  replicas: 3
  selector: { matchLabels: { app: edge } }
  template:
    metadata: { labels: { app: edge } }
    spec:
      hostNetwork: true
      containers: [{ name: edge, image: example.com/edge:1.0, ports: [{ containerPort: 8080 }] }]
`;

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests), { platform: cloud({ nodes: 2 }) });
  const pods = cluster.list('Pod', 'shop').map(({ metadata, spec, status }) => {
    const where =
      spec.nodeName === undefined ? '' : ` on ${spec.nodeName} at ${status.podIP ?? 'no address'}`;
    return `  ${metadata.name}: ${status.phase}${where}`;
  });
  const problems = cluster.problems.map(
    ({ object, message }) => `  ${object.kind} ${object.name}: ${message}`,
  );
  const [address = ''] = cluster
    .list('Node')
    .flatMap(({ status }) => status.addresses.filter(({ type }) => type === 'ExternalIP'))
    .map((each) => each.address);
  const trace = traceRequest(cluster, { from: internet(), url: `http://${address}:8080/` });
  const seen = trace.hops.flatMap((hop) => (hop.stage === 'pod' ? [hop.client] : []));
  const source = trace.request.from.kind === 'internet' ? trace.request.from.address : '';
  return [
    'Pods on the network of their node',
    'Three pods with hostNetwork ask for port 8080, and the cluster has two nodes.\nA pod that runs has the address of its node.',
    pods.join('\n'),
    'A port of a node can be taken once, so the third pod finds no node and stays Pending:',
    problems.join('\n'),
    'A request to the node is a request to the pod. No Service stands between, and nothing is translated:',
    explain(trace, { depth: 'summary' }),
    `The client sent from ${source}, and the pod sees it as ${seen.join()}.`,
  ].join('\n\n');
}
