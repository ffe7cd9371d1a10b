import type { Cluster, Hop, Origin, Trace } from '@kubehop/core';
import type { Obstacles } from '../fault/obstacles.js';
import type { Nodes } from '../kubelet/nodes.js';
import type { Cancel } from '../time/clock.js';
import type { Delay } from '../time/delay.js';
import { cutAt } from './standing.js';

/** How a request that waits for its answer stands: whose process has ended, or beyond which hop nothing gets. */
export type CourseState =
  | { readonly kind: 'runs' }
  | { readonly kind: 'ended'; readonly index: number }
  | { readonly kind: 'cut'; readonly index: number };

/** The way of a request that has come to an application: every process on it holds a connection of its own. */
export interface Course {
  /** Milliseconds until the answer of the application is there. */
  readonly answerDelay: Delay;
  readonly state: () => CourseState;
  /** Runs something when a process on the way ends, with the place of its hop, until the function that it gives is called. */
  readonly onEnd: (act: (index: number) => void) => Cancel;
}

/** What processes and places a course depends on. */
export interface CourseWorld {
  readonly nodes: Nodes;
  readonly obstacles: Obstacles;
  cluster(): Cluster;
}

/** A process that a request has come to. */
interface Holder {
  readonly index: number;
  readonly pod: string;
  readonly port: number;
  readonly incarnation: string | undefined;
}

/** The course of a request; undefined where no process of a pod has it. */
export function courseOf({ hops, request }: Trace, world: CourseWorld): Course | undefined {
  const { nodes } = world;
  const holders = hops.flatMap((hop, index): readonly Holder[] => {
    if (hop.place.kind !== 'pod' || !holdsConnection(hop)) return [];
    const pod = `${hop.place.namespace}/${hop.place.name}`;
    return [{ index, pod, port: hop.packet.destination.port, incarnation: nodes.incarnation(pod) }];
  });
  const application = holders.at(-1);
  if (application?.index !== hops.length - 1) return undefined;
  return {
    answerDelay: workerOf(application, world)?.answerDelay(application.port) ?? 0,
    onEnd: (act) => {
      const cancels = holders.map((holder) =>
        workerOf(holder, world)?.onEnd(holder.port, () => {
          act(holder.index);
        }),
      );
      return () => {
        for (const cancel of cancels) cancel?.();
      };
    },
    state: () => stateOf(hops, request.from, holders, world),
  };
}

function stateOf(
  hops: readonly Hop[],
  from: Origin,
  holders: readonly Holder[],
  world: CourseWorld,
): CourseState {
  const { nodes, obstacles } = world;
  const cluster = world.cluster();
  const cut = cutAt(hops, obstacles, cluster, from);
  if (cut !== undefined) return { kind: 'cut', index: cut.index };
  for (const { index, pod, port, incarnation } of holders) {
    if (nodes.incarnation(pod) !== incarnation) return { kind: 'ended', index };
    const found = cluster.get('Pod', pod);
    if (found !== undefined && nodes.process(found, port).kind === 'hangs') return { kind: 'cut', index };
  }
  return { kind: 'runs' };
}

function workerOf({ pod }: Holder, world: CourseWorld): ReturnType<Nodes['worker']> {
  const found = world.cluster().get('Pod', pod);
  return found === undefined ? undefined : world.nodes.worker(found);
}

function holdsConnection(hop: Hop): boolean {
  return hop.stage === 'pod' || hop.action === 'terminated';
}
