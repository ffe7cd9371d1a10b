import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../packages/core/src/manifest/json.js';
import { withHostPorts } from '../../../../packages/core/src/object/reading/pod.js';
import { admitted, manifest, problemsOf } from '../admitted.js';

const main = { name: 'main', image: 'web:1' };

function pod(spec: JsonObject, status: JsonObject = {}): ReturnType<typeof admitted<'Pod'>> {
  return admitted('Pod', { spec: { containers: [main], ...spec }, status });
}

describe('a Pod that says nothing', () => {
  test('has the defaults of the API', () => {
    expect(pod({})).toMatchObject({
      spec: {
        containers: [{ name: 'main', image: 'web:1', command: [], args: [], ports: [], env: [] }],
        initContainers: [],
        restartPolicy: 'Always',
        terminationGracePeriodSeconds: 30,
        dnsPolicy: 'ClusterFirst',
        hostAliases: [],
        hostNetwork: false,
        setHostnameAsFQDN: false,
        nodeSelector: {},
        tolerations: [],
      },
      status: { phase: 'Pending', podIPs: [], conditions: [] },
    });
  });
});

describe('the parts of a pod', () => {
  test.each<[string, JsonObject, object]>([
    [
      'a port is TCP',
      { ports: [{ containerPort: 80 }] },
      { ports: [{ containerPort: 80, protocol: 'TCP' }] },
    ],
    [
      'a host port of 0 is none',
      { ports: [{ containerPort: 80, hostPort: 0 }] },
      { ports: [{ containerPort: 80, protocol: 'TCP' }] },
    ],
    [
      'a variable can hold a text',
      { env: [{ name: 'A', value: 'b' }] },
      { env: [{ name: 'A', value: 'b' }] },
    ],
    [
      'a variable can hold a field of the pod',
      { env: [{ name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] },
      { env: [{ name: 'IP', fieldPath: 'status.podIP' }] },
    ],
    [
      'a variable can hold what the model does not look at',
      { env: [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] },
      { env: [{ name: 'KEY' }] },
    ],
    [
      'a hook can sleep',
      { lifecycle: { preStop: { sleep: { seconds: 5 } } } },
      { preStop: { sleep: { seconds: 5 } } },
    ],
    [
      'hooks can run a command or ask by HTTP',
      {
        lifecycle: {
          postStart: { httpGet: { port: 80 } },
          preStop: { exec: { command: ['sh', '-c', 'sleep 5'] } },
          stopSignal: 'SIGTERM',
        },
      },
      {
        postStart: { httpGet: { path: '/', port: 80, scheme: 'HTTP' } },
        preStop: { exec: { command: ['sh', '-c', 'sleep 5'] } },
      },
    ],
    [
      'a probe asks the root by HTTP, every ten seconds, thrice',
      { readinessProbe: { httpGet: { port: 'http' } } },
      {
        readinessProbe: {
          httpGet: { path: '/', port: 'http', scheme: 'HTTP' },
          initialDelaySeconds: 0,
          periodSeconds: 10,
          timeoutSeconds: 1,
          successThreshold: 1,
          failureThreshold: 3,
        },
      },
    ],
    [
      'a probe can open a connection',
      { startupProbe: { tcpSocket: { port: 80 } } },
      { startupProbe: { tcpSocket: { port: 80 } } },
    ],
    [
      'a probe can call gRPC',
      { livenessProbe: { grpc: { port: 80 } } },
      { livenessProbe: { grpc: { port: 80, service: '' } } },
    ],
    [
      'a probe can run a command',
      { livenessProbe: { exec: { command: ['true'] } } },
      { livenessProbe: { exec: { command: ['true'] } } },
    ],
  ])('%s', (_, container, expected) => {
    expect(pod({ containers: [{ ...main, ...container }] }).spec.containers[0]).toMatchObject(expected);
  });

  test.each<[string, JsonObject, object]>([
    [
      'an init container can be a sidecar',
      { initContainers: [{ ...main, name: 'side', restartPolicy: 'Always' }] },
      { initContainers: [{ restartPolicy: 'Always' }] },
    ],
    [
      'node affinity is what must hold',
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }],
            },
          },
          podAntiAffinity: {},
        },
      },
      {
        nodeAffinity: [
          { matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }], matchFields: [] },
        ],
      },
    ],
    [
      'affinity among pods says which pods, and which nodes are one place',
      {
        affinity: {
          podAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { labelSelector: { matchLabels: { app: 'db' } }, topologyKey: 'zone' },
            ],
          },
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 5, podAffinityTerm: { topologyKey: 'zone', namespaces: ['a'] } },
            ],
          },
        },
      },
      {
        podAffinity: [
          {
            labelSelector: { matchLabels: { app: 'db' }, matchExpressions: [] },
            namespaces: [],
            topologyKey: 'zone',
            matchLabelKeys: [],
            mismatchLabelKeys: [],
          },
        ],
        preferredPodAntiAffinity: [
          { weight: 5, podAffinityTerm: { topologyKey: 'zone', namespaces: ['a'] } },
        ],
      },
    ],
    [
      'a spread minds the affinity of its pods for nodes, and no taints',
      { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'z', whenUnsatisfiable: 'ScheduleAnyway' }] },
      {
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'z',
            whenUnsatisfiable: 'ScheduleAnyway',
            nodeAffinityPolicy: 'Honor',
            nodeTaintsPolicy: 'Ignore',
          },
        ],
      },
    ],
    [
      'readiness gates name conditions',
      { readinessGates: [{ conditionType: 'example.com/ready' }] },
      { readinessGates: [{ conditionType: 'example.com/ready' }] },
    ],
    [
      'a toleration compares',
      { tolerations: [{ key: 'a', value: 'b' }] },
      { tolerations: [{ key: 'a', operator: 'Equal', value: 'b' }] },
    ],
    [
      'resolver settings are lists',
      { dnsConfig: { options: [{ name: 'ndots', value: '2' }] } },
      { dnsConfig: { nameservers: [], searches: [], options: [{ name: 'ndots', value: '2' }] } },
    ],
    [
      'host aliases are kept',
      { hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }] },
      { hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }] },
    ],
  ])('%s', (_, spec, expected) => {
    expect(pod(spec).spec).toMatchObject(expected);
  });

  test('affinity among pods alone demands nothing of nodes', () => {
    expect(pod({ affinity: { podAffinity: {} } }).spec).not.toHaveProperty('nodeAffinity');
  });

  test('a condition tells since when it holds, and a deletion how long it may take', () => {
    const since = '2026-01-02T03:04:05Z';
    const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: since, lastProbeTime: null }];
    const read = admitted(
      'Pod',
      { spec: { containers: [main] }, status: { conditions } },
      { deletionTimestamp: since, deletionGracePeriodSeconds: 0 },
    );
    expect(read.status.conditions).toEqual([{ type: 'Ready', status: 'True', lastTransitionTime: since }]);
    expect(read.metadata).toMatchObject({ deletionTimestamp: since, deletionGracePeriodSeconds: 0 });
  });
});

