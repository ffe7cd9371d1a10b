import type { SimulationEvent } from '../event/event.js';

/** Events of a kind, one below the other in a timeline. */
export const lanes = ['acts', 'workloads', 'pods', 'nodes', 'balancers', 'ingress', 'kube-proxy'] as const;

/** The name of such a row. */
export type Lane = (typeof lanes)[number];

/** Where an event stands in a timeline. */
export interface MainEvent {
  readonly event: SimulationEvent;
  readonly lane: Lane;
  /** Whether something is lost by it, such as a pod that takes requests. */
  readonly isLoss: boolean;
}

/** The events that tell why requests fare otherwise than before; single writes and single requests do not. */
export function mainEvents(log: readonly SimulationEvent[]): readonly MainEvent[] {
  return log.flatMap((event) => {
    const lane = laneOf(event);
    return lane === undefined ? [] : [{ event, lane, isLoss: isLoss(event) }];
  });
}

function laneOf(event: SimulationEvent): Lane | undefined {
  switch (event.kind) {
    case 'act':
    case 'refused':
      return 'acts';
    case 'rollout':
    case 'autoscaled':
      return 'workloads';
    case 'pod-deleting':
    case 'pod-ready':
    case 'container-ended':
      return 'pods';
    case 'container-started':
      return event.restarts > 0 ? 'pods' : undefined;
    case 'signal':
      return event.signal === 'SIGKILL' ? 'pods' : undefined;
    case 'node-status':
    case 'node-tainted':
      return 'nodes';
    case 'target-health':
      return 'balancers';
    case 'controller-synced':
      return 'ingress';
    case 'proxy-synced':
      return 'kube-proxy';
    case 'written':
    case 'request':
      return undefined;
    default:
      return event satisfies never;
  }
}

function isLoss(event: SimulationEvent): boolean {
  switch (event.kind) {
    case 'pod-ready':
      return !event.ready;
    case 'node-status':
      return event.ready !== 'True';
    case 'target-health':
      return !event.healthy;
    case 'rollout':
      return event.progressing === 'False';
    case 'autoscaled':
      return event.to < event.from;
    case 'refused':
    case 'pod-deleting':
    case 'container-ended':
    case 'signal':
    case 'node-tainted':
      return true;
    case 'act':
    case 'written':
    case 'container-started':
    case 'proxy-synced':
    case 'controller-synced':
    case 'request':
      return false;
    default:
      return event satisfies never;
  }
}
