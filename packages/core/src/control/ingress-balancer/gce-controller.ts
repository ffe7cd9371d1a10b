import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { LoadBalancer, LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { LoadBalancerProvider } from '../../cluster/platform.js';
import type { Write } from '../../cluster/write.js';
import { gceAnswer, gceIdOf, hasGce } from '../../controller/gce.js';
import { isController } from '../../controller/controllers.js';
import type { Ingress } from '../../object/ingress.js';
import { keyOf, type ObjectKey } from '../../object/object.js';
import { isSameValue } from '../../object/same-value.js';
import type { Problem } from '../../problem/problem.js';
import { gceNotFollowed } from '../../provider/ingress-balancer/gce-not-followed.js';
import type { Controller } from '../controller.js';
import { freeAddress, proxyAddress } from '../load-balancer/balancer-address.js';
import { referenceTo } from '../notice/reference.js';
import { touched } from '../workload/owner-keys.js';
import { foreignAnnotations } from './foreign-annotations.js';
import { limitNotices, usedUpNotice } from './limit-notices.js';
import { notFollowedNotice } from './not-followed-notice.js';
import { refusedNotice } from './notices.js';

/**
 * Provisions a load balancer for each Ingress that Google Kubernetes Engine serves, and writes its address into the
 * status. Where an Ingress cannot be, its load balancer stays as it was; one that never could be has none.
 *
 * @see kubernetes/ingress-gce pkg/controller/controller.go, sync
 */
export const gceIngressController: Controller = {
  name: 'gce-ingress',
  // Each address is taken before the next one is looked for.
  serial: true,
  keysFor,
  reconcile(cluster, key) {
    const ingress = cluster.get('Ingress', key);
    const provider = cluster.platform.loadBalancers;
    const answer = ingress && gceAnswer(cluster, ingress);
    if (ingress === undefined || answer === undefined || provider === null) {
      return [...release(cluster, key), report(key, [])];
    }
    const notices = [
      ...gceNotFollowed(cluster, ingress).map(notFollowedNotice),
      ...foreignAnnotations(ingress, 'ingress.gcp.kubernetes.io/'),
    ];
    if (answer.kind === 'refused') {
      return [
        ...outdate(cluster, key, answer.message),
        report(key, [refusedNotice([ingress], answer), ...notices]),
      ];
    }
    const { plan } = answer;
    const made = provision(cluster, provider, ingress, plan);
    return made === undefined
      ? [...release(cluster, key), report(key, [usedUpNotice([ingress], provider, plan), ...notices])]
      : [...made, report(key, [...limitNotices(ingress, plan), ...notices])];
  },
};

/** Rules depend on the Ingress, the Services that it names, their settings and pods; who serves it, on classes and the pods of controllers. */
function* keysFor(change: ClusterChange, cluster: Cluster): Generator<ObjectKey> {
  if (!hasGce(cluster)) return;
  const namespaces = new Set<string>();
  let isForAll = false;
  for (const object of touched(change)) {
    switch (object.kind) {
      case 'Ingress':
        yield keyOf(object);
        break;
      case 'Pod':
        isForAll ||= isController(cluster, object);
        namespaces.add(object.metadata.namespace);
        break;
      case 'Service':
      case 'Secret':
      case 'BackendConfig':
      case 'FrontendConfig':
        namespaces.add(object.metadata.namespace);
        break;
      case 'IngressClass':
        isForAll = true;
        break;
      default:
    }
  }
  for (const ingress of cluster.list('Ingress')) {
    if (isForAll || namespaces.has(ingress.metadata.namespace)) yield keyOf(ingress);
  }
}

function provision(
  cluster: Cluster,
  provider: LoadBalancerProvider,
  ingress: Ingress,
  plan: LoadBalancerPlan,
): readonly Write[] | undefined {
  const key = keyOf(ingress);
  const id = gceIdOf(key);
  const existing = cluster.loadBalancer(id);
  const kept = existing?.scheme === plan.scheme ? existing.addresses[0] : undefined;
  const address =
    kept ??
    addressTold(cluster, ingress) ??
    freeAddress(cluster, provider, { id, seed: id, families: ['IPv4'] }, plan.scheme);
  if (address === undefined) return undefined;
  const proxyCIDR = plan.traits.sources?.at(-1) ?? provider.proxyCIDR;
  const from = proxyAddress({ ...provider, ...(proxyCIDR !== undefined && { proxyCIDR }) }, id);
  const wanted: LoadBalancer = {
    ...plan,
    id,
    owner: referenceTo(ingress),
    addresses: [address],
    ...(from === undefined ? {} : { proxyAddress: from }),
  };
  const told = [{ ip: address }];
  const isTold = isSameValue(ingress.status.loadBalancer.ingress, told);
  return [
    ...(isSameValue(existing, wanted) ? [] : [{ kind: 'provision', loadBalancer: wanted } as const]),
    ...(isTold
      ? []
      : [{ kind: 'put', object: { ...ingress, status: { loadBalancer: { ingress: told } } } } as const]),
  ];
}

/** The address that the status reports already, unless another holds it. */
function addressTold(cluster: Cluster, { status }: Ingress): string | undefined {
  const told = status.loadBalancer.ingress.flatMap(({ ip }) => ip ?? []);
  return told.find((ip) => cluster.loadBalancerByAddress(ip) === undefined);
}

/** What is there stays, and says why. */
function outdate(cluster: Cluster, key: ObjectKey, outdated: string): readonly Write[] {
  const existing = cluster.loadBalancer(gceIdOf(key));
  if (existing === undefined || existing.outdated === outdated) return [];
  return [{ kind: 'provision', loadBalancer: { ...existing, outdated } }];
}

function release(cluster: Cluster, key: ObjectKey): readonly Write[] {
  const id = gceIdOf(key);
  return cluster.loadBalancer(id)?.controller === 'gce-ingress' ? [{ kind: 'release', id }] : [];
}

function report(key: ObjectKey, problems: readonly Problem[]): Write {
  return { kind: 'report', controller: 'gce-ingress', key, problems };
}
