import * as fc from 'fast-check';
import type { Cluster } from '@kubehop/core';
import { keyOf } from '@kubehop/core/engine';
import { faultText, type Fault, type LinkEnd } from '../fault/fault.js';
import { lasting, once, oneOf, type Plan } from './plan.js';

/** A pod, DNS, a load balancer or a link that fails and comes back. */
export function outage(cluster: Cluster): readonly fc.Arbitrary<Plan>[] {
  const nodes: readonly LinkEnd[] = cluster.list('Node').map(({ metadata }) => ({ node: metadata.name }));
  const outside: readonly LinkEnd[] = [{ outside: 'internet' }, { outside: 'network' }];
  const links = nodes.flatMap((one, index) =>
    [...nodes.slice(index + 1), ...outside].map((other): Fault => ({ link: [one, other] })),
  );
  const faults: readonly Fault[] = [
    ...cluster.list('Pod').map((pod) => ({ pod: keyOf(pod) })),
    { dns: 'all' },
    ...cluster.infrastructure.map(({ id }) => ({ loadBalancer: id })),
    ...links,
  ];
  return oneOf(faults).map((fault) =>
    fc.tuple(fault, lasting).map(([given, time]) => [
      { after: 0, title: `${faultText(given)} fails`, of: (now) => acting(now, given, 'fail') },
      { after: time, title: `${faultText(given)} recovers`, of: (now) => acting(now, given, 'recover') },
    ]),
  );
}

/** The leader of the control plane is gone; another instance takes over by itself. */
export function leader(): readonly fc.Arbitrary<Plan>[] {
  return [
    fc.constant(
      once('the leader of the control plane fails', { act: 'fail', fault: { controlPlane: 'leader' } }),
    ),
  ];
}

/** What is gone for good needs not come back. */
function acting(cluster: Cluster, fault: Fault, act: 'fail' | 'recover') {
  const isGone =
    ('pod' in fault && cluster.get('Pod', fault.pod) === undefined) ||
    ('loadBalancer' in fault && cluster.loadBalancer(fault.loadBalancer) === undefined);
  return isGone ? undefined : ({ act, fault } as const);
}
