import { describe, expect, test } from 'vitest';
import { renderIptables } from '../../../../packages/core/src/render/service/iptables/render-iptables.js';
import { endpointSlice } from '../../../objects/endpoint-slice.js';
import { node } from '../../../objects/node.js';
import { proxiedCluster } from '../../../objects/proxied-cluster.js';
import { service } from '../../../objects/service.js';
import { here, notReady, there, webService, type WebService } from './web-service.js';

/** The rules without comments, and with endpoints in place of the hashes of their chains. */
function plain(text: string): string {
  const endpoints = new Map(
    [...text.matchAll(/^-A (KUBE-SEP-\w+) .*--to-destination (\S+)$/gm)].map(([, chain = '', to = '']) => [
      chain,
      to,
    ]),
  );
  return text
    .replaceAll(/ -m comment --comment "[^"]*"/g, '')
    .replaceAll(/-m comment --comment "[^"]*" ?/g, '')
    .replaceAll(/KUBE-SEP-\w{16}/g, (chain) => `KUBE-SEP(${endpoints.get(chain) ?? '?'})`)
    .replaceAll(/(KUBE-\w{2,3})-[A-Z2-7]{16}/g, '$1');
}

/** The rules of a chain in a table, each as it stands behind the chain's name. */
function rules(of: WebService, table: 'filter' | 'nat', chain: string): readonly string[] {
  const text = plain(renderIptables(webService(of), 'node-a'));
  const [filter = '', nat = ''] = text.split('COMMIT\n');
  return (table === 'filter' ? filter : nat)
    .split('\n')
    .flatMap((line) => (line.startsWith(`-A ${chain} `) ? [line.slice(chain.length + 4)] : []));
}

const nodePort: WebService = {
  spec: { type: 'NodePort', ports: [{ name: 'http', port: 80, nodePort: 30080 }] },
};
const loadBalancer: WebService = {
  spec: { type: 'LoadBalancer', ports: [{ name: 'http', port: 80 }] },
  ingress: [{ ip: '198.51.100.10' }],
};
const localNodePort: WebService = { ...nodePort, spec: { ...nodePort.spec, externalTrafficPolicy: 'Local' } };
const guarded: WebService = {
  ...loadBalancer,
  spec: { ...loadBalancer.spec, loadBalancerSourceRanges: ['203.0.113.0/24'] },
};
const affinity: WebService = {
  spec: { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } } },
};

const toCluster = '-d 172.30.0.41/32 -p tcp -m tcp --dport 80';
const toBalancer = '-d 198.51.100.10/32 -p tcp -m tcp --dport 80';
const toNodePort = '-m addrtype --dst-type LOCAL -j KUBE-NODEPORTS';
const recent = (endpoint: string): string => `--name KUBE-SEP(${endpoint}) --mask 255.255.255.255 --rsource`;

