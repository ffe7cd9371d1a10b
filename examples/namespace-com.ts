/**
 * A namespace called `com`: pods search for a name below `svc.cluster.local` before they ask for it as it is, so a Service
 * there answers for a site of the internet.
 */
import { cloud, createCluster, pod, traceRequest, type Cluster } from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

const shop = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { containers: [{ name: web, image: example.com/web:1.4 }] }
`;

const trap = `
apiVersion: v1
kind: Namespace
metadata: { name: com }
---
apiVersion: v1
kind: Service
metadata: { name: bank, namespace: com }
spec: { selector: { app: trap }, ports: [{ port: 443, targetPort: 8443 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: trap, namespace: com, labels: { app: trap } }
spec: { containers: [{ name: trap, image: example.com/trap:1, ports: [{ containerPort: 8443 }] }] }
`;

function tell(cluster: Cluster, host: string): string {
  return explain(traceRequest(cluster, { from: pod('shop', 'web'), url: `tcp://${host}:443` }), {
    depth: 'summary',
  });
}

/** The story, told. */
export function story(): string {
  const platform = cloud({ dns: { records: [{ name: 'bank.com', type: 'A', data: '198.51.100.99' }] } });
  const before = createCluster(readManifests(shop), { platform });
  const after = createCluster(readManifests([shop, trap].join('---')), { platform });
  return [
    'A namespace called com',
    'A pod asks for bank.com. Below svc.cluster.local there is nothing of this name, so it reaches the bank.',
    tell(before, 'bank.com'),
    'Somebody who may create namespaces creates one called com, with a Service bank in it. Now the second name of the\nsearch list exists.',
    tell(after, 'bank.com'),
    'A final dot turns the search list off.',
    tell(after, 'bank.com.'),
    'Names of top-level domains should not be allowed for namespaces.',
  ].join('\n\n');
}
