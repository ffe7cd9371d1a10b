import * as fc from 'fast-check';
import type { Cluster, ObjectReference, Pod } from '@kubehop/core';
import { controllerOf, keyOf } from '@kubehop/core/engine';
import type { Act } from '../act/act.js';
import type { Behaviour } from '../kubelet/behaviour.js';
import { once, onceIn, oneOf, type Plan } from './plan.js';

/** A pod that is deleted, and one that goes without waiting for its processes. */
export function removal(cluster: Cluster): readonly fc.Arbitrary<Plan>[] {
  return podsOf(cluster).map((pods) =>
    fc.tuple(pods, fc.constantFrom(false, false, true)).map(([pod, force]) =>
      onceIn(`${force ? 'force-delete' : 'delete'} ${pod.title}`, (now) =>
        withPod(now, pod, (found) => ({
          act: 'delete',
          objects: [referenceTo(found)],
          ...(force ? { force: true } : {}),
        })),
      ),
    ),
  );
}

/** A process that ends. */
export function crash(cluster: Cluster): readonly fc.Arbitrary<Plan>[] {
  return podsOf(cluster).map((pods) =>
    fc
      .tuple(pods, fc.constantFrom(1, 0))
      .map(([pod, code]) =>
        onceIn(`crash ${pod.title} with code ${code}`, (now) =>
          withPod(now, pod, (found) =>
            isPlaced(now, found) ? { act: 'crash', pod: keyOf(found), code } : undefined,
          ),
        ),
      ),
  );
}

/** A condition that somebody sets. */
export function condition(cluster: Cluster): readonly fc.Arbitrary<Plan>[] {
  return podsOf(cluster).map((pods) =>
    fc.tuple(pods, fc.constantFrom('True' as const, 'False' as const)).map(([pod, status]) =>
      onceIn(`set condition example.com/gate of ${pod.title} to ${status}`, (now) =>
        withPod(now, pod, (found) => ({
          act: 'set-condition',
          pod: keyOf(found),
          type: 'example.com/gate',
          status,
        })),
      ),
    ),
  );
}

/** What processes do from now on. */
export function behave(cluster: Cluster): readonly fc.Arbitrary<Plan>[] {
  const images = new Set(
    usersPods(cluster).flatMap(({ spec }) => spec.containers.map(({ image }) => image ?? '')),
  );
  return oneOf([...images].filter((image) => image !== '')).map((image) =>
    fc.tuple(image, behaviourArbitrary).map(([name, does]) =>
      once(`${name} does ${JSON.stringify(does)}`, {
        act: 'behave',
        behaviour: { image: name, does },
      }),
    ),
  );
}

/** What a process may do; it ends well in the end. */
export const behaviourArbitrary: fc.Arbitrary<Partial<Behaviour>> = fc.oneof(
  fc.nat({ max: 20_000 }).map((startup) => ({ startup })),
  fc.nat({ max: 3_000 }).map((latency) => ({ latency })),
  fc
    .tuple(fc.constantFrom('exit', 'finish', 'serve', 'ignore'), fc.nat({ max: 40_000 }))
    .map(([onSigterm, shutdown]) => ({ onSigterm, shutdown })),
  fc.constantFrom<Partial<Behaviour>>(
    { healthy: false },
    { healthy: true },
    { hangs: true },
    { hangs: false },
    { listens: false },
    { listens: true },
    { errorRate: 0.5 },
    { status: 500 },
    { status: 200, errorRate: 0 },
  ),
);

/** A pod by its place among those of its workload at that time, or by its name where it has none. */
interface SomePod {
  readonly title: string;
  readonly find: (cluster: Cluster) => Pod | undefined;
}

function podsOf(cluster: Cluster): readonly fc.Arbitrary<SomePod>[] {
  const owners = new Map<string, SomePod>();
  for (const pod of usersPods(cluster)) {
    const label = pod.metadata.labels['app'];
    const isAlone = controllerOf(pod) === undefined || label === undefined;
    const key = isAlone ? keyOf(pod) : `${pod.metadata.namespace}/${label}`;
    for (const place of isAlone ? [0] : [0, 1, 2]) {
      owners.set(`${key} ${place}`, {
        title: isAlone ? `Pod ${key}` : `pod ${place + 1} of ${key}`,
        find: (now) =>
          isAlone
            ? now.get('Pod', key)
            : now
                .list('Pod', pod.metadata.namespace)
                .filter(({ metadata }) => metadata.labels['app'] === label)[place],
      });
    }
  }
  return oneOf([...owners.values()]);
}

function usersPods(cluster: Cluster): readonly Pod[] {
  return cluster.list('Pod').filter(({ metadata }) => metadata.namespace !== 'kube-system');
}

function withPod(cluster: Cluster, { find }: SomePod, of: (pod: Pod) => Act | undefined): Act | undefined {
  const pod = find(cluster);
  return pod === undefined ? undefined : of(pod);
}

/** Whether a kubelet knows of it for sure. */
function isPlaced(cluster: Cluster, { spec, status }: Pod): boolean {
  return status.phase === 'Running' && cluster.get('Node', spec.nodeName ?? '') !== undefined;
}

function referenceTo({ metadata: { namespace, name } }: Pod): ObjectReference {
  return { kind: 'Pod', namespace, name };
}
