const namespace = 'kube-system';
const labels = { 'k8s-app': 'kube-dns' };
const clusterIP = '172.16.0.10';
const podIP = '10.255.0.2';
const nodeName = 'node-0';

/** The DNS of a cluster at the tenth address of its service range, served by one pod. */
export const clusterDns: readonly unknown[] = [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name: 'kube-dns', labels },
    spec: {
      type: 'ClusterIP',
      clusterIP,
      clusterIPs: [clusterIP],
      selector: labels,
      ports: [{ name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 }],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name: 'coredns-0', labels },
    spec: {
      nodeName,
      dnsPolicy: 'Default',
      containers: [
        {
          name: 'coredns',
          image: 'images.example.com/coredns:1.12.0',
          ports: [{ name: 'dns', containerPort: 53, protocol: 'UDP' }],
        },
      ],
    },
    status: {
      phase: 'Running',
      podIP,
      podIPs: [{ ip: podIP }],
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  },
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace,
      name: 'kube-dns-slice',
      labels: {
        'kubernetes.io/service-name': 'kube-dns',
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      },
    },
    addressType: 'IPv4',
    ports: [{ name: 'dns', port: 53, protocol: 'UDP' }],
    endpoints: [{ addresses: [podIP], conditions: { ready: true }, nodeName }],
  },
];