describe('renderIptables', () => {
  test.each<[string, WebService, 'filter' | 'nat', string, readonly string[]]>([
    [
      'a cluster IP leads to the chain of all endpoints, node ports come last',
      {},
      'nat',
      'KUBE-SERVICES',
      [`${toCluster} -j KUBE-SVC`, toNodePort],
    ],
    [
      'each endpoint gets its share of what the ones before it left over',
      {},
      'nat',
      'KUBE-SVC',
      [
        `! -s 10.244.0.0/16 ${toCluster} -j KUBE-MARK-MASQ`,
        '-m statistic --mode random --probability 0.50000000000 -j KUBE-SEP(10.244.1.5:8080)',
        '-j KUBE-SEP(10.244.2.5:8080)',
      ],
    ],
    [
      'an endpoint that asks itself is masqueraded',
      { endpoints: [here] },
      'nat',
      'KUBE-SEP(10.244.1.5:8080)',
      ['-s 10.244.1.5/32 -j KUBE-MARK-MASQ', '-p tcp -m tcp -j DNAT --to-destination 10.244.1.5:8080'],
    ],
    [
      'with masqueradeAll everybody is masqueraded at the cluster IP',
      { endpoints: [here], platform: { proxy: { masqueradeAll: true } } },
      'nat',
      'KUBE-SVC',
      [`${toCluster} -j KUBE-MARK-MASQ`, '-j KUBE-SEP(10.244.1.5:8080)'],
    ],
    [
      'a proxy that cannot tell pods masquerades nobody at the cluster IP',
      { endpoints: [here], platform: { proxy: { detectLocal: 'none' } } },
      'nat',
      'KUBE-SVC',
      ['-j KUBE-SEP(10.244.1.5:8080)'],
    ],
    [
      'pods may be told by the range of the node',
      { endpoints: [here], platform: { proxy: { detectLocal: 'NodeCIDR' } } },
      'nat',
      'KUBE-SVC',
      [`! -s 10.244.1.0/24 ${toCluster} -j KUBE-MARK-MASQ`, '-j KUBE-SEP(10.244.1.5:8080)'],
    ],
    [
      'pods may be told by how the names of their interfaces begin',
      { endpoints: [here], platform: { proxy: { detectLocal: 'InterfaceNamePrefix' } } },
      'nat',
      'KUBE-SVC',
      [
        '-d 172.30.0.41/32 ! -i veth+ -p tcp -m tcp --dport 80 -j KUBE-MARK-MASQ',
        '-j KUBE-SEP(10.244.1.5:8080)',
      ],
    ],
    [
      'pods may be told by their bridge',
      { ...localNodePort, platform: { proxy: { detectLocal: 'BridgeInterface' } } },
      'nat',
      'KUBE-EXT',
      [
        '-i cni0 -j KUBE-SVC',
        '-m addrtype --src-type LOCAL -j KUBE-MARK-MASQ',
        '-m addrtype --src-type LOCAL -j KUBE-SVC',
        '-j KUBE-SVL',
      ],
    ],
    [
      'a Service without endpoint is refused, and has no chain',
      { endpoints: [notReady] },
      'filter',
      'KUBE-SERVICES',
      [`${toCluster} -j REJECT --reject-with icmp-port-unreachable`],
    ],
    ['a Service without endpoint is not translated', { endpoints: [] }, 'nat', 'KUBE-SERVICES', [toNodePort]],
    [
      'internalTrafficPolicy Local chooses among the endpoints on the node',
      { spec: { internalTrafficPolicy: 'Local' } },
      'nat',
      'KUBE-SVL',
      [`! -s 10.244.0.0/16 ${toCluster} -j KUBE-MARK-MASQ`, '-j KUBE-SEP(10.244.1.5:8080)'],
    ],
    [
      'internalTrafficPolicy Local drops on a node without endpoint',
      { spec: { internalTrafficPolicy: 'Local' }, endpoints: [there] },
      'filter',
      'KUBE-SERVICES',
      [`${toCluster} -j DROP`],
    ],
    [
      'a node port leads to the chain for what is asked from outside',
      nodePort,
      'nat',
      'KUBE-NODEPORTS',
      ['-p tcp -m tcp --dport 30080 -j KUBE-EXT'],
    ],
    [
      'externalTrafficPolicy Cluster masquerades',
      nodePort,
      'nat',
      'KUBE-EXT',
      ['-j KUBE-MARK-MASQ', '-j KUBE-SVC'],
    ],
    [
      'externalTrafficPolicy Local lets pods and the node itself pass by it',
      localNodePort,
      'nat',
      'KUBE-EXT',
      [
        '-s 10.244.0.0/16 -j KUBE-SVC',
        '-m addrtype --src-type LOCAL -j KUBE-MARK-MASQ',
        '-m addrtype --src-type LOCAL -j KUBE-SVC',
        '-j KUBE-SVL',
      ],
    ],
    [
      'externalTrafficPolicy Local on a node without endpoint still serves pods and the node',
      { ...localNodePort, endpoints: [there] },
      'nat',
      'KUBE-EXT',
      [
        '-s 10.244.0.0/16 -j KUBE-SVC',
        '-m addrtype --src-type LOCAL -j KUBE-MARK-MASQ',
        '-m addrtype --src-type LOCAL -j KUBE-SVC',
      ],
    ],
    [
      'externalTrafficPolicy Local drops what others ask a node without endpoint',
      { ...localNodePort, endpoints: [there] },
      'filter',
      'KUBE-EXTERNAL-SERVICES',
      ['-p tcp -m addrtype --dst-type LOCAL -m tcp --dport 30080 -j DROP'],
    ],
    [
      'external IPs lead to the chain for what is asked from outside',
      { spec: { externalIPs: ['203.0.113.50'] } },
      'nat',
      'KUBE-SERVICES',
      [`${toCluster} -j KUBE-SVC`, '-d 203.0.113.50/32 -p tcp -m tcp --dport 80 -j KUBE-EXT', toNodePort],
    ],
    [
      'a load balancer address with ipMode Proxy is left to the balancer',
      { ...loadBalancer, ingress: [{ ip: '198.51.100.10', ipMode: 'Proxy' }] },
      'nat',
      'KUBE-SERVICES',
      [`${toCluster} -j KUBE-SVC`, toNodePort],
    ],
    [
      'source ranges stand between a load balancer address and its chain',
      guarded,
      'nat',
      'KUBE-SERVICES',
      [`${toCluster} -j KUBE-SVC`, `${toBalancer} -j KUBE-FW`, toNodePort],
    ],
    ['sources in a range go on', guarded, 'nat', 'KUBE-FW', ['-s 203.0.113.0/24 -j KUBE-EXT']],
    [
      'a range with the address of the node lets in the load balancer address too',
      { ...guarded, spec: { ...guarded.spec, loadBalancerSourceRanges: ['192.168.0.0/24'] } },
      'nat',
      'KUBE-FW',
      ['-s 192.168.0.0/24 -j KUBE-EXT', '-s 198.51.100.10/32 -j KUBE-EXT'],
    ],
    [
      'a range of everything lets everybody in',
      { ...guarded, spec: { ...guarded.spec, loadBalancerSourceRanges: ['0.0.0.0/0'] } },
      'nat',
      'KUBE-FW',
      ['-j KUBE-EXT', '-s 198.51.100.10/32 -j KUBE-EXT'],
    ],
    ['other sources are dropped', guarded, 'filter', 'KUBE-PROXY-FIREWALL', [`${toBalancer} -j DROP`]],
    [
      'source ranges do not matter without an endpoint: everybody is refused',
      { ...guarded, endpoints: [] },
      'filter',
      'KUBE-EXTERNAL-SERVICES',
      [`${toBalancer} -j REJECT --reject-with icmp-port-unreachable`],
    ],
    [
      'session affinity asks first for the endpoint that the client had',
      affinity,
      'nat',
      'KUBE-SVC',
      [
        `! -s 10.244.0.0/16 ${toCluster} -j KUBE-MARK-MASQ`,
        `-m recent --rcheck --seconds 60 --reap ${recent('10.244.1.5:8080')} -j KUBE-SEP(10.244.1.5:8080)`,
        `-m recent --rcheck --seconds 60 --reap ${recent('10.244.2.5:8080')} -j KUBE-SEP(10.244.2.5:8080)`,
        '-m statistic --mode random --probability 0.50000000000 -j KUBE-SEP(10.244.1.5:8080)',
        '-j KUBE-SEP(10.244.2.5:8080)',
      ],
    ],
    [
      'session affinity remembers the client at the endpoint',
      affinity,
      'nat',
      'KUBE-SEP(10.244.1.5:8080)',
      [
        '-s 10.244.1.5/32 -j KUBE-MARK-MASQ',
        `-p tcp -m recent --set ${recent('10.244.1.5:8080')} -m tcp -j DNAT --to-destination 10.244.1.5:8080`,
      ],
    ],
    [
      'health checks of load balancers are let in',
      {
        ...loadBalancer,
        spec: { ...loadBalancer.spec, externalTrafficPolicy: 'Local', healthCheckNodePort: 32000 },
      },
      'filter',
      'KUBE-NODEPORTS',
      ['-p tcp -m tcp --dport 32000 -j ACCEPT'],
    ],
    [
      'nodePortAddresses names the addresses that serve node ports',
      { platform: { proxy: { nodePortAddresses: ['10.9.0.0/24'] } } },
      'nat',
      'KUBE-SERVICES',
      [`${toCluster} -j KUBE-SVC`, '-d 10.9.0.2/32 -j KUBE-NODEPORTS'],
    ],
    [
      'loopback may be left out of the node ports',
      { platform: { proxy: { localhostNodePorts: false } } },
      'nat',
      'KUBE-SERVICES',
      [`${toCluster} -j KUBE-SVC`, `! -d 127.0.0.0/8 ${toNodePort}`],
    ],
    [
      'node ports on loopback need a guard against neighbours',
      {},
      'filter',
      'KUBE-FIREWALL',
      ['! -s 127.0.0.0/8 -d 127.0.0.0/8 -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP'],
    ],
    [
      'without node ports on loopback there is no guard',
      { platform: { proxy: { localhostNodePorts: false } } },
      'filter',
      'KUBE-FIREWALL',
      [],
    ],
    [
      'a marked packet is masqueraded on its way out, once',
      {},
      'nat',
      'KUBE-POSTROUTING',
      [
        '-m mark ! --mark 0x4000/0x4000 -j RETURN',
        '-j MARK --set-xmark 0x4000/0x0',
        '-j MASQUERADE --random-fully',
      ],
    ],
    [
      'translated connections are let through even where forwarding is closed',
      {},
      'filter',
      'KUBE-FORWARD',
      [
        '-m conntrack --ctstate INVALID -j DROP',
        '-m mark --mark 0x4000/0x4000 -j ACCEPT',
        '-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
      ],
    ],
  ])('%s', (_, of, table, chain, expected) => {
    expect(rules(of, table, chain)).toEqual(expected);
  });

  test('names chains as kube-proxy does and says what each rule is for', () => {
    const text = renderIptables(webService({ endpoints: [here] }), 'node-a');
    expect(text).toContain(
      '-A KUBE-SERVICES -d 172.30.0.41/32 -p tcp -m comment --comment "shop/web:http cluster IP" -m tcp --dport 80 -j KUBE-SVC-',
    );
    expect(text).toContain('-m comment --comment "shop/web:http -> 10.244.1.5:8080" -j KUBE-SEP-');
  });

  test('speaks IPv6 for the other family', () => {
    const cluster = proxiedCluster([
      node('node-a', ['192.168.0.2', 'fd00::2']),
      service('shop/web', {
        clusterIP: '172.30.0.41',
        clusterIPs: ['172.30.0.41', 'fd00:10:96::41'],
        ports: [{ port: 80 }],
      }),
      endpointSlice('shop/web', [{ addresses: ['fd00:10:244::5'] }], {
        addressType: 'IPv6',
        ports: [{ name: '', port: 8080 }],
      }),
    ]);
    const text = plain(renderIptables(cluster, 'node-a', 'IPv6'));
    expect(text).toContain('-A KUBE-SERVICES -d fd00:10:96::41/128 -p tcp -m tcp --dport 80 -j KUBE-SVC\n');
    expect(text).toContain(
      '-A KUBE-SEP([fd00:10:244::5]:8080) -p tcp -m tcp -j DNAT --to-destination [fd00:10:244::5]:8080\n',
    );
    expect(text).toContain('-A KUBE-SERVICES ! -d ::1/128 -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS\n');
    expect(text).not.toContain('172.30.0.41');
  });

  test('states what it takes for granted', () => {
    const cluster = webService({ platform: { proxy: { detectLocal: 'BridgeInterface' } } });
    expect(renderIptables(cluster, 'node-a')).toMatch(/^# The bridge of the pods is taken to be cni0\.\n/);
  });

  test('renders for mode iptables whatever mode the cluster runs in', () => {
    const [inMode, inOther] = (['iptables', 'nftables'] as const).map((mode) =>
      renderIptables(webService({ platform: { proxy: { mode } } }), 'node-a'),
    );
    expect(inOther).toBe(inMode);
  });

  test('knows no node that is not there', () => {
    expect(() => renderIptables(webService(), 'node-x')).toThrow(
      new RangeError('the cluster has no node node-x'),
    );
  });
});
