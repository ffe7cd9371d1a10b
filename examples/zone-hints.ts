/**
 * `trafficDistribution: PreferClose` writes into the EndpointSlices for which zone each endpoint is meant, and the service
 * proxy of a node keeps to those of its zone. It goes by the hints alone, and they switch off more easily than one thinks.
 */
import { cloud, createCluster, pod, traceRequest, type Cluster } from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

/** Three nodes in three zones: node-1 in zone-a, node-2 in zone-b, node-3 in zone-c. */
const platform = cloud({ nodes: 3, zones: 3 });

function podOn(node: string, name: string, labels: string): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { ${labels} } }
spec:
  nodeName: ${node}
  containers: [{ name: main, image: example.com/web:1.4, ports: [{ containerPort: 8080 }] }]
---`;
}

const service = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  trafficDistribution: PreferClose
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
`;

function clusterWith(...pods: readonly string[]): Cluster {
  const client = podOn('node-1', 'client', 'app: client');
  return createCluster(readManifests([...pods, client, service].join('\n')), { platform });
}

/** An endpoint that nobody hinted. */
const handWritten = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'web-by-hand', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
  addressType: 'IPv4',
  ports: [{ name: '', port: 8080 }],
  endpoints: [{ addresses: ['10.0.0.200'] }],
};

/** What the slices of the Service say of each endpoint. */
function hints(cluster: Cluster): string {
  return cluster
    .slicesOf('shop/web')
    .flatMap(({ endpoints }) => endpoints)
    .map(({ addresses, zone, hints: hinted }) => {
      const meant = hinted?.forZones.join() ?? '';
      return `  ${addresses.join()} in ${zone ?? 'no zone'}: ${meant === '' ? 'no hint' : `for ${meant}`}`;
    })
    .join('\n');
}

/** The endpoints among which the node of the client chooses, and why not among the others. */
function choice(cluster: Cluster): string {
  const trace = traceRequest(cluster, { from: pod('shop', 'client'), url: 'http://web/' });
  const hop = trace.hops.find(({ stage }) => stage === 'service');
  if (hop?.stage !== 'service') return explain(trace, { depth: 'summary' });
  const chosen = hop.endpoints.map(({ address }) => address).join(', ');
  const others = hop.leftOut.map(({ endpoint, reason }) => `  left out: ${endpoint.address} (${reason})`);
  const skipped = hop.skipped
    .filter(({ code }) => code.startsWith('hints-'))
    .map(({ code }) => `  not followed: ${code}`);
  return [`The client in zone-a reaches ${chosen}.`, ...others, ...skipped].join('\n');
}

/** The story, told. */
export function story(): string {
  const a = podOn('node-1', 'web-a', 'app: web');
  const b = podOn('node-2', 'web-b', 'app: web');
  const c = podOn('node-3', 'web-c', 'app: web');
  const all = clusterWith(a, b, c);
  const withoutOwn = clusterWith(b, c);
  const unhinted = all.apply(handWritten);
  return [
    'Hints for zones, and when they switch off',
    'Service web prefers endpoints that are close, and has a pod in each zone.',
    hints(all),
    choice(all),
    'Without a pod in its own zone, the node of the client has no hint to follow, and chooses among all:',
    hints(withoutOwn),
    choice(withoutOwn),
    'One ready endpoint without a hint switches the hints off for the whole Service,\nhere one that somebody added in an EndpointSlice of their own:',
    hints(unhinted),
    choice(unhinted),
  ].join('\n\n');
}
