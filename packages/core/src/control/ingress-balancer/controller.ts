import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { LoadBalancer, LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { LoadBalancerProvider } from '../../cluster/platform.js';
import type { Write } from '../../cluster/write.js';
import { albAnswer, albGroup, hasAlbController } from '../../controller/alb.js';
import type { Ingress } from '../../object/ingress.js';
import { isSameValue } from '../../object/same-value.js';
import type { Problem } from '../../problem/problem.js';
import { albIdOf } from '../../provider/ingress-balancer/alb-group.js';
import type { Controller } from '../controller.js';
import { balancerHostname, freeAddress, proxyAddress } from '../load-balancer/balancer-address.js';
import { referenceTo } from '../notice/reference.js';
import { touched } from '../workload/owner-keys.js';
import { annotationNotices, refusedNotice } from './notices.js';

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
    const group = albGroup(cluster, id);
    if (provider === null || group.length === 0) return [...release(cluster, id), report(id, [])];
    const answer = albAnswer(cluster, group);
    const notices = group.flatMap(annotationNotices);
    return answer.kind === 'refused'
      ? [...release(cluster, id), report(id, [refusedNotice(group, answer), ...notices])]
      : [...provision(cluster, provider, { id, group, plan: answer.plan }), report(id, notices)];
  },
};

/** Rules depend on the Ingresses and the Services that they name; who serves them, on classes and the pods of controllers. */
function* keysFor(change: ClusterChange, cluster: Cluster): Generator<string> {
  if (!hasAlbController(cluster)) return;
  for (const object of touched(change)) {
    switch (object.kind) {
      case 'Ingress':
        yield albIdOf(object);
        break;
      case 'Service':
        for (const ingress of cluster.list('Ingress', object.metadata.namespace)) yield albIdOf(ingress);
        break;
      case 'IngressClass':
      case 'Pod':
        for (const ingress of cluster.list('Ingress')) yield albIdOf(ingress);
        break;
      default:
    }
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
): readonly Write[] {
  const [owner] = group;
  const existing = cluster.loadBalancer(id);
  const kept = existing?.scheme === plan.scheme ? existing.addresses[0] : undefined;
  const address = kept ?? freeAddress(cluster, provider, { id, seed: id, families: ['IPv4'] }, plan.scheme);
  if (owner === undefined || address === undefined) return release(cluster, id);
  const isReplaced = existing !== undefined && existing.scheme !== plan.scheme;
  const told = isReplaced ? undefined : hostnameTold(group);
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
    ...group.flatMap((ingress) => withStatus(ingress, hostname)),
  ];
}

/** The name that a status reports already. */
function hostnameTold(group: readonly Ingress[]): string | undefined {
  const entries = group.flatMap(({ status }) => status.loadBalancer.ingress);
  return entries.find(({ hostname }) => hostname !== undefined)?.hostname;
}

function withStatus(ingress: Ingress, hostname: string | undefined): readonly Write[] {
  const entries = hostname === undefined ? [] : [{ hostname }];
  if (isSameValue(ingress.status.loadBalancer.ingress, entries)) return [];
  return [{ kind: 'put', object: { ...ingress, status: { loadBalancer: { ingress: entries } } } }];
}

function release(cluster: Cluster, id: string): readonly Write[] {
  return cluster.loadBalancer(id) === undefined ? [] : [{ kind: 'release', id }];
}

function report(key: string, problems: readonly Problem[]): Write {
  return { kind: 'report', controller: 'ingress-load-balancer', key, problems };
}
