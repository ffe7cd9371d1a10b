import type { Pod, StringMap } from '@kubehop/core';
import type { Delay } from '../time/delay.js';
import { checkBehaviour } from './check-behaviour.js';

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

/** A process that listens as soon as it runs, answers at once, and ends at SIGTERM as one without a handler does. */
export const usualBehaviour: Behaviour = {
  startup: 0,
  listens: true,
  hangs: false,
  errorRate: 0,
  errorStatus: 500,
  latency: 0,
  onSigterm: 'exit',
  shutdown: 0,
};

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

/** What every container does, as it was said; what was said later counts more. */
export class BehaviourTable {
  readonly #stated: StatedBehaviour[];

  /** @throws {RangeError} when a process cannot do what is said of it */
  constructor(stated: readonly StatedBehaviour[]) {
    for (const { does } of stated) checkBehaviour(does);
    this.#stated = [...stated];
  }

  /** From now on these containers do something else. */
  add(stated: StatedBehaviour): void {
    this.#stated.push(stated);
  }

  /** The pods that answer nothing, whatever was said of them. */
  isSilent: (pod: Pod) => boolean = () => false;

  /** What a container of a pod does. */
  of(pod: Pod, container: { readonly name: string; readonly image: string }): Behaviour {
    const stated: { -readonly [Trait in keyof Behaviour]: Behaviour[Trait] } = { ...usualBehaviour };
    for (const entry of this.#stated) {
      if (isSelected(entry, pod, container)) Object.assign(stated, entry.does);
    }
    if (this.isSilent(pod)) stated.hangs = true;
    return stated;
  }
}

function isSelected(
  selection: ContainerSelection,
  { metadata }: Pod,
  { name, image }: { readonly name: string; readonly image: string },
): boolean {
  return (
    (selection.namespace === undefined || selection.namespace === metadata.namespace) &&
    (selection.pod === undefined || selection.pod === metadata.name) &&
    (selection.container === undefined || selection.container === name) &&
    (selection.image === undefined || selection.image === image) &&
    Object.entries(selection.labels ?? {}).every(([label, value]) => metadata.labels[label] === value)
  );
}
