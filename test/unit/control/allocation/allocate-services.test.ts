import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import type { Service } from '../../../../packages/core/src/object/service.js';
import { bareMetal } from '../../../../packages/core/src/provider/bare-metal.js';
import { service, type ServiceSpecManifest } from '../../../objects/service.js';
import { settled } from '../settled.js';

const dual = { serviceCIDRs: ['10.96.0.0/16', 'fd00:10:96::/112'] };
const ports = [{ port: 80 }];

function specOf(cluster: Cluster, name = 'web'): Service['spec'] {
  const found = cluster.get('Service', `shop/${name}`);
  if (found === undefined) throw new Error(`no Service ${name}: ${JSON.stringify(cluster.problems)}`);
  return found.spec;
}

/** The Service `shop/web` with this specification, in a cluster of one family or two. */
function allocated(spec: ServiceSpecManifest & object, serviceCIDRs = ['10.96.0.0/16']): Service['spec'] {
  return specOf(
    createCluster([service('shop/web', { ports, ...spec })], { platform: bareMetal({ serviceCIDRs }) }),
  );
}

/** What is refused in the Service `shop/web`: path and message. */
function refused(spec: ServiceSpecManifest & object, serviceCIDRs = ['10.96.0.0/16']): string | undefined {
  const cluster = createCluster([service('shop/web', { ports, ...spec })], {
    platform: bareMetal({ serviceCIDRs }),
  });
  expect(cluster.get('Service', 'shop/web')).toBeUndefined();
  const problem = cluster.problems.find(
    ({ object, severity }) => object.name === 'web' && severity === 'error',
  );
  return problem && `${problem.path}: ${problem.message}`;
}

const dated = (name: string, creationTimestamp: string): unknown => {
  const { metadata, ...rest } = service(`shop/${name}`, { ports, clusterIP: '10.96.0.77' });
  return { ...rest, metadata: { ...metadata, creationTimestamp } };
};

const nodePorts = ({ ports: all }: Service['spec']): readonly (number | undefined)[] =>
  all.map((port) => port.nodePort);

describe('cluster IPs', () => {
  test('a Service gets an address out of the range, beyond the part kept for those that are asked for', () => {
    const { clusterIP, clusterIPs } = allocated({});
    expect(clusterIP).toMatch(/^10\.96\.\d+\.\d+$/);
    expect(clusterIP).not.toMatch(/^10\.96\.0\./);
    expect(clusterIPs).toEqual([clusterIP]);
  });

  test('other Services do not move it', () => {
    const others = ['a', 'b', 'zz'].map((name) => service(`shop/${name}`, { ports }));
    const alone = specOf(settled([service('shop/web', { ports })]));
    expect(specOf(settled([...others, service('shop/web', { ports })]))).toEqual(alone);
  });

  test.each<readonly [string, ServiceSpecManifest, object]>([
    ['a headless Service gets none', { clusterIP: 'None' }, { clusterIP: 'None', clusterIPs: ['None'] }],
    [
      'an ExternalName gets none',
      { type: 'ExternalName', externalName: 'a.example' },
      { clusterIP: '', clusterIPs: [] },
    ],
    ['one that is asked for is given', { clusterIP: '10.96.0.77' }, { clusterIP: '10.96.0.77' }],
  ])('%s', (_, spec, expected) => {
    expect(allocated(spec)).toMatchObject(expected);
  });

  test('one outside of the range is refused', () => {
    expect(refused({ clusterIP: '192.168.5.5' })).toBe(
      'spec.clusterIPs: Invalid value: ["192.168.5.5"]: failed to allocate IP 192.168.5.5: the provided IP ' +
        '(192.168.5.5) is not in the valid range. The range of valid IPs is 10.96.0.0/16',
    );
  });

  test('one that another Service asked for is refused; the first by name keeps it, whatever the order', () => {
    const both = [
      service('shop/web', { ports, clusterIP: '10.96.0.77' }),
      service('shop/a', { ports, clusterIP: '10.96.0.77' }),
    ];
    for (const objects of [both, [...both].reverse()]) {
      const cluster = settled(objects);
      expect(cluster.get('Service', 'shop/web')).toBeUndefined();
      expect(specOf(cluster, 'a').clusterIP).toBe('10.96.0.77');
      expect(cluster.problems.map((problem) => problem.message)).toContain(
        'Invalid value: ["10.96.0.77"]: failed to allocate IP 10.96.0.77: provided IP is already allocated',
      );
    }
  });

  test('the older of two Services out of a live cluster keeps what both have', () => {
    const cluster = settled([dated('a', '2024-02-01T00:00:00Z'), dated('web', '2024-01-01T00:00:00Z')]);
    expect(cluster.get('Service', 'shop/a')).toBeUndefined();
    expect(specOf(cluster).clusterIP).toBe('10.96.0.77');
  });

  test('what a live cluster allocated out of another range stays', () => {
    const { metadata, ...rest } = service('shop/web', {
      type: 'NodePort',
      clusterIP: '172.20.1.1',
      ipFamilies: ['IPv4'],
      ports: [{ port: 80, nodePort: 80 }],
    });
    const cluster = settled([
      { ...rest, metadata: { ...metadata, creationTimestamp: '2024-01-01T00:00:00Z' } },
    ]);
    expect(specOf(cluster)).toMatchObject({ clusterIP: '172.20.1.1', ports: [{ nodePort: 80 }] });
  });

  test('a range that is full refuses', () => {
    const names = Array.from({ length: 15 }, (_, index) => `s${String(index).padStart(2, '0')}`);
    const cluster = createCluster(
      names.map((name) => service(`shop/${name}`, { ports })),
      { platform: bareMetal({ serviceCIDRs: ['10.96.0.0/28'] }) },
    );
    // Fourteen addresses, of which the first and the tenth are kept for the API server and DNS.
    expect(cluster.list('Service', 'shop')).toHaveLength(12);
    expect(cluster.problems.filter((problem) => problem.severity === 'error')).toHaveLength(3);
  });
});

