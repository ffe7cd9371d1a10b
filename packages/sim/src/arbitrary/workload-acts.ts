import * as fc from 'fast-check';
import type { Cluster } from '@kubehop/core';
import type { Act, WorkloadName } from '../act/act.js';
import { onceIn, oneOf, type Plan } from './plan.js';

/** New pods: `kubectl rollout restart`, or another image. */
export function rollout(cluster: Cluster): readonly fc.Arbitrary<Plan>[] {
  return oneOf(workloadsOf(cluster)).map((workload) =>
    fc.tuple(workload, fc.constantFrom(undefined, 1, 2)).map(([name, version]) => {
      const image = version === undefined ? undefined : `${name.name}:${version}`;
      return acting(`roll out ${titleOf(name)}${image === undefined ? '' : ` with ${image}`}`, name, {
        act: 'rollout',
        workload: name,
        ...(image === undefined ? {} : { image }),
      });
    }),
  );
}

/** Another number of replicas. */
export function scale(cluster: Cluster): readonly fc.Arbitrary<Plan>[] {
  return oneOf(workloadsOf(cluster).filter(({ kind }) => kind !== 'DaemonSet')).map((workload) =>
    fc
      .tuple(workload, fc.nat({ max: 4 }), fc.constantFrom(true, true, false))
      .map(([name, replicas, isUsers]) =>
        isUsers
          ? acting(`scale ${titleOf(name)} to ${replicas}`, name, { act: 'scale', workload: name, replicas })
          : acting(`an autoscaler wants ${replicas} of ${titleOf(name)}`, name, {
              act: 'wish',
              workload: name,
              replicas,
            }),
      ),
  );
}

/** The workloads of users. */
function workloadsOf(cluster: Cluster): readonly WorkloadName[] {
  return (['Deployment', 'StatefulSet', 'DaemonSet'] as const).flatMap((kind) =>
    cluster
      .list(kind)
      .filter(({ metadata }) => metadata.namespace !== 'kube-system')
      .map(({ metadata: { namespace, name } }) => ({ kind, namespace, name })),
  );
}

/** A workload as titles name it. */
function titleOf({ kind, namespace, name }: WorkloadName): string {
  return `${kind} ${namespace}/${name}`;
}

/** An act on a workload, as long as it is there. */
function acting(title: string, { kind, namespace, name }: WorkloadName, act: Act): Plan {
  return onceIn(title, (cluster) =>
    cluster.get(kind, `${namespace}/${name}`) === undefined ? undefined : act,
  );
}
