import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../packages/core/src/manifest/json.js';
import { admitted, template } from '../admitted.js';

const selector = { matchLabels: { app: 'web' } };
const web = template({ app: 'web' });

describe('Namespace', () => {
  test('carries its name as a label', () => {
    expect(admitted('Namespace', {}, { labels: { team: 'a' } }).metadata.labels).toEqual({
      team: 'a',
      'kubernetes.io/metadata.name': 'web',
    });
  });
});

describe('Node', () => {
  test('can give all that it has', () => {
    const { status } = admitted('Node', { status: { capacity: { cpu: 4, memory: '8Gi' } } });
    expect(status.allocatable).toEqual({ cpu: '4', memory: '8Gi' });
  });

  test('can give less', () => {
    const { status } = admitted('Node', { status: { capacity: { cpu: 4 }, allocatable: { cpu: '3920m' } } });
    expect(status.allocatable).toEqual({ cpu: '3920m' });
  });

  test.each<[JsonObject, readonly string[]]>([
    [{ podCIDR: '10.1.0.0/24' }, ['10.1.0.0/24']],
    [{ podCIDR: '10.1.0.0/24', podCIDRs: ['10.1.0.0/24', 'fd00::/64'] }, ['10.1.0.0/24', 'fd00::/64']],
    [{}, []],
  ])('with %j has the pod ranges %j', (spec, podCIDRs) => {
    expect(admitted('Node', { spec }).spec).toEqual({ podCIDRs, unschedulable: false, taints: [] });
  });

  test('keeps the addresses of the types that Kubernetes names', () => {
    const addresses = [
      { type: 'InternalIP', address: '192.168.0.1' },
      { type: 'LegacyHostIP', address: '192.168.0.2' },
    ];
    expect(admitted('Node', { status: { addresses } }).status.addresses).toEqual(addresses.slice(0, 1));
  });

  test('has taints without value', () => {
    const spec = { taints: [{ key: 'dedicated', effect: 'NoSchedule', timeAdded: '2025-01-01T00:00:00Z' }] };
    expect(admitted('Node', { spec }).spec.taints).toEqual([
      { key: 'dedicated', value: '', effect: 'NoSchedule' },
    ]);
  });
});