describe('IP families', () => {
  const v4 = /^10\.96\./;
  const v6 = /^fd00:10:96::/;

  test.each<readonly [string, object, readonly string[], object]>([
    ['one family by default', {}, dual.serviceCIDRs, { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4'] }],
    ['the first family of the cluster', {}, ['fd00:10:96::/112'], { ipFamilies: ['IPv6'] }],
    [
      'PreferDualStack takes what there is',
      { ipFamilyPolicy: 'PreferDualStack' },
      ['10.96.0.0/16'],
      { ipFamilies: ['IPv4'] },
    ],
    [
      'PreferDualStack on two families',
      { ipFamilyPolicy: 'PreferDualStack' },
      dual.serviceCIDRs,
      { ipFamilies: ['IPv4', 'IPv6'] },
    ],
    [
      'RequireDualStack with the second family first',
      { ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv6'] },
      dual.serviceCIDRs,
      { ipFamilies: ['IPv6', 'IPv4'] },
    ],
    [
      'a cluster IP tells the family',
      { clusterIP: 'fd00:10:96::77' },
      dual.serviceCIDRs,
      { ipFamilies: ['IPv6'] },
    ],
    [
      'headless without selector takes any family',
      { clusterIP: 'None' },
      ['10.96.0.0/16'],
      { ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv4', 'IPv6'], clusterIPs: ['None'] },
    ],
    [
      'headless with selector goes by the cluster',
      { clusterIP: 'None', selector: { app: 'web' } },
      ['10.96.0.0/16'],
      { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4'] },
    ],
  ])('%s', (_, spec, ranges, expected) => {
    expect(allocated(spec, [...ranges])).toMatchObject(expected);
  });

  test('each family has its cluster IP, in its order', () => {
    const spec = { ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv6'] } as const;
    expect(allocated(spec, dual.serviceCIDRs).clusterIPs).toEqual([
      expect.stringMatching(v6),
      expect.stringMatching(v4),
    ]);
  });

  test.each<readonly [string, object, string]>([
    [
      'RequireDualStack on one family',
      { ipFamilyPolicy: 'RequireDualStack' },
      'spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services',
    ],
    [
      'a family that the cluster lacks',
      { ipFamilies: ['IPv6'] },
      'spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster',
    ],
  ])('%s is refused', (_, spec, expected) => {
    expect(refused(spec)).toBe(expected);
  });

  test('SingleStack with two families is refused', () => {
    const spec = { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4', 'IPv6'] } as const;
    expect(refused(spec, dual.serviceCIDRs)).toBe(
      "spec.ipFamilyPolicy: Invalid value: \"SingleStack\": must be 'RequireDualStack' or 'PreferDualStack' when " +
        'multiple IP families are specified',
    );
  });
});

describe('node ports', () => {
  test('a NodePort gets one out of the range, beyond the part kept for those that are asked for', () => {
    const [nodePort = 0] = nodePorts(allocated({ type: 'NodePort' }));
    expect(nodePort).toBeGreaterThanOrEqual(30_086);
    expect(nodePort).toBeLessThanOrEqual(32_767);
  });

  test('ports with one number share the node port, TCP and UDP', () => {
    const [tcp, udp] = nodePorts(
      allocated({
        type: 'NodePort',
        ports: [
          { name: 'tcp', port: 53, protocol: 'TCP' },
          { name: 'udp', port: 53, protocol: 'UDP' },
        ],
      }),
    );
    expect(tcp).toBe(udp);
  });

  test('a port shares the node port that its twin asks for', () => {
    const asked = allocated({
      type: 'NodePort',
      ports: [
        { name: 'tcp', port: 53, protocol: 'TCP' },
        { name: 'udp', port: 53, protocol: 'UDP', nodePort: 30_053 },
      ],
    });
    expect(nodePorts(asked)).toEqual([30_053, 30_053]);
  });

  test.each<readonly [string, object, boolean]>([
    ['a ClusterIP has none', { type: 'ClusterIP' }, false],
    ['a LoadBalancer has one', { type: 'LoadBalancer' }, true],
    [
      'a LoadBalancer that wants none has none',
      { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false },
      false,
    ],
  ])('%s', (_, spec, has) => {
    expect(nodePorts(allocated(spec))[0] !== undefined).toBe(has);
  });

  test.each<readonly [string, object, string]>([
    [
      'out of the range',
      { type: 'NodePort', ports: [{ port: 80, nodePort: 8080 }] },
      'spec.ports[0].nodePort: Invalid value: 8080: provided port is not in the valid range. The range of valid ' +
        'ports is 30000-32767',
    ],
    [
      'one number for two ports of other numbers',
      {
        type: 'NodePort',
        ports: [
          { name: 'a', port: 80, nodePort: 30_080 },
          { name: 'b', port: 81, nodePort: 30_080, protocol: 'UDP' },
        ],
      },
      'spec.ports[1].nodePort: Invalid value: 30080: provided port is already allocated',
    ],
  ])('%s is refused', (_, spec, expected) => {
    expect(refused(spec)).toBe(expected);
  });

  test.each(['TCP', 'UDP'] as const)('one that another Service holds is refused, also for %s', (protocol) => {
    const cluster = settled([
      service('shop/a', { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] }),
      service('shop/web', { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080, protocol }] }),
    ]);
    expect(cluster.get('Service', 'shop/web')).toBeUndefined();
    expect(cluster.problems.map(({ path, message }) => `${path}: ${message}`)).toContain(
      'spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
    );
  });

  test('one that is asked for by a later Service is not given to an earlier one', () => {
    const [free = 0] = nodePorts(specOf(settled([service('shop/web', { type: 'NodePort', ports })])));
    const cluster = settled([
      service('shop/web', { type: 'NodePort', ports }),
      service('shop/zz', { type: 'NodePort', ports: [{ port: 80, nodePort: free }] }),
    ]);
    expect(nodePorts(specOf(cluster, 'zz'))).toEqual([free]);
    expect(nodePorts(specOf(cluster))).not.toEqual([free]);
  });

  test('a balancer with policy Local gets a port for its health check, which nobody else gets', () => {
    const { healthCheckNodePort } = allocated({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' });
    expect(healthCheckNodePort).toBeGreaterThanOrEqual(30_086);
    const local = {
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      ports,
      healthCheckNodePort: 31_000,
    } as const;
    const cluster = settled([service('shop/a', local)]).apply(
      service('shop/web', { type: 'NodePort', ports: [{ port: 80, nodePort: 31_000 }] }),
    );
    expect(cluster.get('Service', 'shop/web')).toBeUndefined();
  });
});

describe('apply', () => {
  const web = service('shop/web', { type: 'LoadBalancer', externalTrafficPolicy: 'Local', ports });

  test('what was allocated stays when the Service is applied again', () => {
    const before = settled([web]);
    const after = before.apply(
      service('shop/web', {
        type: 'LoadBalancer',
        externalTrafficPolicy: 'Local',
        ports: [{ port: 80, targetPort: 8080 }],
      }),
    );
    const { clusterIP, healthCheckNodePort, ports: old } = specOf(before);
    expect(specOf(after)).toMatchObject({
      clusterIP,
      healthCheckNodePort,
      ports: [{ nodePort: old[0]?.nodePort }],
    });
  });

  test('node ports go with the type, the cluster IP stays', () => {
    const before = settled([web]);
    const after = specOf(before.apply(service('shop/web', { ports })));
    expect(after.clusterIP).toBe(specOf(before).clusterIP);
    expect(after.ports.map((port) => port.nodePort)).toEqual([undefined]);
    expect(after.healthCheckNodePort).toBeUndefined();
  });

  test('a Service that asks for what another holds is refused, and the old one stays', () => {
    const before = settled([
      web,
      service('shop/a', { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] }),
    ]);
    const after = before.apply(
      service('shop/web', { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] }),
    );
    expect(specOf(after)).toBe(specOf(before));
    expect(after.problems.length).toBe(before.problems.length + 1);
    expect(after.apply(web).problems).toEqual(before.problems);
  });
});
