import type { Cluster } from '../../../../packages/core/src/cluster/cluster.js';
import type { Platform } from '../../../../packages/core/src/cluster/platform.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { aws } from '../../../../packages/core/src/provider/aws.js';
import { azure } from '../../../../packages/core/src/provider/azure.js';
import { gcp } from '../../../../packages/core/src/provider/gcp.js';
import { hetzner } from '../../../../packages/core/src/provider/hetzner.js';
import { k3s } from '../../../../packages/core/src/provider/k3s.js';
import { metallb } from '../../../../packages/core/src/provider/metallb.js';
import { service, type ServiceSpecManifest } from '../../../objects/service.js';

/** Annotations of a Service. */
export type Annotations = Readonly<Record<string, string>>;

/** What annotations of AWS start with. */
export const elb = 'service.beta.kubernetes.io/aws-load-balancer-';

/** What annotations of Azure start with. */
export const az = 'service.beta.kubernetes.io/azure-';

/** What annotations of Hetzner Cloud start with. */
export const hz = 'load-balancer.hetzner.cloud/';

/** A certificate for a load balancer of AWS. */
export const certificate: Annotations = { [`${elb}ssl-cert`]: 'arn:aws:acm:us-east-1:1:certificate/x' };

/** The Service shop/web of type LoadBalancer with one port, on a platform. */
export function clusterOf(
  platform: Platform,
  annotations: Annotations,
  spec: ServiceSpecManifest = {},
): Cluster {
  return createCluster([manifestOf(annotations, spec)], { platform });
}

/** The Service shop/web of type LoadBalancer with one port. */
export function manifestOf(annotations: Annotations, spec: ServiceSpecManifest = {}): unknown {
  const ports = [{ name: 'http', port: 80, targetPort: 8080, nodePort: 30_080 }];
  const web = service('shop/web', { type: 'LoadBalancer', ports, ...spec });
  return { ...web, metadata: { ...web.metadata, annotations } };
}

/** Kinds of load balancers, each with its platform and the annotations by which a Service asks for it. */
export const products = {
  classic: [aws(), {}],
  nlb: [aws(), { [`${elb}type`]: 'nlb' }],
  controller: [aws(), { [`${elb}type`]: 'external' }],
  pods: [aws(), { [`${elb}type`]: 'external', [`${elb}nlb-target-type`]: 'ip' }],
  google: [gcp(), {}],
  azure: [azure(), {}],
  azureInside: [azure(), { [`${az}load-balancer-internal`]: 'true' }],
  hetzner: [hetzner(), {}],
  metallb: [metallb(), {}],
  k3s: [k3s(), {}],
} as const satisfies Readonly<Record<string, readonly [Platform, Annotations]>>;

/** A kind of load balancer. */
export type Product = keyof typeof products;
