import { cidrSize, nthAddress, parseCIDR } from '../../address/cidr.js';
import { familyOf } from '../../address/ip.js';
import type { Cluster } from '../../cluster/cluster.js';
import { nodeAddress } from '../../cluster/node-address.js';
import type { JsonObject } from '../../manifest/json.js';
import type { Node } from '../../object/node.js';
import type { Service } from '../../object/service.js';
import { servedAt, storedOnce } from './stored-once.js';

const usualPort = 6443;

/**
 * The Service by which pods find the API servers, at the first address of the service range.
 *
 * @see kubernetes/kubernetes pkg/controlplane/controller/kubernetesservice/controller.go
 */
export function apiServerService(clusterIP: string): Service {
  return servedAt(storedService(), clusterIP);
}

const storedService = storedOnce('Service', {
  apiVersion: 'v1',
  metadata: {
    name: 'kubernetes',
    namespace: 'default',
    labels: { component: 'apiserver', provider: 'kubernetes' },
  },
  spec: { ports: [{ name: 'https', port: 443, targetPort: usualPort }] },
});

/**
 * What is behind the Service, unless it has endpoints: its EndpointSlice, which leads to the control plane nodes, on
 * which the API servers run as static pods; where there are none, as in managed clusters, to a machine at the end of
 * the nodes' network.
 *
 * @see kubernetes/kubernetes pkg/controlplane/reconcilers/lease.go
 */
export function apiServerManifests(cluster: Cluster, clusterIP: string): readonly JsonObject[] {
  if (hasEndpoints(cluster)) return [];
  const port = portOf(cluster);
  const slice = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      labels: { 'kubernetes.io/service-name': 'kubernetes' },
    },
    addressType: familyOf(clusterIP),
    endpoints: addressesOf(cluster, clusterIP).map((address) => ({
      addresses: [address],
      conditions: { ready: true },
    })),
    ports: [{ name: 'https', port, protocol: 'TCP' }],
  };
  return [slice, ...controlPlaneNodes(cluster).map((node) => staticPod(node, port))];
}

/** The port behind the Service, if that was given. */
function portOf(cluster: Cluster): number {
  const [port] = cluster.get('Service', 'default/kubernetes')?.spec.ports ?? [];
  return typeof port?.targetPort === 'number' ? port.targetPort : usualPort;
}

function hasEndpoints(cluster: Cluster): boolean {
  const key = 'default/kubernetes';
  return cluster.slicesOf(key).length > 0 || cluster.get('Endpoints', key) !== undefined;
}

function addressesOf(cluster: Cluster, clusterIP: string): readonly string[] {
  const family = familyOf(clusterIP);
  const onNodes = controlPlaneNodes(cluster).flatMap((node) => nodeAddress(node, family) ?? []);
  return onNodes.length > 0 ? onNodes : lastAddress(cluster.platform.nodes.internalCIDR);
}

function controlPlaneNodes(cluster: Cluster): readonly Node[] {
  return cluster
    .list('Node')
    .filter(({ metadata }) => 'node-role.kubernetes.io/control-plane' in metadata.labels);
}

function lastAddress(range: string): readonly string[] {
  const cidr = parseCIDR(range);
  if (cidr === undefined) return [];
  const last = nthAddress(cidr, Math.min(Math.max(cidrSize(cidr) - 2, 0), Number.MAX_SAFE_INTEGER));
  return last === undefined ? [] : [last.text];
}

/** @see kubernetes/kubernetes cmd/kubeadm/app/phases/controlplane/manifests.go */
function staticPod(node: Node, port: number): JsonObject {
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
