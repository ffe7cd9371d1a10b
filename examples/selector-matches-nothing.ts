/**
 * The pods of a Deployment run and are ready, and their Service refuses every connection: its selector has a typing
 * error. The trace names the cause, and applying the mended Service is the proof.
 */
import { createCluster, pod, traceRequest, type Cluster } from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

const pods = `
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers: [{ name: cart, image: example.com/cart:2.0, ports: [{ containerPort: 7070 }] }]
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: shop, labels: { app: client } }
spec: { containers: [{ name: client, image: example.com/client:1.0 }] }
`;

/** The Service, selecting pods by their label `app`. */
function service(app: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: { selector: { app }, ports: [{ port: 80, targetPort: 7070 }] },
  };
}

/** What a Service looks for, and what is there. */
function labels(cluster: Cluster): string {
  const selectors = cluster
    .list('Service', 'shop')
    .map(({ metadata, spec }) => `  Service ${metadata.name} selects ${JSON.stringify(spec.selector)}`);
  const found = cluster
    .list('Pod', 'shop')
    .map(({ metadata }) => `  Pod ${metadata.name} is labelled ${JSON.stringify(metadata.labels)}`);
  return [...selectors, ...found].join('\n');
}

/** The addresses that stand behind the Service. */
function endpoints(cluster: Cluster): string {
  const addresses = cluster
    .slicesOf('shop/cart')
    .flatMap((slice) => slice.endpoints.flatMap((endpoint) => endpoint.addresses));
  return `Endpoints of Service cart: ${addresses.join() || 'none'}`;
}

function ask(cluster: Cluster): string {
  return explain(traceRequest(cluster, { from: pod('shop', 'client'), url: 'http://cart/' }), {
    depth: 'summary',
  });
}

/** The story, told. */
export function story(): string {
  const broken = createCluster(readManifests(pods)).apply(service('cartt'));
  const mended = broken.apply(service('cart'));
  return [
    'A selector that matches nothing',
    'Pod cart runs. Service cart is there, has an address and a name, and each connection to it is refused.',
    labels(broken),
    endpoints(broken),
    ask(broken),
    'One letter was too many. With the selector put right, the pod stands behind the Service:',
    endpoints(mended),
    ask(mended),
  ].join('\n\n');
}
