import { expect, test } from 'vitest';
import { renderResolvConf } from '../../../../packages/core/src/render/dns/render-resolv-conf.js';
import { dnsCluster } from '../../dns/dns-cluster.js';

const spec = (more: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { containers: [{ name: 'main', image: 'web:1' }], ...more },
});

test.each<[string, object, string]>([
  [
    'names of the cluster are searched for',
    {},
    'search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n',
  ],
  [
    'each name server has a line, options share one',
    {
      dnsPolicy: 'None',
      dnsConfig: {
        nameservers: ['192.0.2.1', '192.0.2.2'],
        options: [{ name: 'ndots', value: '2' }, { name: 'rotate' }],
      },
    },
    'nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions ndots:2 rotate\n',
  ],
])('%s', (_title, more, text) => {
  const cluster = dnsCluster([spec(more)], { clusterDNS: '10.96.0.10' });
  const pod = cluster.get('Pod', 'shop/web');
  expect(pod && renderResolvConf(cluster, pod)).toBe(text);
});
