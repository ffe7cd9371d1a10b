import type { LabelSelector } from '../object/label-selector.js';
import { matchesLabels } from '../object/label-selector.js';
import type { Pod } from '../object/pod.js';
import type { MultiIndex } from './indexes/multi-index.js';
import { labelKey } from './indexes/pods.js';
import type { ObjectTable } from './object-table.js';

/**
 * The pods of a namespace that a selector matches, sorted by name: the rarest of the labels asked for is looked up, and
 * what it leads to is filtered.
 */
export function selectPods(
  pods: ObjectTable<Pod>,
  byLabel: MultiIndex<Pod>,
  namespace: string,
  selector: LabelSelector,
): readonly Pod[] {
  let rarest: string | undefined;
  let fewest = Infinity;
  for (const [label, value] of Object.entries(selector.matchLabels)) {
    const key = labelKey(namespace, label, value);
    const count = byLabel.count(key);
    if (count < fewest) {
      rarest = key;
      fewest = count;
    }
  }
  const candidates = rarest === undefined ? pods.list(namespace) : byLabel.all(rarest);
  return candidates.filter((pod) => matchesLabels(selector, pod.metadata.labels));
}
