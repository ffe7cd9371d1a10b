import { address, endpoint, type Flow, source } from './flow.js';

const { client, nodeA, nodeB, podOnNodeA, podOnNodeB } = source;
const onlyOnB = [endpoint('b')];
const none: Flow['endpoints'] = [];
const internalLocal = { internalTrafficPolicy: 'Local' } as const;
const externalLocal = { externalTrafficPolicy: 'Local' } as const;
const toClusterIP = { to: address.clusterIP };
const toNodePort = { to: address.nodeA, port: 30080 };
const toLoadBalancer = { to: address.loadBalancer };
const toExternalIP = { to: address.externalIP };
const proxy = (settings: NonNullable<Flow['platform']>['proxy']): Pick<Flow, 'platform'> => ({
  platform: { proxy: settings ?? {} },
});
const ranges = (...loadBalancerSourceRanges: readonly string[]): Pick<Flow, 'spec'> => ({
  spec: { loadBalancerSourceRanges },
});

/** What the service proxy does, subject by subject. */
export const flows: Readonly<Record<string, readonly Flow[]>> = {
  'a cluster IP': [
    {
      rule: 'leads a pod to any endpoint and keeps its source',
      from: podOnNodeA,
      ...toClusterIP,
      becomes: 'a b',
    },
    { rule: 'masquerades a client from outside', from: client, ...toClusterIP, becomes: 'a* b*' },
    { rule: 'masquerades the node itself', from: nodeA, ...toClusterIP, becomes: 'a* b*' },
    {
      rule: 'refuses when there is no endpoint',
      from: podOnNodeA,
      ...toClusterIP,
      endpoints: none,
      becomes: 'reject',
    },
    {
      rule: 'refuses the node itself too when there is no endpoint',
      from: nodeA,
      ...toClusterIP,
      endpoints: none,
      becomes: 'reject',
    },
    {
      rule: 'refuses when no endpoint is ready or serves while it terminates',
      from: podOnNodeA,
      ...toClusterIP,
      endpoints: [endpoint('a', 'notReady'), endpoint('b', 'gone')],
      becomes: 'reject',
    },
    {
      rule: 'leads to a terminating endpoint when nothing better is there',
      from: podOnNodeA,
      ...toClusterIP,
      endpoints: [endpoint('a', 'terminating'), endpoint('b', 'notReady')],
      becomes: 'a',
    },
    {
      rule: 'with internalTrafficPolicy Local leads to endpoints on the node',
      from: podOnNodeA,
      ...toClusterIP,
      spec: internalLocal,
      becomes: 'a',
    },
    {
      rule: 'with internalTrafficPolicy Local drops when endpoints are elsewhere only',
      from: podOnNodeA,
      ...toClusterIP,
      spec: internalLocal,
      endpoints: onlyOnB,
      becomes: 'drop',
    },
    {
      rule: 'with internalTrafficPolicy Local refuses when there is no endpoint anywhere',
      from: podOnNodeA,
      ...toClusterIP,
      spec: internalLocal,
      endpoints: none,
      becomes: 'reject',
    },
    {
      rule: 'does not care about externalTrafficPolicy',
      from: podOnNodeA,
      ...toClusterIP,
      spec: externalLocal,
      endpoints: onlyOnB,
      becomes: 'b',
    },
    {
      rule: 'does not care about source ranges',
      from: client,
      ...toClusterIP,
      ...ranges('192.0.2.0/24'),
      becomes: 'a* b*',
    },
  ],

  'a cluster IP asked for something else': [
    {
      rule: 'is no service traffic in mode iptables and is refused in mode nftables: another port',
      from: podOnNodeA,
      ...toClusterIP,
      port: 81,
      becomes: { iptables: 'accept', nftables: 'reject' },
    },
    {
      rule: 'is no service traffic in mode iptables and is refused in mode nftables: another protocol',
      from: podOnNodeA,
      ...toClusterIP,
      protocol: 'UDP',
      becomes: { iptables: 'accept', nftables: 'reject' },
    },
    {
      rule: 'does not serve the node port',
      from: podOnNodeA,
      ...toClusterIP,
      port: 30080,
      becomes: { iptables: 'accept', nftables: 'reject' },
    },
    {
      rule: 'is dropped in mode nftables when no Service has the address',
      from: podOnNodeA,
      to: '172.30.0.99',
      becomes: { iptables: 'accept', nftables: 'drop' },
    },
    {
      rule: 'is no service traffic when the service ranges are not known and no Service has the address',
      from: podOnNodeA,
      to: '172.30.0.99',
      platform: { serviceCIDRs: [] },
      becomes: 'accept',
    },
    {
      rule: 'is no service traffic on a pod address',
      from: podOnNodeA,
      to: '10.244.2.5',
      port: 8080,
      becomes: 'accept',
    },
    {
      rule: 'is no service traffic on another port of a load balancer',
      from: client,
      ...toLoadBalancer,
      port: 81,
      becomes: 'accept',
    },
  ],

  'a node port': [
    { rule: 'leads a client to any endpoint, masqueraded', from: client, ...toNodePort, becomes: 'a* b*' },
    { rule: 'masquerades pods too', from: podOnNodeA, ...toNodePort, becomes: 'a* b*' },
    {
      rule: 'refuses when there is no endpoint',
      from: client,
      ...toNodePort,
      endpoints: none,
      becomes: 'reject',
    },
    {
      rule: 'refuses the node itself when there is no endpoint',
      from: nodeA,
      ...toNodePort,
      endpoints: none,
      becomes: 'reject',
    },
    {
      rule: 'does not care about source ranges',
      from: client,
      ...toNodePort,
      ...ranges('192.0.2.0/24'),
      becomes: 'a* b*',
    },
    {
      rule: 'does not care about internalTrafficPolicy',
      from: client,
      ...toNodePort,
      spec: internalLocal,
      endpoints: onlyOnB,
      becomes: 'b*',
    },
    {
      rule: 'is not served at the address of another node',
      from: client,
      to: nodeB,
      port: 30080,
      becomes: 'accept',
    },
    {
      rule: 'is nothing to another protocol',
      from: client,
      ...toNodePort,
      protocol: 'UDP',
      becomes: 'accept',
    },
    {
      rule: 'is closed where nothing has the number',
      from: client,
      to: address.nodeA,
      port: 30081,
      becomes: 'accept',
    },
    {
      rule: 'gives way to a service address that is an address of the node too',
      from: client,
      to: address.nodeA,
      port: 80,
      spec: { externalIPs: [address.nodeA], ports: [{ port: 80, nodePort: 80 }], ...externalLocal },
      becomes: 'a',
    },
  ],

  'a load balancer address': [
    {
      rule: 'leads a client to any endpoint, masqueraded',
      from: client,
      ...toLoadBalancer,
      becomes: 'a* b*',
    },
    { rule: 'masquerades pods too', from: podOnNodeA, ...toLoadBalancer, becomes: 'a* b*' },
    {
      rule: 'refuses when there is no endpoint',
      from: client,
      ...toLoadBalancer,
      endpoints: none,
      becomes: 'reject',
    },
    {
      rule: 'in mode iptables is not refused to the node itself, whose packet leaves as it is',
      from: nodeA,
      ...toLoadBalancer,
      endpoints: none,
      becomes: { iptables: 'accept', nftables: 'reject' },
    },
    {
      rule: 'is refused to the node itself where the node holds the address',
      from: nodeA,
      ...toLoadBalancer,
      interfaces: ['192.168.0.2', address.loadBalancer, '127.0.0.1'],
      endpoints: none,
      becomes: 'reject',
    },
    {
      rule: 'with ipMode Proxy is left to the load balancer',
      from: podOnNodeA,
      ...toLoadBalancer,
      ingress: [{ ip: address.loadBalancer, ipMode: 'Proxy' }],
      becomes: 'accept',
    },
  ],

  'an external IP': [
    { rule: 'leads a client to any endpoint, masqueraded', from: client, ...toExternalIP, becomes: 'a* b*' },
    { rule: 'leads the node itself to any endpoint', from: nodeA, ...toExternalIP, becomes: 'a* b*' },
    {
      rule: 'refuses when there is no endpoint',
      from: client,
      ...toExternalIP,
      endpoints: none,
      becomes: 'reject',
    },
    {
      rule: 'does not care about source ranges',
      from: client,
      ...toExternalIP,
      ...ranges('192.0.2.0/24'),
      becomes: 'a* b*',
    },
    {
      rule: 'that is a load balancer address too lets in whom the source ranges keep out, in mode iptables only',
      from: client,
      ...toExternalIP,
      ingress: [{ ip: address.externalIP }],
      ...ranges('192.0.2.0/24'),
      becomes: { iptables: 'a* b*', nftables: 'drop' },
    },
  ],

  'externalTrafficPolicy Local': [toNodePort, toLoadBalancer, toExternalIP].flatMap((to): Flow[] => {
    const at = { ...to, spec: externalLocal };
    const via = `at ${to.to}`;
    return [
      {
        rule: `leads a client to endpoints on the node and keeps its source, ${via}`,
        from: client,
        ...at,
        becomes: 'a',
      },
      { rule: `takes another node for a client, ${via}`, from: nodeB, ...at, becomes: 'a' },
      {
        rule: `leads pods to any endpoint and keeps their source, ${via}`,
        from: podOnNodeA,
        ...at,
        becomes: 'a b',
      },
      { rule: `leads pods of other nodes to any endpoint, ${via}`, from: podOnNodeB, ...at, becomes: 'a b' },
      {
        rule: `leads the node itself to any endpoint, masqueraded, ${via}`,
        from: nodeA,
        ...at,
        becomes: 'a* b*',
      },
      {
        rule: `drops a client without an endpoint on the node, ${via}`,
        from: client,
        ...at,
        endpoints: onlyOnB,
        becomes: 'drop',
      },
      {
        rule: `leads pods on without an endpoint on the node, ${via}`,
        from: podOnNodeA,
        ...at,
        endpoints: onlyOnB,
        becomes: 'b',
      },
      {
        rule: `leads the node on without an endpoint of its own, ${via}`,
        from: nodeA,
        ...at,
        endpoints: onlyOnB,
        becomes: 'b*',
      },
      {
        rule: `refuses without any endpoint, ${via}`,
        from: client,
        ...at,
        endpoints: none,
        becomes: 'reject',
      },
      {
        rule: `leads a client to a terminating endpoint on the node although one is ready elsewhere, ${via}`,
        from: client,
        ...at,
        endpoints: [endpoint('a', 'terminating'), endpoint('b')],
        becomes: 'a',
      },
      {
        rule: `does not tell pods from clients without a way to tell them, ${via}`,
        from: podOnNodeA,
        ...at,
        ...proxy({ detectLocal: 'none' }),
        becomes: 'a',
      },
      {
        rule: `still knows the node itself without a way to tell pods, ${via}`,
        from: nodeA,
        ...at,
        ...proxy({ detectLocal: 'none' }),
        becomes: 'a* b*',
      },
    ];
  }),

  'externalTrafficPolicy Local before 1.33, on a node without endpoint': [
    {
      rule: 'in mode nftables drops pods at a load balancer address',
      from: podOnNodeA,
      ...toLoadBalancer,
      spec: externalLocal,
      endpoints: onlyOnB,
      platform: { kubernetesMinor: 32 },
      becomes: { iptables: 'b', nftables: 'drop' },
    },
    {
      rule: 'in mode nftables drops the node itself at an external IP',
      from: nodeA,
      ...toExternalIP,
      spec: externalLocal,
      endpoints: onlyOnB,
      platform: { kubernetesMinor: 32 },
      becomes: { iptables: 'b*', nftables: 'drop' },
    },
    {
      rule: 'leads pods on at a node port',
      from: podOnNodeA,
      ...toNodePort,
      spec: externalLocal,
      endpoints: onlyOnB,
      platform: { kubernetesMinor: 32 },
      becomes: 'b',
    },
  ],
};
