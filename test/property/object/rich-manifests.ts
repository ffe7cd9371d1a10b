import type { JsonObject } from '../../../packages/core/src/manifest/json.js';
import { modelledKinds, type ModelledKind } from '../../../packages/core/src/manifest/kind.js';

const labels = { app: 'web' };
const backend = { service: { name: 'web', port: { name: 'http' } } };
const selector = { matchLabels: labels, matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] };

const podSpec = {
  hostname: 'web',
  subdomain: 'webs',
  nodeSelector: { disk: 'fast' },
  containers: [
    {
      name: 'main',
      image: 'web:1',
      command: ['serve'],
      args: ['--port', '80'],
      ports: [{ name: 'http', containerPort: 80, hostPort: 8080, hostIP: '10.0.0.1', protocol: 'TCP' }],
      env: [{ name: 'A', value: 'a' }],
      readinessProbe: { httpGet: { path: '/', port: 'http', scheme: 'HTTP' }, periodSeconds: 5 },
      livenessProbe: { tcpSocket: { port: 80 } },
      resources: { requests: { cpu: 1 } },
    },
  ],
  initContainers: [{ name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' }],
  tolerations: [{ key: 'a', operator: 'Equal', value: 'b', effect: 'NoExecute', tolerationSeconds: 5 }],
  hostAliases: [{ ip: '10.0.0.2', hostnames: ['a.example'] }],
  dnsPolicy: 'None',
  dnsConfig: { nameservers: ['10.0.0.3'], searches: ['a.example'], options: [{ name: 'ndots', value: '2' }] },
  readinessGates: [{ conditionType: 'a.example/ready' }],
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }] }],
      },
    },
  },
};

const template = { metadata: { labels }, spec: podSpec };
const onceTemplate = { spec: { ...podSpec, restartPolicy: 'Never' } };
const condition = { type: 'Ready', status: 'True', reason: 'Fine', message: '' };
const ingressStatus = {
  loadBalancer: { ingress: [{ ip: '10.0.0.4', ports: [{ port: 80, protocol: 'TCP' }] }] },
};

