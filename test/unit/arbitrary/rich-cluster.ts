import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { ingress } from '../../objects/ingress.js';
import { nginxController } from '../../objects/nginx-controller.js';
import { service } from '../../objects/service.js';
import { deployment, statefulSet } from '../../objects/workload.js';

/** A cluster that has something of everything that requests can be sent to. */
export const richCluster: Cluster = createCluster(
  [
    ...nginxController(),
    deployment('shop/web', { replicas: 2 }),
    service('shop/web', {
      type: 'LoadBalancer',
      clusterIP: '10.96.0.80',
      externalIPs: ['198.18.0.80'],
      externalTrafficPolicy: 'Local',
      loadBalancerSourceRanges: ['203.0.113.0/28'],
      selector: { app: 'web' },
      ports: [
        { name: 'http', port: 80, nodePort: 30080 },
        { name: 'dns', port: 53, protocol: 'UDP', nodePort: 30053 },
      ],
    }),
    statefulSet('shop/db', {
      pod: { containers: [{ name: 'db', image: 'db', ports: [{ containerPort: 5432 }] }] },
    }),
    service('shop/db', { clusterIP: 'None', selector: { app: 'db' }, ports: [{ port: 5432 }] }),
    ingress('shop/site', {
      className: 'nginx',
      rules: { 'shop.example.com': ['Prefix /cart web:80', 'Prefix / web:80'] },
    }),
  ],
  { platform: cloud({ nodes: 2 }) },
);
