import { hostOfHeader } from '../address/host-port.js';
import { splitTarget } from '../address/request-target.js';
import { effectiveTarget } from '../request/effective-target.js';
import type { HttpView } from '../request/packet.js';

/**
 * What rules of an Ingress compare where paths are compared as they are sent: the host in small letters without port,
 * empty without a Host, and the path without query. A target in absolute form names both.
 *
 * @example
 * hostAndPath({ ...http, host: 'Shop.example.com:80', target: '/cart?id=1' }); // host 'shop.example.com', path '/cart'
 */
export function hostAndPath(http: Pick<HttpView, 'host' | 'target'>): {
  readonly host: string;
  readonly path: string;
} {
  const { host, target } = effectiveTarget(http);
  return { host: host === null ? '' : hostOfHeader(host), path: splitTarget(target).path };
}