const parts: Readonly<Record<ModelledKind, JsonObject>> = {
  Namespace: { spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } },
  Node: {
    spec: { podCIDR: '10.1.0.0/24', podCIDRs: ['10.1.0.0/24'], taints: [{ key: 'a', effect: 'NoSchedule' }] },
    status: {
      addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
      conditions: [condition],
      allocatable: { cpu: '4', pods: 110 },
      capacity: { cpu: 4 },
    },
  },
  Pod: {
    spec: { ...podSpec, nodeName: 'node-1' },
    status: { phase: 'Running', podIP: '10.1.0.5', podIPs: [{ ip: '10.1.0.5' }], conditions: [condition] },
  },
  Deployment: {
    spec: {
      replicas: 2,
      selector,
      template,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 } },
      paused: false,
    },
    status: { observedGeneration: 1, replicas: 2 },
  },
  ReplicaSet: { spec: { replicas: 2, selector, template }, status: { replicas: 2 } },
  StatefulSet: {
    spec: {
      replicas: 2,
      serviceName: 'webs',
      selector,
      template,
      podManagementPolicy: 'Parallel',
      ordinals: { start: 1 },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
    },
  },
  DaemonSet: { spec: { selector, template, updateStrategy: { type: 'OnDelete' } } },
  Job: { spec: { completions: 2, parallelism: 2, completionMode: 'Indexed', template: onceTemplate } },
  CronJob: {
    spec: { schedule: '* * * * *', suspend: true, jobTemplate: { spec: { template: onceTemplate } } },
  },
  ReplicationController: { spec: { replicas: 1, selector: labels, template } },
  Service: {
    spec: {
      type: 'LoadBalancer',
      selector: labels,
      clusterIP: '10.96.0.7',
      clusterIPs: ['10.96.0.7'],
      ports: [{ name: 'http', port: 80, targetPort: 'http', nodePort: 30_080, appProtocol: 'http' }],
      externalIPs: ['203.0.113.7'],
      externalTrafficPolicy: 'Local',
      healthCheckNodePort: 30_081,
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      trafficDistribution: 'PreferClose',
    },
    status: ingressStatus,
  },
  Endpoints: {
    subsets: [
      {
        addresses: [{ ip: '10.1.0.5', nodeName: 'node-1', targetRef: { kind: 'Pod', name: 'web' } }],
        notReadyAddresses: [{ ip: '10.1.0.6', hostname: 'web' }],
        ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
      },
    ],
  },
  EndpointSlice: {
    addressType: 'IPv4',
    endpoints: [
      {
        addresses: ['10.1.0.5'],
        conditions: { ready: true, serving: true, terminating: false },
        hostname: 'web',
        nodeName: 'node-1',
        zone: 'a',
        hints: { forZones: [{ name: 'a' }] },
        targetRef: { kind: 'Pod', name: 'web' },
      },
    ],
    ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
  },
  Ingress: {
    spec: {
      ingressClassName: 'nginx',
      defaultBackend: backend,
      tls: [{ hosts: ['*.example.com'], secretName: 'tls' }],
      rules: [{ host: 'a.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
    status: ingressStatus,
  },
  IngressClass: {
    spec: {
      controller: 'a.b/c',
      parameters: { kind: 'A', name: 'b', scope: 'Namespace', namespace: 'shop', apiGroup: 'a.b' },
    },
  },
  Secret: {
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': 'YQ==', 'tls.key': 'YQ==' },
    stringData: { a: 'b' },
  },
  ConfigMap: { data: { a: 'b' }, binaryData: { c: 'YQ==' } },
  ServiceImport: {
    spec: {
      type: 'ClusterSetIP',
      ips: ['10.97.0.1'],
      ports: [{ name: 'http', protocol: 'TCP', port: 80, appProtocol: 'http' }],
      sessionAffinity: 'None',
    },
  },
  BackendConfig: {
    spec: {
      healthCheck: { checkIntervalSec: 5, type: 'HTTP', requestPath: '/ready', port: 8080 },
      connectionDraining: { drainingTimeoutSec: 60 },
      iap: { enabled: true },
      cdn: { enabled: true },
    },
  },
  IngressClassParams: {
    spec: {
      group: { name: 'shop' },
      scheme: 'internal',
      targetType: 'ip',
      inboundCIDRs: ['10.0.0.0/8'],
      certificateArn: ['arn:a'],
      sslRedirectPort: '443',
      loadBalancerAttributes: [{ key: 'idle_timeout.timeout_seconds', value: '120' }],
      namespaceSelector: selector,
      subnets: { ids: ['subnet-1'] },
    },
  },
  FrontendConfig: { spec: { redirectToHttps: { enabled: true, responseCodeName: 'FOUND' }, sslPolicy: 'a' } },
  NetworkPolicy: {
    spec: {
      podSelector: selector,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [
            { podSelector: selector, namespaceSelector: {} },
            { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
          ],
          ports: [{ protocol: 'TCP', port: 80, endPort: 90 }],
        },
      ],
      egress: [{ to: [{ namespaceSelector: selector }], ports: [{ port: 'http' }] }],
    },
  },
};

/** A manifest of each kind that is in order and says as much as it can. */
export const richManifests: readonly JsonObject[] = Object.entries(parts).map(([kind, fields]) => ({
  apiVersion: modelledKinds[kind as ModelledKind].apiVersion,
  kind,
  metadata: {
    name: 'web',
    ...(modelledKinds[kind as ModelledKind].namespaced && { namespace: 'shop' }),
    labels,
    annotations: { 'example.com/note': 'a' },
    ownerReferences: [{ apiVersion: 'v1', kind: 'A', name: 'a', uid: '1', controller: true }],
  },
  ...fields,
}));
