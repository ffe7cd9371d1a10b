import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { LoadBalancer, LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { LoadBalancerProvider } from '../../cluster/platform.js';
import type { Write } from '../../cluster/write.js';
import { albAnswer, albGroup, albOf, hasAlbController, leftOutOf } from '../../controller/alb.js';
import { isController } from '../../controller/controllers.js';
import type { IngressClassParams } from '../../object/ingress-class-params.js';
import type { Ingress } from '../../object/ingress.js';
import { isSameValue } from '../../object/same-value.js';
import type { Problem } from '../../problem/problem.js';
import { albIdOf, albIdOfGroup } from '../../provider/ingress-balancer/alb-group.js';
import { namesService } from '../../provider/ingress-balancer/named-services.js';
import type { Controller } from '../controller.js';
import { balancerHostname, freeAddress, proxyAddress } from '../load-balancer/balancer-address.js';
import { referenceTo } from '../notice/reference.js';
import { touched } from '../workload/owner-keys.js';
import { paramsNotices } from './class-params-notices.js';
import { limitNotices, usedUpNotice } from './limit-notices.js';
import { annotationNotices, leftOutNotice, refusedNotice } from './notices.js';

/**
 * Provisions a load balancer for the Ingresses that a cloud serves itself, and writes its name into their status. Those
 * of one group share it; where one of them cannot be, none of the group is served.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller docs/how-it-works.md
 */
export const ingressLoadBalancerController: Controller = {
  name: 'ingress-load-balancer',
  // Each address is taken before the next one is looked for.
  serial: true,
  keysFor,
  reconcile(cluster, id) {
    const provider = cluster.platform.loadBalancers;
    if (provider === null) return [...release(cluster, id), report(id, [])];
    const group = albGroup(cluster, id);
    const leftOut = leftOutOf(cluster, id).map((ingress) => leftOutNotice(cluster, ingress));
    if (group.length === 0) return [...release(cluster, id), report(id, leftOut)];
    const answer = albAnswer(cluster, group);
    const notices = [...leftOut, ...paramsNotices(cluster, group), ...group.flatMap(annotationNotices)];
    if (answer.kind === 'refused') {
      return [...release(cluster, id), report(id, [refusedNotice(group, answer), ...notices])];
    }
    const { plan } = answer;
    const made = provision(cluster, provider, { id, group, plan });
    const limits = group.slice(0, 1).flatMap((first) => limitNotices(first, plan));
    return made === undefined
      ? [...release(cluster, id), report(id, [usedUpNotice(group, provider, plan), ...notices])]
      : [...made, report(id, [...limits, ...notices])];
  },
};

/**
 * Rules depend on the Ingresses and the Services that they name; who serves them, on classes, what these say, and the pods
 * of controllers. Endpoints and nodes change nothing here.
 */
function* keysFor(change: ClusterChange, cluster: Cluster): Generator<string> {
  if (!hasAlbController(cluster)) return;
  let isForAll = false;
  for (const object of touched(change)) {
    switch (object.kind) {
      case 'Ingress':
        yield albOf(cluster, object);
        break;
      case 'Service': {
        const { namespace, name } = object.metadata;
        for (const ingress of cluster.list('Ingress', namespace)) {
          if (namesService(ingress, name)) yield albOf(cluster, ingress);
        }
        break;
      }
      case 'IngressClass':
        isForAll = true;
        yield* groupOf(cluster.get('IngressClassParams', object.spec.parameters?.name ?? ''));
        break;
      case 'IngressClassParams':
        isForAll = true;
        yield* groupOf(object);
        break;
      case 'Namespace':
        isForAll = true;
        break;
      case 'Pod':
        isForAll ||= isController(cluster, object);
        break;
      default:
    }
  }
  if (isForAll) yield* allIds(cluster);
}

/** The ALB of the group that parameters name: Ingresses may have been on it. */
function* groupOf(params: IngressClassParams | undefined): Generator<string> {
  const name = params?.spec.group;
  if (name !== undefined) yield albIdOfGroup(name);
}

/** What is there, and what may come to be. */
function* allIds(cluster: Cluster): Generator<string> {
  for (const { id } of cluster.infrastructure) if (id.startsWith('ingress')) yield id;
  for (const ingress of cluster.list('Ingress')) {
    yield albIdOf(ingress);
    yield albOf(cluster, ingress);
  }
}

interface Provisioned {
  readonly id: string;
  readonly group: readonly Ingress[];
  readonly plan: LoadBalancerPlan;
}

function provision(
  cluster: Cluster,
  provider: LoadBalancerProvider,
  { id, group, plan }: Provisioned,
): readonly Write[] | undefined {
  const [owner] = group;
  const existing = cluster.loadBalancer(id);
  const kept = existing?.scheme === plan.scheme ? existing.addresses[0] : undefined;
  const address = kept ?? freeAddress(cluster, provider, { id, seed: id, families: ['IPv4'] }, plan.scheme);
  if (owner === undefined || address === undefined) return undefined;
  const isReplaced = existing !== undefined && existing.scheme !== plan.scheme;
  const told = isReplaced ? undefined : hostnameTold(cluster, id, group);
  const name = `${plan.scheme === 'internal' ? 'internal-' : ''}k8s-${id.slice(id.indexOf('/') + 1)}`;
  const hostname = told ?? balancerHostname(name.replaceAll('/', '-'), id, provider);
  const from = proxyAddress(provider, id);
  const wanted: LoadBalancer = {
    ...plan,
    id,
    owner: referenceTo(owner),
    addresses: [address],
    ...(hostname === undefined ? {} : { hostname }),
    ...(from === undefined ? {} : { proxyAddress: from }),
  };
  return [
    ...(isSameValue(existing, wanted) ? [] : [{ kind: 'provision', loadBalancer: wanted } as const]),
    ...strangers(cluster, existing?.hostname, group),
    ...group.flatMap((ingress) => withStatus(ingress, hostname)),
  ];
}

/** The name that a status reports already, unless it is that of the load balancer on which an Ingress was before. */
function hostnameTold(cluster: Cluster, id: string, group: readonly Ingress[]): string | undefined {
  const entries = group.flatMap(({ status }) => status.loadBalancer.ingress);
  return entries
    .flatMap(({ hostname }) => hostname ?? [])
    .find((hostname) => (cluster.loadBalancerByHostname(hostname)?.id ?? id) === id);
}

function withStatus(ingress: Ingress, hostname: string | undefined): readonly Write[] {
  const entries = hostname === undefined ? [] : [{ hostname }];
  if (isSameValue(ingress.status.loadBalancer.ingress, entries)) return [];
  return [{ kind: 'put', object: { ...ingress, status: { loadBalancer: { ingress: entries } } } }];
}

/** A load balancer that goes takes its name out of the status of the Ingresses. */
function release(cluster: Cluster, id: string): readonly Write[] {
  const gone = cluster.loadBalancer(id);
  return gone === undefined ? [] : [{ kind: 'release', id }, ...strangers(cluster, gone.hostname, [])];
}

/** Ingresses with the name of a load balancer that they are not on any more lose it. */
function strangers(
  cluster: Cluster,
  hostname: string | undefined,
  group: readonly Ingress[],
): readonly Write[] {
  if (hostname === undefined) return [];
  return cluster
    .list('Ingress')
    .filter(
      (ingress) =>
        !group.includes(ingress) &&
        ingress.status.loadBalancer.ingress.some((entry) => entry.hostname === hostname),
    )
    .flatMap((ingress) => withStatus(ingress, undefined));
}

function report(key: string, problems: readonly Problem[]): Write {
  return { kind: 'report', controller: 'ingress-load-balancer', key, problems };
}