describe('the addresses of a pod', () => {
  test.each<[string, JsonObject, object]>([
    ['the single one makes the list', { podIP: '10.1.0.5' }, { podIP: '10.1.0.5', podIPs: ['10.1.0.5'] }],
    [
      'the list has the single one',
      { podIPs: [{ ip: '10.1.0.5' }, { ip: 'fd00::5' }] },
      { podIP: '10.1.0.5', podIPs: ['10.1.0.5', 'fd00::5'] },
    ],
    [
      'the single one wins',
      { podIP: '10.1.0.6', podIPs: [{ ip: '10.1.0.5' }] },
      { podIP: '10.1.0.6', podIPs: ['10.1.0.6'] },
    ],
    ['there may be none', { phase: 'Pending' }, { podIPs: [] }],
  ])('%s', (_, status, expected) => {
    expect(pod({}, status).status).toMatchObject(expected);
  });
});

describe('hostNetwork', () => {
  const ports = [{ containerPort: 80, protocol: 'TCP' }];

  test('makes every port of a pod a host port', () => {
    const { spec } = pod({ hostNetwork: true, containers: [{ ...main, ports }] });
    expect(spec.containers[0]?.ports).toEqual([{ containerPort: 80, hostPort: 80, protocol: 'TCP' }]);
    expect(withHostPorts(spec)).toEqual(spec);
  });

  test('leaves the ports of a template as they are', () => {
    const template = {
      metadata: { labels: { app: 'web' } },
      spec: { hostNetwork: true, containers: [{ ...main, ports }] },
    };
    const { spec } = admitted('DaemonSet', { spec: { selector: { matchLabels: { app: 'web' } }, template } });
    expect(spec.template.spec.containers[0]?.ports).toEqual(ports);
  });
});

describe('fields of a pod', () => {
  test('that Kubernetes has and the model does not look at are no problem', () => {
    const spec = {
      containers: [
        { ...main, imagePullPolicy: 'Always', resources: {}, volumeMounts: [], securityContext: { x: 1 } },
      ],
      volumes: [{ anything: true }],
      securityContext: {},
      topologySpreadConstraints: [],
      serviceAccountName: 'default',
    };
    expect(
      problemsOf(manifest('Pod', { spec, status: { qosClass: 'BestEffort', containerStatuses: [] } })),
    ).toEqual([]);
  });

  test('that Kubernetes lacks are named, at any depth', () => {
    const spec = { containers: [{ ...main, port: [], readinessProbe: { httpGet: { port: 80, pth: '/' } } }] };
    expect(problemsOf(manifest('Pod', { spec }))).toEqual([
      'warning: spec.containers[0].port: unknown field "spec.containers[0].port": kubectl refuses it, the API server leaves it out',
      'warning: spec.containers[0].readinessProbe.httpGet.pth: unknown field "spec.containers[0].readinessProbe.httpGet.pth": kubectl refuses it, the API server leaves it out',
    ]);
  });
});
