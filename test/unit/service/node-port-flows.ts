import { type Flow, endpoint, source } from './flow.js';

const { client, nodeA } = source;
const interfaces = ['192.168.0.2', '10.9.0.2', 'fd00:50::2', '127.0.0.1', '::1'];
const at = (to: string): Pick<Flow, 'to' | 'port' | 'interfaces'> => ({ to, port: 30080, interfaces });
const setting = (...nodePortAddresses: readonly string[]): Pick<Flow, 'platform'> => ({
  platform: { proxy: { nodePortAddresses } },
});
const noLoopback: Pick<Flow, 'platform'> = { platform: { proxy: { localhostNodePorts: false } } };
const ipv6 = {
  spec: { clusterIP: 'fd00:10:96::a' },
  endpoints: [{ addresses: ['fd00:10:244:1::5'], nodeName: 'node-a' }],
} as const satisfies Pick<Flow, 'spec' | 'endpoints'>;

/** Which addresses of a node serve node ports. */
export const nodePortFlows: Readonly<Record<string, readonly Flow[]>> = {
  'the addresses that serve node ports': [
    { rule: 'include the primary address', from: client, ...at('192.168.0.2'), becomes: 'a* b*' },
    {
      rule: 'include the primary address of each family',
      from: '2001:db8::7',
      ...at('fd00:50::2'),
      ...ipv6,
      becomes: 'fd00:10:244:1::5*',
    },
    {
      rule: 'are none of a family that the Service does not have',
      from: client,
      ...at('192.168.0.2'),
      ...ipv6,
      becomes: 'accept',
    },
    {
      rule: 'are all addresses of the node in mode iptables, the primary one in mode nftables',
      from: client,
      ...at('10.9.0.2'),
      becomes: { iptables: 'a* b*', nftables: 'accept' },
    },
    {
      rule: 'are those that nodePortAddresses selects',
      from: client,
      ...at('10.9.0.2'),
      ...setting('10.9.0.0/16'),
      becomes: 'a* b*',
    },
    {
      rule: 'are no others then',
      from: client,
      ...at('192.168.0.2'),
      ...setting('10.9.0.0/16'),
      becomes: 'accept',
    },
    {
      rule: 'are all of a family for which nodePortAddresses has no range',
      from: client,
      ...at('10.9.0.2'),
      ...setting('fd00:50::/64'),
      becomes: 'a* b*',
    },
    {
      rule: 'are all of a family with a zero range',
      from: client,
      ...at('10.9.0.2'),
      ...setting('192.168.0.0/16', '0.0.0.0/0'),
      becomes: 'a* b*',
    },
    {
      rule: 'refuse elsewhere too in mode iptables when there is no endpoint',
      from: client,
      ...at('192.168.0.2'),
      ...setting('10.9.0.0/16'),
      endpoints: [],
      becomes: { iptables: 'reject', nftables: 'accept' },
    },
    {
      rule: 'drop elsewhere too in mode iptables when policy Local has no endpoint on the node',
      from: client,
      ...at('192.168.0.2'),
      ...setting('10.9.0.0/16'),
      spec: { externalTrafficPolicy: 'Local' },
      endpoints: [endpoint('b')],
      becomes: { iptables: 'drop', nftables: 'accept' },
    },
  ],

  loopback: [
    {
      rule: 'serves node ports in mode iptables',
      from: '127.0.0.1',
      ...at('127.0.0.1'),
      becomes: { iptables: 'a* b*', nftables: 'accept' },
    },
    {
      rule: 'serves node ports at every address of 127.0.0.0/8',
      from: '127.0.0.1',
      ...at('127.0.0.2'),
      becomes: { iptables: 'a* b*', nftables: 'accept' },
    },
    {
      rule: 'is the node itself: policy Local leads it to any endpoint',
      from: '127.0.0.1',
      ...at('127.0.0.1'),
      spec: { externalTrafficPolicy: 'Local' },
      becomes: { iptables: 'a* b*', nftables: 'accept' },
    },
    {
      rule: 'serves none with localhostNodePorts off',
      from: '127.0.0.1',
      ...at('127.0.0.1'),
      ...noLoopback,
      becomes: 'accept',
    },
    {
      rule: 'serves none when nodePortAddresses leave it out',
      from: '127.0.0.1',
      ...at('127.0.0.1'),
      ...setting('192.168.0.0/16'),
      becomes: 'accept',
    },
    {
      rule: 'serves them when nodePortAddresses name it',
      from: '127.0.0.1',
      ...at('127.0.0.1'),
      ...setting('127.0.0.0/8'),
      becomes: { iptables: 'a* b*', nftables: 'accept' },
    },
    {
      rule: 'serves none in mode nftables, whatever nodePortAddresses say',
      from: '127.0.0.1',
      ...at('127.0.0.1'),
      ...setting('0.0.0.0/0'),
      becomes: { iptables: 'a* b*', nftables: 'accept' },
    },
    { rule: 'never serves node ports in IPv6', from: '::1', ...at('::1'), ...ipv6, becomes: 'accept' },
    {
      rule: 'is closed to others in mode iptables as long as it may serve node ports',
      from: client,
      ...at('127.0.0.1'),
      port: 22,
      becomes: { iptables: 'drop', nftables: 'accept' },
    },
    { rule: 'is open to itself', from: '127.0.0.1', ...at('127.0.0.1'), port: 22, becomes: 'accept' },
    {
      rule: 'is nothing to the proxy with localhostNodePorts off',
      from: nodeA,
      ...at('127.0.0.1'),
      port: 22,
      ...noLoopback,
      becomes: 'accept',
    },
  ],
};
