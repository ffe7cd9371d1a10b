import { address, type Flow, source } from './flow.js';

const { client, nodeA, podOnNodeA, podOnNodeB } = source;
const toClusterIP = { to: address.clusterIP };
const toNodePort = { to: address.nodeA, port: 30080 };
const toLoadBalancer = { to: address.loadBalancer };
const podA = '10.244.1.5';

/** Who keeps its source, and which addresses serve node ports. */
export const masqueradeFlows: Readonly<Record<string, readonly Flow[]>> = {
  'a pod that is an endpoint itself': [
    {
      rule: 'is masqueraded when it reaches itself, and only then',
      from: podA,
      ...toClusterIP,
      becomes: 'a* b',
    },
    {
      rule: 'is masqueraded when it reaches itself through policy Local',
      from: podA,
      ...toNodePort,
      spec: { externalTrafficPolicy: 'Local' },
      becomes: 'a* b',
    },
    {
      rule: 'is masqueraded when it reaches itself though pods cannot be told',
      from: podA,
      ...toClusterIP,
      platform: { proxy: { detectLocal: 'none' } },
      becomes: 'a* b',
    },
  ],

  masqueradeAll: [
    {
      rule: 'masquerades pods at cluster IPs',
      from: podOnNodeA,
      ...toClusterIP,
      platform: { proxy: { masqueradeAll: true } },
      becomes: 'a* b*',
    },
    {
      rule: 'changes nothing about policy Local',
      from: client,
      ...toLoadBalancer,
      spec: { externalTrafficPolicy: 'Local' },
      platform: { proxy: { masqueradeAll: true } },
      becomes: 'a',
    },
  ],

  'telling pods from others': [
    {
      rule: 'by the range of the cluster takes pods of other nodes for pods',
      from: podOnNodeB,
      ...toClusterIP,
      becomes: 'a b',
    },
    {
      rule: 'by the range of the node takes pods of other nodes for outsiders',
      from: podOnNodeB,
      ...toClusterIP,
      platform: { proxy: { detectLocal: 'NodeCIDR' } },
      becomes: 'a* b*',
    },
    {
      rule: 'by the range of the node knows its own pods',
      from: podOnNodeA,
      ...toClusterIP,
      platform: { proxy: { detectLocal: 'NodeCIDR' } },
      becomes: 'a b',
    },
    {
      rule: 'by interface takes what comes by wire for outsiders',
      from: podOnNodeB,
      ...toClusterIP,
      platform: { proxy: { detectLocal: 'InterfaceNamePrefix' } },
      becomes: 'a* b*',
    },
    {
      rule: 'is not possible without it: nobody is masqueraded at a cluster IP',
      from: client,
      ...toClusterIP,
      platform: { proxy: { detectLocal: 'none' } },
      becomes: 'a b',
    },
    {
      rule: 'is not possible without a range of the family: nobody is masqueraded at a cluster IP',
      from: client,
      ...toClusterIP,
      platform: { podCIDRs: ['fd00:10:244::/48'] },
      becomes: 'a b',
    },
  ],

  'source ranges of a load balancer': [
    {
      rule: 'let in a source inside',
      from: client,
      ...toLoadBalancer,
      spec: rangesOf('198.51.100.0/24'),
      becomes: 'a* b*',
    },
    {
      rule: 'drop a source outside',
      from: client,
      ...toLoadBalancer,
      spec: rangesOf('192.0.2.0/24'),
      becomes: 'drop',
    },
    {
      rule: 'drop pods too',
      from: podOnNodeA,
      ...toLoadBalancer,
      spec: rangesOf('192.0.2.0/24'),
      becomes: 'drop',
    },
    {
      rule: 'drop the node itself too',
      from: nodeA,
      ...toLoadBalancer,
      spec: rangesOf('192.0.2.0/24'),
      becomes: 'drop',
    },
    {
      rule: 'are checked before policy Local lets pods pass',
      from: podOnNodeA,
      ...toLoadBalancer,
      spec: { ...rangesOf('192.0.2.0/24'), externalTrafficPolicy: 'Local' },
      becomes: 'drop',
    },
    {
      rule: 'of the other family let everybody in',
      from: client,
      ...toLoadBalancer,
      spec: rangesOf('2001:db8::/32'),
      becomes: 'a* b*',
    },
    {
      rule: 'are checked in mode nftables even when there is no endpoint, in mode iptables not',
      from: client,
      ...toLoadBalancer,
      spec: rangesOf('192.0.2.0/24'),
      endpoints: [],
      becomes: { iptables: 'reject', nftables: 'drop' },
    },
    {
      rule: 'refuse a source inside when there is no endpoint',
      from: client,
      ...toLoadBalancer,
      spec: rangesOf('198.51.100.0/24'),
      endpoints: [],
      becomes: 'reject',
    },
    {
      rule: 'with the address of the node let in what the node sends from the load balancer address itself',
      from: address.loadBalancer,
      ...toLoadBalancer,
      spec: rangesOf('192.168.0.2/32'),
      interfaces: ['192.168.0.2', address.loadBalancer, '127.0.0.1'],
      becomes: 'a* b*',
    },
    {
      rule: 'without the address of the node keep out its load balancer address',
      from: address.loadBalancer,
      ...toLoadBalancer,
      spec: rangesOf('192.168.0.3/32'),
      interfaces: ['192.168.0.2', address.loadBalancer, '127.0.0.1'],
      becomes: 'drop',
    },
  ],
};

function rangesOf(...loadBalancerSourceRanges: readonly string[]): NonNullable<Flow['spec']> {
  return { loadBalancerSourceRanges };
}
