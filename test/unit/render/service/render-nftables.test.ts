import { describe, expect, test } from 'vitest';
import { renderNftables } from '../../../../packages/core/src/render/service/nftables/render-nftables.js';
import { endpointSlice } from '../../../objects/endpoint-slice.js';
import { node } from '../../../objects/node.js';
import { proxiedCluster } from '../../../objects/proxied-cluster.js';
import { service } from '../../../objects/service.js';
import { here, there, webService, type WebService } from './web-service.js';

/** The rules of a chain, or the elements of a set or map; hashes are left out of names. */
function within(text: string, name: string): readonly string[] {
  const plain = text.replaceAll(/(service|local|external|firewall|endpoint|affinity)-[A-Z2-7]{8}-/g, '$1-');
  const block =
    new RegExp(`\\n\\t(?:chain|set|map) ${name} \\{\\n(.*?)\\n\\t\\}`, 's').exec(plain)?.[1] ?? '';
  return block
    .split('\n')
    .map((line) => line.trim().replace(/,$/, ''))
    .filter((line) => line !== '' && !/^(type|comment|elements|\})/.test(line));
}

function inside(of: WebService, name: string): readonly string[] {
  return within(renderNftables(webService(of), 'node-a'), name);
}

const nodePort: WebService = {
  spec: { type: 'NodePort', ports: [{ name: 'http', port: 80, nodePort: 30080 }] },
};
const localNodePort: WebService = { ...nodePort, spec: { ...nodePort.spec, externalTrafficPolicy: 'Local' } };
const loadBalancer: WebService = {
  spec: { type: 'LoadBalancer', ports: [{ name: 'http', port: 80 }] },
  ingress: [{ ip: '198.51.100.10' }],
};
const guarded: WebService = {
  ...loadBalancer,
  spec: { ...loadBalancer.spec, loadBalancerSourceRanges: ['203.0.113.0/24', '192.168.0.0/24'] },
};
const affinity: WebService = {
  spec: { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } } },
};
const localBalancer: WebService = {
  ...loadBalancer,
  spec: { ...loadBalancer.spec, externalTrafficPolicy: 'Local' },
  endpoints: [there],
};

const web = 'shop/web/tcp/http';
const hereName = `${web}__10.244.1.5/8080`;
const thereName = `${web}__10.244.2.5/8080`;