describe('workloads that say nothing', () => {
  test('a Deployment runs one pod and replaces a quarter at a time', () => {
    expect(admitted('Deployment', { spec: { selector, template: web } }).spec).toMatchObject({
      replicas: 1,
      selector: { matchLabels: { app: 'web' }, matchExpressions: [] },
      paused: false,
      minReadySeconds: 0,
      progressDeadlineSeconds: 600,
      strategy: { type: 'RollingUpdate', maxSurge: '25%', maxUnavailable: '25%' },
    });
  });

  test('a Deployment can replace all at once', () => {
    const spec = { replicas: 0, selector, template: web, strategy: { type: 'Recreate' } };
    expect(admitted('Deployment', { spec }).spec).toMatchObject({
      replicas: 0,
      strategy: { type: 'Recreate' },
    });
  });

  test('a ReplicaSet runs one pod', () => {
    expect(admitted('ReplicaSet', { spec: { selector, template: web } }).spec.replicas).toBe(1);
  });

  test('a StatefulSet goes in order from 0', () => {
    expect(admitted('StatefulSet', { spec: { selector, template: web } }).spec).toMatchObject({
      replicas: 1,
      serviceName: '',
      podManagementPolicy: 'OrderedReady',
      updateStrategy: 'RollingUpdate',
      ordinalsStart: 0,
    });
  });

  test('a StatefulSet can begin elsewhere', () => {
    const spec = { selector, template: web, ordinals: { start: 5 }, updateStrategy: { type: 'OnDelete' } };
    expect(admitted('StatefulSet', { spec }).spec).toMatchObject({
      ordinalsStart: 5,
      updateStrategy: 'OnDelete',
    });
  });

  test('a StatefulSet can keep its lower numbers as they are', () => {
    const updateStrategy = { rollingUpdate: { partition: 2 } };
    expect(admitted('StatefulSet', { spec: { selector, template: web, updateStrategy } }).spec).toMatchObject(
      {
        updateStrategy: 'RollingUpdate',
        partition: 2,
      },
    );
  });

  test('a DaemonSet replaces its pods', () => {
    expect(admitted('DaemonSet', { spec: { selector, template: web } }).spec).toMatchObject({
      updateStrategy: 'RollingUpdate',
      maxUnavailable: 1,
      maxSurge: 0,
    });
    const updateStrategy = { rollingUpdate: { maxUnavailable: 0, maxSurge: '30%' } };
    expect(admitted('DaemonSet', { spec: { selector, template: web, updateStrategy } }).spec).toMatchObject({
      updateStrategy: 'RollingUpdate',
      maxUnavailable: 0,
      maxSurge: '30%',
    });
  });

  test('a ReplicationController takes labels and selector from its pods', () => {
    const { metadata, spec } = admitted('ReplicationController', { spec: { template: web } });
    expect([metadata.labels, spec.selector, spec.replicas]).toEqual([{ app: 'web' }, { app: 'web' }, 1]);
  });

  const job = template({}, { restartPolicy: 'Never' });

  test.each<[JsonObject, object]>([
    [{}, { parallelism: 1, completions: 1, backoffLimit: 6 }],
    [{ backoffLimit: 0 }, { backoffLimit: 0 }],
    [{ backoffLimitPerIndex: 1 }, { backoffLimit: 2_147_483_647 }],
    [{ completions: 3 }, { parallelism: 1, completions: 3 }],
  ])('a Job with %j has %j', (spec, expected) => {
    const { spec: stored } = admitted('Job', { spec: { ...spec, template: job } });
    expect(stored).toMatchObject({ completionMode: 'NonIndexed', suspend: false, ...expected });
  });

  test('a Job that says only how many run at a time has no number of completions', () => {
    expect(admitted('Job', { spec: { parallelism: 2, template: job } }).spec).not.toHaveProperty(
      'completions',
    );
  });

  test('a CronJob has the template of its Jobs', () => {
    const spec = { schedule: '0 * * * *', jobTemplate: { spec: { backoffLimit: 1, template: job } } };
    expect(admitted('CronJob', { spec }).spec).toMatchObject({
      schedule: '0 * * * *',
      suspend: false,
      template: { spec: { restartPolicy: 'Never' } },
    });
  });
});

describe('Ingress', () => {
  test('keeps rules, backends and TLS in the shape of the model', () => {
    const spec = {
      ingressClassName: 'nginx',
      defaultBackend: { resource: { apiGroup: 'a.b', kind: 'Bucket', name: 'static' } },
      tls: [{ hosts: ['a.example'], secretName: 'tls' }, {}],
      rules: [
        {
          host: 'a.example',
          http: {
            paths: [
              {
                path: '/x',
                pathType: 'Exact',
                backend: { service: { name: 'web', port: { name: 'http' } } },
              },
              {
                pathType: 'ImplementationSpecific',
                backend: { service: { name: 'web', port: { number: 80 } } },
              },
            ],
          },
        },
        {},
      ],
    };
    expect(admitted('Ingress', { spec })).toMatchObject({
      spec: {
        ingressClassName: 'nginx',
        defaultBackend: { kind: 'resource', apiGroup: 'a.b', resourceKind: 'Bucket', name: 'static' },
        tls: [{ hosts: ['a.example'], secretName: 'tls' }, { hosts: [] }],
        rules: [
          {
            host: 'a.example',
            paths: [
              {
                path: '/x',
                pathType: 'Exact',
                backend: { kind: 'service', name: 'web', port: { name: 'http' } },
              },
              { path: '', pathType: 'ImplementationSpecific', backend: { port: { number: 80 } } },
            ],
          },
          { host: '', paths: [] },
        ],
      },
      status: { loadBalancer: { ingress: [] } },
    });
  });
});

