import { cidrSize, nthAddress, parseCIDR } from '../../address/cidr.js';
import { familyOf } from '../../address/ip.js';
import type { Cluster } from '../../cluster/cluster.js';
import { nodeAddress } from '../../cluster/node-address.js';
import type { JsonObject } from '../../manifest/json.js';
import type { Node } from '../../object/node.js';

const port = 6443;

/**
 * The Service by which pods find the API servers, at the first address of the service range, and its EndpointSlice: the
 * control plane nodes, on which the API servers run as static pods; where there are none, as in managed clusters, a
 * machine at the end of the nodes' network.
 *
 * @see kubernetes/kubernetes pkg/controlplane/controller/kubernetesservice/controller.go
 */
export function apiServerManifests(cluster: Cluster, clusterIP: string): readonly JsonObject[] {
  const nodes = cluster.list('Node').filter(isControlPlane);
  const family = familyOf(clusterIP);
  const nodeAddresses = nodes.flatMap((node) => nodeAddress(node, family) ?? []);
  const outside = lastAddress(cluster.platform.nodes.internalCIDR);
  const addresses = nodeAddresses.length > 0 ? nodeAddresses : outside === undefined ? [] : [outside];
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'kubernetes',
        namespace: 'default',
        labels: { component: 'apiserver', provider: 'kubernetes' },
      },
      spec: { clusterIP, ports: [{ name: 'https', port: 443, targetPort: port }] },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: 'kubernetes',
        namespace: 'default',
        labels: { 'kubernetes.io/service-name': 'kubernetes' },
      },
      addressType: family,
      endpoints: addresses.map((address) => ({ addresses: [address], conditions: { ready: true } })),
      ports: [{ name: 'https', port, protocol: 'TCP' }],
    },
    ...nodes.map(staticPod),
  ];
}

function isControlPlane(node: Node): boolean {
  return 'node-role.kubernetes.io/control-plane' in node.metadata.labels;
}

function lastAddress(range: string): string | undefined {
  const cidr = parseCIDR(range);
  return cidr && nthAddress(cidr, Math.min(Math.max(cidrSize(cidr) - 2, 0), Number.MAX_SAFE_INTEGER))?.text;
}

/** @see kubernetes/kubernetes cmd/kubeadm/app/phases/controlplane/manifests.go */
function staticPod(node: Node): JsonObject {
  const { name } = node.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `kube-apiserver-${name}`,
      namespace: 'kube-system',
      labels: { component: 'kube-apiserver', tier: 'control-plane' },
    },
    spec: {
      nodeName: name,
      hostNetwork: true,
      tolerations: [{ operator: 'Exists', effect: 'NoExecute' }],
      containers: [
        {
          name: 'kube-apiserver',
          image: 'registry.k8s.io/kube-apiserver',
          ports: [{ name: 'probe-port', containerPort: port }],
        },
      ],
    },
  };
}