describe('renderNftables', () => {
  test.each<[string, WebService, string, readonly string[]]>([
    [
      'a cluster IP leads to the chain of all endpoints',
      {},
      'service-ips',
      [`172.30.0.41 . tcp . 80 : goto service-${web}`],
    ],
    ['cluster IPs are known, whatever their ports', {}, 'cluster-ips', ['172.30.0.41']],
    [
      'each endpoint is as likely as the others',
      {},
      `service-${web}`,
      [
        'ip daddr 172.30.0.41 tcp dport 80 ip saddr != 10.244.0.0/16 jump mark-for-masquerade',
        `numgen random mod 2 vmap { 0 : goto endpoint-${hereName}, 1 : goto endpoint-${thereName} }`,
      ],
    ],
    [
      'an endpoint that asks itself is masqueraded',
      {},
      `endpoint-${hereName}`,
      ['ip saddr 10.244.1.5 jump mark-for-masquerade', 'meta l4proto tcp dnat to 10.244.1.5:8080'],
    ],
    [
      'with masqueradeAll everybody is masqueraded at the cluster IP',
      { endpoints: [here], platform: { proxy: { masqueradeAll: true } } },
      `service-${web}`,
      [
        'ip daddr 172.30.0.41 tcp dport 80 jump mark-for-masquerade',
        `numgen random mod 1 vmap { 0 : goto endpoint-${hereName} }`,
      ],
    ],
    [
      'pods may be told by how the names of their interfaces begin',
      { endpoints: [here], platform: { proxy: { detectLocal: 'InterfaceNamePrefix' } } },
      `service-${web}`,
      [
        'ip daddr 172.30.0.41 tcp dport 80 iifname != "veth*" jump mark-for-masquerade',
        `numgen random mod 1 vmap { 0 : goto endpoint-${hereName} }`,
      ],
    ],
    [
      'a Service without endpoint is refused',
      { endpoints: [] },
      'no-endpoint-services',
      ['172.30.0.41 . tcp . 80 comment "shop/web:http" : goto reject-chain'],
    ],
    ['a Service without endpoint is not translated', { endpoints: [] }, 'service-ips', []],
    [
      'internalTrafficPolicy Local drops on a node without endpoint',
      { spec: { internalTrafficPolicy: 'Local' }, endpoints: [there] },
      'no-endpoint-services',
      ['172.30.0.41 . tcp . 80 comment "shop/web:http" : drop'],
    ],
    [
      'internalTrafficPolicy Local chooses among the endpoints on the node',
      { spec: { internalTrafficPolicy: 'Local' } },
      'service-ips',
      [`172.30.0.41 . tcp . 80 : goto local-${web}`],
    ],
    [
      'a node port leads to the chain for what is asked from outside',
      nodePort,
      'service-nodeports',
      [`tcp . 30080 : goto external-${web}`],
    ],
    [
      'externalTrafficPolicy Cluster masquerades',
      nodePort,
      `external-${web}`,
      ['jump mark-for-masquerade', `goto service-${web}`],
    ],
    [
      'externalTrafficPolicy Local lets pods and the node itself pass by it',
      localNodePort,
      `external-${web}`,
      [
        `ip saddr 10.244.0.0/16 goto service-${web} comment "short-circuit pod traffic"`,
        'fib saddr type local jump mark-for-masquerade comment "masquerade local traffic"',
        `fib saddr type local goto service-${web} comment "short-circuit local traffic"`,
        `goto local-${web}`,
      ],
    ],
    [
      'externalTrafficPolicy Local drops what others ask a node without endpoint',
      { ...localNodePort, endpoints: [there] },
      'no-endpoint-nodeports',
      ['tcp . 30080 comment "shop/web:http" : drop'],
    ],
    [
      'a node without endpoint still serves its own pods at a load balancer address',
      localBalancer,
      'service-ips',
      [`172.30.0.41 . tcp . 80 : goto service-${web}`, `198.51.100.10 . tcp . 80 : goto external-${web}`],
    ],
    [
      'before 1.33.5 a node without endpoint served nobody at a load balancer address',
      { ...localBalancer, platform: { kubernetesMinor: 32 } },
      'service-ips',
      [`172.30.0.41 . tcp . 80 : goto service-${web}`],
    ],
    [
      'source ranges are looked at whether there is an endpoint or not',
      { ...guarded, endpoints: [] },
      'firewall-ips',
      [`198.51.100.10 . tcp . 80 : goto firewall-${web}`],
    ],
    [
      'a range with the address of the node lets in the load balancer address too',
      guarded,
      `firewall-${web}`,
      ['ip saddr != { 203.0.113.0/24, 192.168.0.0/24, 198.51.100.10 } drop'],
    ],
    [
      'session affinity asks first for the endpoint that the client had',
      affinity,
      `service-${web}`,
      [
        'ip daddr 172.30.0.41 tcp dport 80 ip saddr != 10.244.0.0/16 jump mark-for-masquerade',
        `ip saddr @affinity-${hereName} goto endpoint-${hereName}`,
        `ip saddr @affinity-${thereName} goto endpoint-${thereName}`,
        `numgen random mod 2 vmap { 0 : goto endpoint-${hereName}, 1 : goto endpoint-${thereName} }`,
      ],
    ],
    [
      'a client is forgotten in its time',
      affinity,
      `affinity-${hereName}`,
      ['flags dynamic,timeout', 'timeout 60s'],
    ],
    [
      'session affinity remembers the client at the endpoint',
      affinity,
      `endpoint-${hereName}`,
      [
        'ip saddr 10.244.1.5 jump mark-for-masquerade',
        `update @affinity-${hereName} { ip saddr }`,
        'meta l4proto tcp dnat to 10.244.1.5:8080',
      ],
    ],
    ['node ports are served on the primary address of the node', {}, 'nodeport-ips', ['192.168.0.2']],
    [
      'nodePortAddresses may name other addresses, loopback never',
      { platform: { proxy: { nodePortAddresses: ['10.9.0.0/24', '127.0.0.0/8'] } } },
      'nodeport-ips',
      ['10.9.0.2'],
    ],
    [
      'node ports may be served on every address',
      { platform: { proxy: { nodePortAddresses: ['0.0.0.0/0'] } } },
      'services',
      [
        'ip daddr . meta l4proto . th dport vmap @service-ips',
        'fib daddr type local ip daddr != 127.0.0.0/8 meta l4proto . th dport vmap @service-nodeports',
      ],
    ],
    [
      'a wrong port of a cluster IP is refused, an address of the range that nobody has is closed',
      {},
      'cluster-ips-check',
      [
        'ip daddr @cluster-ips reject comment "Reject traffic to invalid ports of ClusterIPs"',
        'ip daddr { 172.30.0.0/16 } drop comment "Drop traffic to unallocated ClusterIPs"',
      ],
    ],
    [
      'a marked packet is masqueraded on its way out, once',
      {},
      'masquerading',
      ['mark and 0x4000 == 0 return', 'mark set mark xor 0x4000', 'masquerade fully-random'],
    ],
  ])('%s', (_, of, name, expected) => {
    expect(inside(of, name)).toEqual(expected);
  });

  test('names chains as kube-proxy does', () => {
    const cluster = proxiedCluster([
      node('node-a', ['192.168.0.2']),
      service('ns1/svc1', { clusterIP: '172.30.0.41', ports: [{ name: 'p80', port: 80 }] }),
      endpointSlice('ns1/svc1', [{ addresses: ['10.180.0.1'] }], { ports: [{ name: 'p80', port: 80 }] }),
    ]);
    const text = renderNftables(cluster, 'node-a');
    expect(text).toContain('\tchain service-ULMVA6XW-ns1/svc1/tcp/p80 {\n');
    expect(text).toContain('\tchain endpoint-5OJB2KTY-ns1/svc1/tcp/p80__10.180.0.1/80 {\n');
  });

  test('speaks IPv6 for the other family, with dots in names', () => {
    const cluster = proxiedCluster([
      node('node-a', ['192.168.0.2', 'fd00::2']),
      service('shop/web', { clusterIP: 'fd00:10:96::41', ports: [{ name: 'http', port: 80 }] }),
      endpointSlice('shop/web', [{ addresses: ['fd00:10:244::5'] }], {
        addressType: 'IPv6',
        ports: [{ name: 'http', port: 8080 }],
      }),
    ]);
    const text = renderNftables(cluster, 'node-a', 'IPv6');
    expect(text).toMatch(/^table ip6 kube-proxy \{$/m);
    expect(within(text, `endpoint-${web}__fd00.10.244..5/8080`)).toEqual([
      'ip6 saddr fd00:10:244::5 jump mark-for-masquerade',
      'meta l4proto tcp dnat to [fd00:10:244::5]:8080',
    ]);
  });

  test('takes the place of the table that is there', () => {
    const text = renderNftables(webService(), 'node-a');
    expect(text).toMatch(/^add table ip kube-proxy\ndelete table ip kube-proxy\ntable ip kube-proxy \{\n/);
  });

  test('knows no node that is not there', () => {
    expect(() => renderNftables(webService(), 'node-x')).toThrow(
      new RangeError('the cluster has no node node-x'),
    );
  });
});
