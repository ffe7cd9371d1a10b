/**
 * A StatefulSet with a headless Service: the name of the Service is all ready pods, and each pod has a name of its own that
 * stays when it is replaced. Whoever asks before a pod is ready hears that there is no such name.
 */
import { createCluster, type Cluster } from '@kubehop/core';
import { dnsServer } from '@kubehop/core/components';
import { readManifests } from '@kubehop/core/yaml';

const manifests = `
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec:
  clusterIP: None
  selector: { app: db }
  ports: [{ name: postgres, port: 5432 }]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  serviceName: db
  replicas: 3
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers: [{ name: db, image: example.com/db:16, ports: [{ containerPort: 5432 }] }]
`;

/** What the DNS server of the cluster says. */
function answer(cluster: Cluster, labels: string, type: 'A' | 'SRV' = 'A'): string {
  const name = `${labels}.shop.svc.cluster.local.`;
  const { rcode, answer: records } = dnsServer(cluster).answer({ name, type });
  const data = records.map((record) => `  ${record.data}`);
  return [`${name} ${type}`, ...(data.length === 0 ? [`  ${rcode}`] : data)].join('\n');
}

/** The pod as the kubelet reports it while it starts. */
const startingPod = `
apiVersion: v1
kind: Pod
metadata: { name: db-1, namespace: shop, labels: { app: db } }
spec:
  hostname: db-1
  subdomain: db
  containers: [{ name: db, image: example.com/db:16, ports: [{ containerPort: 5432 }] }]
status: { phase: Running, conditions: [{ type: Ready, status: "False" }] }
`;

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests));
  const starting = createCluster(readManifests([manifests, startingPod].join('---')));
  const publishing = manifests.replace(
    'clusterIP: None',
    'clusterIP: None\n  publishNotReadyAddresses: true',
  );
  const lenient = createCluster(readManifests([publishing, startingPod].join('---')));
  return [
    'A headless Service in front of a StatefulSet',
    'No cluster IP: the name of the Service is the addresses of its pods, and the client chooses.',
    answer(cluster, 'db'),
    'Each pod has a name below it, for its hostname and subdomain.',
    answer(cluster, 'db-1.db'),
    'SRV records say which names and ports there are.',
    answer(cluster, '_postgres._tcp.db', 'SRV'),
    'A pod that is not ready has no name: its peers cannot find it while it starts.',
    answer(starting, 'db'),
    answer(starting, 'db-1.db'),
    'With publishNotReadyAddresses it has one from the beginning, as a database that forms a cluster needs it.',
    answer(lenient, 'db-1.db'),
  ].join('\n\n');
}
