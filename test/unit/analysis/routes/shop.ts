import { type Cluster, cloud, createCluster, type Platform } from '@kubehop/core';
import { ingress, type IngressSpec } from '../../../objects/ingress.js';
import { nginxController } from '../../../objects/nginx-controller.js';
import { service } from '../../../objects/service.js';
import { barePod } from '../../../objects/workload.js';

const pod = { containers: [{ name: 'main', image: 'app', ports: [{ containerPort: 8080 }] }] };

/** Services of the namespace `shop` on port 80, with a pod each that listens on port 8080. */
export function applications(...names: readonly string[]): readonly unknown[] {
  return names.flatMap((name) => [
    service(`shop/${name}`, { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] }),
    barePod(`shop/${name}`, { labels: { app: name }, pod }),
  ]);
}

/** ingress-nginx behind a load balancer. */
const controller = nginxController({
  type: 'LoadBalancer',
  ports: [
    { name: 'http', port: 80 },
    { name: 'https', port: 443 },
  ],
});

/** Ingresses of the namespace `shop`, by their names. */
export type Sites = Readonly<Record<string, IngressSpec>>;

/** The host `shop.test`, with its cart and everything else. */
export const shopSite: IngressSpec = { rules: { 'shop.test': ['Prefix /cart cart:80', 'Prefix / web:80'] } };

/** The applications `web` and `cart` behind ingress-nginx, and Ingresses: those of the shop unless told otherwise. */
export function shop(
  sites: Sites = { site: shopSite },
  {
    more = [],
    platform = cloud(),
  }: { readonly more?: readonly unknown[]; readonly platform?: Platform } = {},
): Cluster {
  const ingresses = Object.entries(sites).map(([name, spec]) =>
    ingress(`shop/${name}`, { className: 'nginx', ...spec }),
  );
  return createCluster([...controller, ...applications('web', 'cart'), ...ingresses, ...more], { platform });
}

/** Annotations of ingress-nginx. */
export function nginx(annotations: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(annotations).map(([name, value]) => [`nginx.ingress.kubernetes.io/${name}`, value]),
  );
}
