/**
 * What `ndots:5` costs: the kubelet tells pods to take every name with fewer than five dots for one of the cluster first.
 * A name of the outside world is asked for in each domain of the search list before it is asked for as it is; a final dot
 * turns the list off.
 */
import { cloud, createCluster, type Cluster } from '@kubehop/core';
import { resolveName } from '@kubehop/core/components';
import { renderResolvConf } from '@kubehop/core/render';
import { readManifests } from '@kubehop/core/yaml';

const manifests = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { containers: [{ name: web, image: example.com/web:1.4 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: thrifty, namespace: shop }
spec:
  containers: [{ name: web, image: example.com/web:1.4 }]
  dnsConfig: { options: [{ name: ndots, value: "1" }] }
`;

/** Every query that the pod sends for a name, with what it hears. */
function queries(cluster: Cluster, podName: string, name: string): string {
  const pod = cluster.get('Pod', `shop/${podName}`);
  if (pod === undefined) return `there is no pod ${podName}`;
  const { queries: sent, result } = resolveName(cluster, name, { on: pod });
  const lines = sent.map(({ name: asked, type, rcode, answer }) => {
    const data = answer.map((record) => record.data).join(' ');
    return `  ${asked} ${type}: ${data === '' ? (rcode === 'NOERROR' ? 'no such record' : rcode) : data}`;
  });
  return `Pod ${podName} asks for ${name}:\n${lines.join('\n')}\n  ${result} after ${sent.length} queries`;
}

/** The story, told. */
export function story(): string {
  const platform = cloud({
    dns: { records: [{ name: 'api.example.com', type: 'A', data: '198.51.100.80' }] },
  });
  const cluster = createCluster(readManifests(manifests), { platform });
  const pod = cluster.get('Pod', 'shop/web');
  return [
    'What ndots:5 costs',
    `The kubelet writes this resolver file for pod web:\n\n${pod === undefined ? '' : renderResolvConf(cluster, pod)}`.trimEnd(),
    'A name with fewer than five dots is searched for, so a name of the outside world comes last.',
    queries(cluster, 'web', 'api.example.com'),
    'A final dot says that the name is whole.',
    queries(cluster, 'web', 'api.example.com.'),
    'Names of Services cost nothing: the first domain of the list is the namespace of the pod.',
    'A pod that mostly asks for names of the outside world can set ndots to 1 in its dnsConfig.',
    queries(cluster, 'thrifty', 'api.example.com'),
  ].join('\n\n');
}
