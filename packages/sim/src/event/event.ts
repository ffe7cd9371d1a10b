import type { ObjectReference } from '@kubehop/core';

/** Something that happens in a simulation. @public */
export type Happening =
  | { readonly kind: 'act'; readonly act: string; readonly detail: string }
  /** The API server does not take what was applied. */
  | {
      readonly kind: 'refused';
      readonly object: ObjectReference;
      readonly path: string;
      readonly message: string;
    }
  | {
      readonly kind: 'written';
      readonly by: string;
      readonly verb: 'added' | 'updated' | 'removed';
      readonly object: ObjectReference;
    }
  | { readonly kind: 'pod-deleting'; readonly by: string; readonly pod: string }
  | { readonly kind: 'pod-ready'; readonly pod: string; readonly ready: boolean }
  | {
      readonly kind: 'container-started';
      readonly pod: string;
      readonly container: string;
      readonly restarts: number;
    }
  | { readonly kind: 'container-ended'; readonly pod: string; readonly container: string }
  | {
      readonly kind: 'signal';
      readonly pod: string;
      readonly container: string;
      readonly signal: 'SIGTERM' | 'SIGKILL';
    }
  | { readonly kind: 'proxy-synced'; readonly node: string }
  | { readonly kind: 'controller-synced'; readonly pod: string; readonly reload: boolean }
  | {
      readonly kind: 'target-health';
      readonly balancer: string;
      readonly target: string;
      readonly healthy: boolean;
    }
  | { readonly kind: 'node-status'; readonly node: string; readonly ready: 'True' | 'False' | 'Unknown' }
  | {
      readonly kind: 'node-tainted';
      readonly node: string;
      readonly key: string;
      readonly effect: 'NoSchedule' | 'NoExecute';
    }
  | {
      readonly kind: 'rollout';
      readonly deployment: string;
      readonly progressing: 'True' | 'False';
      readonly reason: string;
    }
  | {
      readonly kind: 'autoscaled';
      readonly workload: string;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: 'request';
      readonly url: string;
      readonly outcome: string;
      readonly cause: string;
      readonly pod?: string;
    };

/** What happened, and when: milliseconds since the simulation began. @public */
export type SimulationEvent = Happening & { readonly at: number };

/** The kinds of events. @public */
export type EventKind = SimulationEvent['kind'];
