/**
 * A pod asks the Service that it stands behind, and the choice may fall on itself. It would answer itself directly and
 * not know the connection: so the node puts its own address in place of the pod's, for this one endpoint alone.
 */
import { cloud, createCluster, pod, rules, skips, traceAll, type Cluster, type Trace } from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

const manifests = `
apiVersion: v1
kind: Pod
metadata: { name: web-a, namespace: shop, labels: { app: web } }
spec:
  containers: [{ name: web, image: example.com/web:1.4, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Pod
metadata: { name: web-b, namespace: shop, labels: { app: web } }
spec:
  containers: [{ name: web, image: example.com/web:1.4, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
`;

/** The pod that a trace ends in, and whom it sees as its client. */
function end(cluster: Cluster, { hops }: Trace): string {
  const last = hops.at(-1);
  if (last?.stage !== 'pod') return 'no pod';
  const sender = cluster.podByAddress(last.client) ?? cluster.nodeByAddress(last.client);
  const kind = sender?.kind ?? 'address';
  return `${last.pod.name} sees ${last.client}, the address of ${kind} ${sender?.metadata.name ?? ''}`;
}

/** What the service proxy did about the source, and why. */
function source({ hops }: Trace): string {
  const texts = hops.flatMap((hop) => {
    if (hop.stage !== 'service') return [];
    return hop.masqueradeRule === undefined
      ? hop.skipped.map(({ code }) => skips[code])
      : [rules[hop.masqueradeRule.id]];
  });
  return `  ${texts.join(' ')}`;
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests), { platform: cloud({ nodes: 2 }) });
  const { branches } = traceAll(cluster, { from: pod('shop', 'web-a'), url: 'http://web/' });
  const shares = branches.map(
    ({ trace, probability }) => `  ${(probability * 100).toFixed(0)} %  ${end(cluster, trace)}`,
  );
  const ways = branches.map(({ trace }) => `${explain(trace, { depth: 'summary' })}\n\n${source(trace)}`);
  return [
    'A pod that calls itself',
    'Pods web-a and web-b stand behind Service web, and web-a asks it. Half of its requests come back to it:',
    shares.join('\n'),
    'The node replaces the source only where the endpoint is the sender:',
    ...ways,
  ].join('\n\n');
}
