import type { Cluster } from '../../../../packages/core/src/cluster/cluster.js';
import { conditions, endpointSlice, type EndpointManifest } from '../../../objects/endpoint-slice.js';
import { node } from '../../../objects/node.js';
import { proxiedCluster, type ProxiedPlatform } from '../../../objects/proxied-cluster.js';
import {
  service,
  type LoadBalancerIngressManifest,
  type ServiceSpecManifest,
} from '../../../objects/service.js';

/** An endpoint on node-a. */
export const here: EndpointManifest = { addresses: ['10.244.1.5'], nodeName: 'node-a' };
/** An endpoint on node-b. */
export const there: EndpointManifest = { addresses: ['10.244.2.5'], nodeName: 'node-b' };
/** An endpoint on node-b that is not ready. */
export const notReady: EndpointManifest = {
  addresses: ['10.244.2.6'],
  nodeName: 'node-b',
  conditions: conditions.notReady,
};

/** What may be said of the Service shop/web and the cluster around it. */
export interface WebService {
  readonly spec?: ServiceSpecManifest;
  readonly ingress?: readonly LoadBalancerIngressManifest[];
  readonly endpoints?: readonly EndpointManifest[];
  readonly platform?: ProxiedPlatform;
}

/** A cluster with the Service shop/web: one TCP port http on 172.30.0.41:80, an endpoint on each of two nodes. */
export function webService({ spec, ingress, endpoints = [here, there], platform }: WebService = {}): Cluster {
  return proxiedCluster(
    [
      node('node-a', ['192.168.0.2', '10.9.0.2'], { podCIDRs: ['10.244.1.0/24'] }),
      node('node-b', ['192.168.0.3'], { podCIDRs: ['10.244.2.0/24'] }),
      service(
        'shop/web',
        { clusterIP: '172.30.0.41', ports: [{ name: 'http', port: 80 }], ...spec },
        ingress === undefined ? {} : { ingress },
      ),
      endpointSlice('shop/web', endpoints, { ports: [{ name: 'http', port: 8080 }] }),
    ],
    platform,
  );
}
