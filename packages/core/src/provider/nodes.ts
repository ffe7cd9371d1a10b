import { cidrSize, nthAddress, nthSubnet, parseCIDR } from '../address/cidr.js';
import type { NodeTemplate, Platform } from '../cluster/platform.js';
import type { StringMap } from '../object/metadata.js';
import type { Node, NodeAddress, Taint } from '../object/node.js';

/** The host number of the first node in its network; routers and others have the ones before. */
export function firstHostOf({ firstHost = 11 }: NodeTemplate): number {
  return firstHost;
}

/**
 * The nodes that a platform makes up when the objects name none: ready, labelled as kubelet and the cloud label them,
 * each with its share of the pod ranges.
 *
 * @see kubernetes/website reference/labels-annotations-taints
 */
export function nodesOf(platform: Platform): readonly Node[] {
  return Array.from({ length: platform.nodes.count }, (_, index) => nodeOf(platform, index));
}

function nodeOf(platform: Platform, index: number): Node {
  const template = platform.nodes;
  const isControlPlane = template.controlPlane && index === 0;
  const name = nameOf(platform, index, isControlPlane);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      namespace: '',
      uid: `node-${name}`,
      labels: { ...template.labels, ...labelsOf(platform, index, name, isControlPlane) },
      annotations: {},
      ownerReferences: [],
    },
    spec: {
      podCIDRs: platform.podCIDRs.flatMap((range) => shareOf(platform, range, index)),
      unschedulable: false,
      taints:
        isControlPlane && isKeptFree(template) ? [...template.taints, controlPlaneTaint] : template.taints,
    },
    status: {
      addresses: addressesOf(platform, index, name),
      conditions: [{ type: 'Ready', status: 'True' }],
      allocatable: { cpu: '4', memory: '16Gi', pods: '110' },
    },
  };
}

/**
 * kubeadm keeps pods and load balancers away from control planes; where there is no other node, kind lets them in.
 * minikube takes the taint off, and k3s never sets it.
 *
 * @see kubernetes/kubernetes cmd/kubeadm/app/phases/markcontrolplane/markcontrolplane.go
 * @see kubernetes-sigs/kind pkg/cluster/internal/create/actions/kubeadminit/init.go
 * @see kubernetes/minikube pkg/minikube/bootstrapper/bsutil/ktmpl, nodeRegistration; k3s-io/docs docs/cli/server.md, node-taint
 */
function isKeptFree({ count, naming }: NodeTemplate): boolean {
  return count > 1 && naming === undefined;
}

/** @see kubernetes/kubernetes cmd/kubeadm/app/constants/constants.go */
const controlPlaneTaint: Taint = {
  key: 'node-role.kubernetes.io/control-plane',
  value: '',
  effect: 'NoSchedule',
};

/**
 * kind names its nodes by role: `kind-control-plane`, `kind-worker`, `kind-worker2`; elsewhere they are counted.
 *
 * @see kubernetes-sigs/kind pkg/cluster/internal/providers/common/namer.go
 * @see kubernetes/minikube pkg/minikube/config/config.go, MachineName; pkg/minikube/node/node.go, Name
 * @see k3d-io/k3d pkg/client/cluster.go, GenerateNodeName
 */
function nameOf(platform: Platform, index: number, isControlPlane: boolean): string {
  const { namePrefix, naming, controlPlane } = platform.nodes;
  if (naming === 'minikube') {
    return index === 0 ? namePrefix : `${namePrefix}-m${String(index + 1).padStart(2, '0')}`;
  }
  if (naming === 'k3d') return index === 0 ? `${namePrefix}server-0` : `${namePrefix}agent-${index - 1}`;
  if (isControlPlane) return `${namePrefix}control-plane`;
  if (controlPlane) return `${namePrefix}worker${index === 1 ? '' : index}`;
  return `${namePrefix}${index + 1}`;
}

function labelsOf(platform: Platform, index: number, name: string, isControlPlane: boolean): StringMap {
  const { zones } = platform.nodes;
  const zone = zones[index % Math.max(zones.length, 1)];
  return {
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    ...(zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone }),
    ...(isControlPlane ? controlPlaneLabels(platform) : {}),
  };
}

function controlPlaneLabels({ nodes }: Platform): StringMap {
  return {
    'node-role.kubernetes.io/control-plane': nodes.naming === 'k3d' ? 'true' : '',
    ...(isKeptFree(nodes) ? { 'node.kubernetes.io/exclude-from-external-load-balancers': '' } : {}),
  };
}

function addressesOf(platform: Platform, index: number, name: string): readonly NodeAddress[] {
  const { internalCIDR, externalCIDR } = platform.nodes;
  const addresses: NodeAddress[] = [];
  const host = firstHostOf(platform.nodes) + index;
  const internal = addressIn(internalCIDR, host);
  if (internal !== undefined) addresses.push({ type: 'InternalIP', address: internal });
  const external = externalCIDR === undefined ? undefined : addressIn(externalCIDR, host);
  if (external !== undefined) addresses.push({ type: 'ExternalIP', address: external });
  addresses.push({ type: 'Hostname', address: name });
  return addresses;
}

function addressIn(range: string, host: number): string | undefined {
  const cidr = parseCIDR(range);
  // The last address of a range is everybody's.
  return cidr === undefined || host >= cidrSize(cidr) - 1 ? undefined : nthAddress(cidr, host)?.text;
}

function shareOf(platform: Platform, range: string, index: number): readonly string[] {
  const cidr = parseCIDR(range);
  if (cidr === undefined) return [];
  const mask = range.includes(':') ? platform.nodeMask.IPv6 : platform.nodeMask.IPv4;
  const share = nthSubnet(cidr, mask, index);
  return share === undefined ? [] : [share.text];
}
