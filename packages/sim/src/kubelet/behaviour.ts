import type { StringMap } from '@kubehop/core';
import type { Delay } from '../time/delay.js';

/** What the process in a container does; no object says it. @public */
export interface Behaviour {
  /** Milliseconds from the start of the container until it listens. */
  readonly startup: Delay;
  /** Whether it takes connections. */
  readonly listens: boolean;
  /** It takes connections and answers nothing. */
  readonly hangs: boolean;
  /** The status of its answers; what the platform says unless given. */
  readonly status?: number;
  /** The share of its answers that are errors, and their status. */
  readonly errorRate: number;
  readonly errorStatus: number;
  /** Milliseconds until an answer is there. */
  readonly latency: Delay;
  /** What its probes find, where that is not what requests find. */
  readonly healthy?: boolean;
  /**
   * What it does on SIGTERM: `exit` stops at once and breaks what is under way; `finish` takes nothing new, finishes what
   * is under way and then ends; `serve` goes on as before until it ends; `ignore` does nothing.
   */
  readonly onSigterm: 'exit' | 'finish' | 'serve' | 'ignore';
  /** Milliseconds from SIGTERM until it has ended. */
  readonly shutdown: Delay;
  /** It ends by itself after so many milliseconds, with this code; absent: it goes on. */
  readonly ends?: { readonly after: Delay; readonly code: number };
}

/** Which containers are meant; what is left out does not tell them apart. @public */
export interface ContainerSelection {
  readonly namespace?: string;
  /** The name of a pod. */
  readonly pod?: string;
  readonly labels?: StringMap;
  readonly container?: string;
  /** The image as the pod names it: tells the new version from the old one. */
  readonly image?: string;
}

/** What some containers do from some moment on. @public */
export interface StatedBehaviour extends ContainerSelection {
  readonly does: Partial<Behaviour>;
}
