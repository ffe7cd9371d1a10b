import { type LabelSelector, matchesLabels } from '../../object/label-selector.js';
import type { StringMap } from '../../object/metadata.js';
import type { Pod } from '../../object/pod.js';
import { groupedChanges } from '../grouped-changes.js';
import { type Entry, PersistentMap } from '../persistent-map.js';
import { changedList } from '../changed-list.js';
import { objectOrder, textOrder } from '../order.js';
import type { TableChange } from '../table-change.js';
import { joinerOf } from './joined-lists.js';
import { MultiIndex } from './multi-index.js';

/** Labels that pods of a namespace have in common: all of them, and no others. */
interface LabelSet {
  readonly id: string;
  readonly namespace: string;
  readonly labels: StringMap;
}

/** A label set and the pods that have it, sorted by name. */
interface LabelledPods {
  readonly set: LabelSet;
  readonly pods: readonly Pod[];
}

const order = (one: LabelSet, other: LabelSet): number => textOrder(one.id, other.id);

const joined = joinerOf<Pod>(objectOrder);

const nothing: readonly never[] = [];

/**
 * Pods by their labels. Pods of one template have the same labels, so label sets are indexed and not pods: a selector
 * looks through few of them, and a pod that changes leaves the index as it is.
 */
export class PodLabels {
  readonly #pods: PersistentMap<string, LabelledPods>;
  readonly #byLabel: MultiIndex<string, LabelSet>;
  readonly #byNamespace: MultiIndex<string, LabelSet>;

  private constructor(
    pods: PersistentMap<string, LabelledPods>,
    byLabel: MultiIndex<string, LabelSet>,
    byNamespace: MultiIndex<string, LabelSet>,
  ) {
    this.#pods = pods;
    this.#byLabel = byLabel;
    this.#byNamespace = byNamespace;
  }

  static empty(): PodLabels {
    return new PodLabels(
      PersistentMap.empty(),
      MultiIndex.empty({ keysOf: labelKeys, order }),
      MultiIndex.empty({ keysOf: ({ namespace }) => [namespace], order }),
    );
  }

  /** The pods of a namespace that a selector matches, sorted by name; the same array as long as none of them changed. */
  matching(namespace: string, selector: LabelSelector): readonly Pod[] {
    const lists: (readonly Pod[])[] = [];
    for (const { id, labels } of this.#candidates(namespace, selector)) {
      if (matchesLabels(selector, labels)) lists.push(this.#pods.get(id)?.pods ?? nothing);
    }
    return joined(lists);
  }

  /** The index after a change of the pods. */
  with(change: TableChange<Pod>): PodLabels {
    const labelled: Entry<string, LabelledPods | undefined>[] = [];
    const vanished: LabelSet[] = [];
    const appeared: LabelSet[] = [];
    for (const group of groupedChanges(change, labelSetIds)) {
      const id = group.key;
      const before = this.#pods.get(id);
      const pods = changedList(before?.pods ?? nothing, group, objectOrder);
      const [sample] = pods;
      const set = before?.set ?? (sample && labelSetOf(id, sample));
      if (set === undefined) continue;
      labelled.push([id, sample && { set, pods }]);
      if (sample === undefined) vanished.push(set);
      else if (before === undefined) appeared.push(set);
    }
    if (labelled.length === 0) return this;
    const sets = { added: appeared, updated: [], removed: vanished };
    return new PodLabels(this.#pods.with(labelled), this.#byLabel.with(sets), this.#byNamespace.with(sets));
  }

  /** The shortest list that holds all label sets which may match. */
  #candidates(namespace: string, { matchLabels }: LabelSelector): readonly LabelSet[] {
    let shortest: readonly LabelSet[] | undefined;
    for (const label in matchLabels) {
      const sets = this.#byLabel.all(labelKey(namespace, label, matchLabels[label]));
      if (shortest === undefined || sets.length < shortest.length) shortest = sets;
    }
    return shortest ?? this.#byNamespace.all(namespace);
  }
}

/** Stands in no namespace, label or value. */
const separator = '\0';

function labelKey(namespace: string, label: string, value = ''): string {
  return namespace + separator + label + separator + value;
}

function labelKeys({ namespace, labels }: LabelSet): readonly string[] {
  return Object.keys(labels).map((label) => labelKey(namespace, label, labels[label]));
}

function labelSetOf(id: string, { metadata: { namespace, labels } }: Pod): LabelSet {
  return { id, namespace, labels };
}

/** One identity, equal for pods of one namespace with the same labels. */
function labelSetIds({ metadata: { namespace, labels } }: Pod): readonly [string] {
  let id = namespace;
  for (const label of Object.keys(labels).sort()) id += separator + label + separator + (labels[label] ?? '');
  return [id];
}
