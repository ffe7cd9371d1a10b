import type { Pod } from '@kubehop/core';
import type { Behaviour, ContainerSelection, StatedBehaviour } from './behaviour.js';
import { checkBehaviour } from './check-behaviour.js';

/** A process that listens as soon as it runs, answers at once, and ends at SIGTERM as one without a handler does. */
const usualBehaviour: Behaviour = {
  startup: 0,
  listens: true,
  hangs: false,
  errorRate: 0,
  errorStatus: 500,
  latency: 0,
  onSigterm: 'exit',
  shutdown: 0,
};

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