describe('IngressClass', () => {
  test('has parameters for the whole cluster unless they say otherwise', () => {
    const spec = { controller: 'a.b/c', parameters: { kind: 'Settings', name: 's' } };
    expect(admitted('IngressClass', { spec }).spec.parameters).toEqual({
      kind: 'Settings',
      name: 's',
      scope: 'Cluster',
    });
  });
});

describe('EndpointSlice', () => {
  test('leaves open what is not said', () => {
    const endpoints = [
      { addresses: ['10.1.0.5'], conditions: { ready: null }, hints: { forZones: [{ name: 'a' }] } },
    ];
    expect(
      admitted('EndpointSlice', { addressType: 'IPv4', endpoints, ports: [{ port: null }] }),
    ).toMatchObject({
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.1.0.5'], conditions: {}, hints: { forZones: ['a'], forNodes: [] } }],
      ports: [{ name: '', protocol: 'TCP' }],
    });
  });
});

describe('ServiceImport', () => {
  test('has ports of TCP, and IPs where it is not headless', () => {
    const spec = { type: 'ClusterSetIP', ips: ['10.97.0.1'], ports: [{ port: 80 }] };
    expect(admitted('ServiceImport', { spec }).spec).toEqual({
      ...spec,
      ports: [{ name: '', protocol: 'TCP', port: 80 }],
    });
  });
});

describe('BackendConfig', () => {
  test('names what it changes beyond the health check, and whether clients are asked who they are', () => {
    const spec = {
      healthCheck: { requestPath: '/ready' },
      connectionDraining: { drainingTimeoutSec: 60 },
      iap: { enabled: true },
      cdn: { enabled: true },
      logging: { enable: true },
    };
    expect(admitted('BackendConfig', { spec }).spec).toEqual({
      healthCheck: { requestPath: '/ready' },
      drainingTimeoutSec: 60,
      asksWho: true,
      notFollowed: ['cdn'],
    });
  });
});

describe('FrontendConfig', () => {
  test('redirects with 301 unless it names another status', () => {
    const spec = { redirectToHttps: { enabled: true } };
    expect(admitted('FrontendConfig', { spec }).spec).toEqual({
      redirectToHttps: { enabled: true, responseCodeName: 'MOVED_PERMANENTLY_DEFAULT' },
    });
  });
});

describe('NetworkPolicy', () => {
  test.each<[JsonObject, readonly string[]]>([
    [{}, ['Ingress']],
    [{ egress: [] }, ['Ingress']],
    [{ egress: [{}] }, ['Ingress', 'Egress']],
    [{ policyTypes: ['Egress'] }, ['Egress']],
  ])('with %j is about %j', (spec, policyTypes) => {
    expect(admitted('NetworkPolicy', { spec: { podSelector: {}, ...spec } }).spec.policyTypes).toEqual(
      policyTypes,
    );
  });

  test('has rules about everybody, and ports of TCP', () => {
    const ingress = [{ from: [], ports: [{ port: 80 }] }, { from: [{ podSelector: {} }] }];
    expect(admitted('NetworkPolicy', { spec: { podSelector: {}, ingress } }).spec.ingress).toEqual([
      { ports: [{ port: 80, protocol: 'TCP' }] },
      { peers: [{ podSelector: { matchLabels: {}, matchExpressions: [] } }] },
    ]);
  });
});

describe('Secret', () => {
  test('is opaque, and takes plain text into its data', () => {
    const secret = admitted('Secret', { data: { a: 'YQ==', b: 'YQ==' }, stringData: { b: 'grüße 🙂' } });
    expect(secret).toMatchObject({ type: 'Opaque', data: { a: 'YQ==', b: 'Z3LDvMOfZSDwn5mC' } });
    expect(secret).not.toHaveProperty('stringData');
  });
});

describe('ConfigMap', () => {
  test('has its data', () => {
    const fields = { data: { 'nginx.conf': 'a' }, binaryData: { b: 'YQ==' }, immutable: true };
    expect(admitted('ConfigMap', fields)).toMatchObject({ data: { 'nginx.conf': 'a' }, immutable: true });
  });
});
