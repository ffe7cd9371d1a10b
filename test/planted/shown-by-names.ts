import { cloud } from '../../packages/core/src/provider/cloud.js';
import { pod as inPod } from '../../packages/core/src/request/origin.js';
import { pod } from '../objects/pod.js';
import { service } from '../objects/service.js';
import { barePod } from '../objects/workload.js';
import type { Shown } from './shown.js';

const ports = [{ containerPort: 8080 }];
const web = pod('shop/web', { app: 'web' }, { address: '10.244.0.5', nodeName: 'node-1', ports });
const unready = pod(
  'shop/slow',
  { app: 'web' },
  { address: '10.244.0.6', nodeName: 'node-1', ports, ready: false },
);
const client = barePod('shop/client');

/** A name outside of the cluster, that is also that of a Service `example` in the namespace `com`. */
const outside = cloud({ dns: { records: [{ name: 'example.com', type: 'A', data: '198.51.100.200' }] } });

/** Bugs of DNS. */
export const shownByNames: Readonly<Record<string, Shown>> = {
  'a name needs one dot more than ndots says to be asked for as it is': {
    objects: [
      service('com/example', { ports: [{ port: 80 }] }),
      { ...client, spec: { ...client.spec, dnsConfig: { options: [{ name: 'ndots', value: '1' }] } } },
    ],
    platform: outside,
    from: inPod('shop', 'client'),
  },
  'the search list is gone through from its end': {
    objects: [
      // web.api: a pod by its name below that of its Service, and a Service in another namespace.
      service('shop/api', { clusterIP: 'None', selector: { app: 'api' }, ports: [{ port: 80 }] }),
      barePod('shop/one', { labels: { app: 'api' }, pod: { hostname: 'web', subdomain: 'api' } }),
      service('api/web', { ports: [{ port: 80 }] }),
      client,
    ],
    from: inPod('shop', 'client'),
  },
  'an ExternalName Service is answered with an address': {
    objects: [service('shop/out', { type: 'ExternalName', externalName: 'example.com' }), client],
    platform: outside,
    from: inPod('shop', 'client'),
  },
  'a headless Service is answered with pods that are not ready': {
    objects: [
      service('shop/web', { clusterIP: 'None', selector: { app: 'web' }, ports: [{ port: 8080 }] }),
      web,
      unready,
      client,
    ],
    from: inPod('shop', 'client'),
  },
};
