import {
  bareMetal,
  type EndpointSliceManifest,
  type NodeManifest,
  type Platform,
  type PodManifest,
  type ServiceManifest,
} from '@kubehop/core';
import { clusterDns } from './cluster-dns.js';

const podsOfService = 15;
const podsOfNode = 30;
const namespaceCount = 100;
const creationTimestamp = '2025-01-01T00:00:00Z';

/** The objects of a cluster, as a dump of a running one shows them. */
export interface ClusterObjects {
  readonly objects: readonly unknown[];
  readonly pods: readonly PodManifest[];
  readonly services: readonly ServiceManifest[];
}

/** Where such a cluster runs: no load balancers, and ranges that have room for the limits. */
export const benchPlatform: Platform = bareMetal({
  podCIDRs: ['10.0.0.0/8'],
  serviceCIDRs: ['172.16.0.0/12'],
  networkCIDRs: ['192.168.0.0/16'],
});

/**
 * A cluster of this many pods in the proportions of Kubernetes' own limits: 30 pods a node, 15 pods and 2 ports a
 * Service, 100 namespaces, and the DNS of the cluster besides.
 *
 * @see kubernetes/community sig-scalability/configs-and-limits/thresholds.md
 */
export function clusterObjects(podCount: number): ClusterObjects {
  const nodes = Array.from({ length: Math.ceil(podCount / podsOfNode) }, (_, index) => nodeOf(index));
  const workloads = Array.from({ length: Math.ceil(podCount / podsOfService) }, (_, index) => ({
    namespace: `team-${index % namespaceCount}`,
    app: `app-${index}`,
  }));
  const services = workloads.map((workload, index) => serviceOf(workload, index));
  const podsByService = workloads.map((workload, service) => {
    const first = service * podsOfService;
    const length = Math.min(podsOfService, podCount - first);
    return Array.from({ length }, (_, index) => podOf(workload, first + index));
  });
  const slices = workloads.map((workload, index) => sliceOf(workload, podsByService[index] ?? []));
  const pods = podsByService.flat();
  return { objects: [...nodes, ...pods, ...services, ...slices, ...clusterDns], pods, services };
}

interface Workload {
  readonly namespace: string;
  readonly app: string;
}

function nodeName(index: number): string {
  return `node-${index}`;
}

function nodeOf(index: number): NodeManifest {
  const name = nodeName(index);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: `node-uid-${index}`,
      creationTimestamp,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'topology.kubernetes.io/zone': `zone-${index % 3}`,
      },
    },
    spec: {
      podCIDR: `10.${index >> 8}.${index & 255}.0/24`,
      podCIDRs: [`10.${index >> 8}.${index & 255}.0/24`],
    },
    status: {
      addresses: [{ type: 'InternalIP', address: `192.168.${index >> 8}.${index & 255}` }],
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
}

function podOf({ namespace, app }: Workload, index: number): PodManifest {
  const node = Math.floor(index / podsOfNode);
  const podIP = `10.${node >> 8}.${node & 255}.${(index % podsOfNode) + 2}`;
  const hash = (1_000_000_000 + Math.floor(index / podsOfService)).toString(36);
  const since = { lastProbeTime: null, lastTransitionTime: creationTimestamp };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace,
      name: `${app}-${hash}-${index.toString(36).padStart(5, '0')}`,
      uid: `pod-uid-${index}`,
      creationTimestamp,
      labels: { app, 'pod-template-hash': hash, tier: index % 2 === 0 ? 'web' : 'back' },
    },
    spec: {
      nodeName: nodeName(node),
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
      containers: [
        {
          name: 'main',
          image: `images.example.com/${app}:1.0.${index % 7}`,
          ports: [
            { name: 'http', containerPort: 8080, protocol: 'TCP' },
            { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
          ],
          resources: { requests: { cpu: '100m', memory: '128Mi' } },
        },
      ],
    },
    status: {
      phase: 'Running',
      podIP,
      podIPs: [{ ip: podIP }],
      hostIP: `192.168.${node >> 8}.${node & 255}`,
      conditions: [
        { type: 'Initialized', status: 'True', ...since },
        { type: 'Ready', status: 'True', ...since },
        { type: 'PodScheduled', status: 'True', ...since },
      ],
    },
  };
}

function serviceOf({ namespace, app }: Workload, index: number): ServiceManifest {
  const clusterIP = `172.16.${(index >> 8) + 1}.${index & 255}`;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name: app, uid: `service-uid-${index}`, creationTimestamp, labels: { app } },
    spec: {
      type: 'ClusterIP',
      clusterIP,
      clusterIPs: [clusterIP],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      selector: { app },
      ports: [
        { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
        { name: 'metrics', port: 9090, protocol: 'TCP', targetPort: 9090 },
      ],
    },
  };
}

function sliceOf({ namespace, app }: Workload, pods: readonly PodManifest[]): EndpointSliceManifest {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace,
      name: `${app}-slice`,
      labels: {
        'kubernetes.io/service-name': app,
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      },
    },
    addressType: 'IPv4',
    ports: [
      { name: 'http', port: 8080, protocol: 'TCP' },
      { name: 'metrics', port: 9090, protocol: 'TCP' },
    ],
    endpoints: pods.map(({ metadata, spec, status }) => ({
      addresses: [status?.podIP ?? ''],
      conditions: { ready: true, serving: true, terminating: false },
      nodeName: spec?.nodeName ?? '',
      targetRef: { kind: 'Pod', namespace, name: metadata.name ?? '', uid: metadata.uid ?? '' },
    })),
  };
}
