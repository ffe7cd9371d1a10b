import type { Cluster } from '../../cluster/cluster.js';
import type { ProvisionedPart } from '../../cluster/infrastructure.js';
import type { Platform } from '../../cluster/platform.js';
import { createCluster } from '../../control/create-cluster.js';
import { totalCost } from '../cost.js';
import { exposures, type ExposureOptions } from '../exposures.js';
import { type CompleteApplication, completed, type WebApplication } from './application.js';
import { breakagesOf } from './breakages.js';
import { entriesOf } from './entries.js';
import { featuresOf } from './features.js';
import { manifestsOf } from './manifests.js';
import { alwaysAnswers, observe } from './observed.js';
import type { WayIn, WayInKind, WaysIn } from './way-in.js';

/**
 * The same application exposed in every way that a platform has: hostNetwork, NodePort, a LoadBalancer for each site, an
 * Ingress controller behind one, on AWS an NLB for each site and one ALB, on Google
 * Cloud a GCE Ingress for each site. Each is really built and traced: how many
 * hops, whose address a pod sees and who put it there, what a proxy on the way can do, what breaks with a node, with a
 * controller, with a load balancer, what is provisioned and what that costs.
 *
 * Breakages are those that remain once endpoints and health checks have noticed and before anything is replaced.
 * @throws {RangeError} without a site, with one that is no host name, or with a number that cannot be
 * @public
 * @example
 * waysInText(compareWaysIn({ sites: ['shop.example.com'] }, aws()));
 */
export function compareWaysIn(
  application: WebApplication,
  platform: Platform,
  options: ExposureOptions = {},
): WaysIn {
  const complete = completed(application, nodesOf(platform));
  return {
    platform: platform.name,
    sites: application.sites,
    replicas: complete.replicas,
    externalTrafficPolicy: complete.externalTrafficPolicy,
    from: platform.defaultOrigin,
    ways: kindsOn(platform).map((kind) => wayIn(kind, complete, platform, options)),
  };
}

/** The nodes that the platform is made up with, but for those that take no pods. */
function nodesOf(platform: Platform): readonly string[] {
  return createCluster([], { platform })
    .list('Node')
    .filter(
      ({ spec }) => !spec.unschedulable && spec.taints.every(({ effect }) => effect === 'PreferNoSchedule'),
    )
    .map(({ metadata: { name } }) => name);
}

/** What every platform is asked for, and what the controllers of some clouds have besides. */
function kindsOn({ loadBalancers }: Platform): readonly WayInKind[] {
  const controllers = loadBalancers?.controllers.map(({ name }) => name) ?? [];
  const isAws = controllers.includes('aws-load-balancer-controller');
  return [
    'host-network',
    'node-port',
    'load-balancer',
    ...(isAws ? (['nlb'] as const) : []),
    'ingress-nginx',
    ...(isAws ? (['alb'] as const) : []),
    ...(controllers.includes('gce-ingress') ? (['gce-ingress'] as const) : []),
  ];
}

function wayIn(
  kind: WayInKind,
  application: CompleteApplication,
  platform: Platform,
  options: ExposureOptions,
): WayIn {
  const cluster = createCluster(manifestsOf(kind, application), { platform });
  const entries = entriesOf(cluster, kind, application);
  const answering = entries.filter((entry) => alwaysAnswers(cluster, entry));
  // Node ports that a LoadBalancer Service has besides are not the way in that is looked at.
  const found = exposures(cluster, options).filter(
    (exposure) => kind === 'node-port' || exposure.kind !== 'node-port',
  );
  return {
    kind,
    name: nameOf(kind, cluster),
    ports: [...new Set(entries.map(({ port }) => `${port}/TCP`))],
    addresses: new Set(entries.map(({ address }) => address)).size,
    entries: { total: entries.length, answering: answering.length },
    ...observe(cluster, entries),
    features: featuresOf(kind, cluster),
    breakages: breakagesOf(cluster, answering),
    parts: summed(found.flatMap(({ parts }) => parts)),
    cost: totalCost(found.map(({ cost }) => cost)),
  };
}

function nameOf(kind: WayInKind, { infrastructure: [balancer] }: Cluster): string {
  const product = balancer === undefined ? 'pending' : balancer.product;
  switch (kind) {
    case 'host-network':
      return 'hostNetwork';
    case 'node-port':
      return 'NodePort';
    case 'load-balancer':
    case 'nlb':
      return `LoadBalancer (${product})`;
    case 'ingress-nginx':
      return `ingress-nginx (${product})`;
    case 'alb':
      return 'ALB';
    case 'gce-ingress':
      return 'GCE Ingress';
    default:
      return kind satisfies never;
  }
}

function summed(parts: readonly ProvisionedPart[]): readonly ProvisionedPart[] {
  const counts = new Map<string, number>();
  for (const { type, count } of parts) counts.set(type, (counts.get(type) ?? 0) + count);
  return [...counts].map(([type, count]) => ({ type, count }));
}
