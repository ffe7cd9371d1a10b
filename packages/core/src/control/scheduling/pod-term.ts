import type { Cluster } from '../../cluster/cluster.js';
import { type LabelSelector, matchesLabels } from '../../object/label-selector.js';
import type { StringMap } from '../../object/metadata.js';
import type { Pod, PodAffinityTerm, TopologySpreadConstraint } from '../../object/pod.js';
import { bucketOf } from './pod-buckets.js';

/** Which pods a pod speaks of: those of some namespaces that a selector matches. */
export interface PodTerm {
  /** The same for the same pods. */
  readonly id: object;
  readonly topologyKey: string;
  /** Where pods look for what concerns them. */
  readonly bucket: string;
  readonly matches: (pod: Pod) => boolean;
  /** All pods that match, and maybe others. */
  readonly candidates: () => readonly Pod[];
}

/** Terms by what they were made of: pods of one template share it, and so share the terms. */
export class PodTerms {
  readonly #cluster: Cluster;
  readonly #known = new WeakMap<object, Map<string, PodTerm>>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /**
   * A term of affinity or anti-affinity as the pod that carries it means it.
   *
   * @see kubernetes/kubernetes pkg/scheduler/framework/types.go, AffinityTerm.Matches
   * @see kubernetes/kubernetes pkg/registry/core/pod/strategy.go, applyMatchLabelKeysAndMismatchLabelKeys
   */
  ofAffinity(term: PodAffinityTerm, { metadata }: Pod): PodTerm {
    const { labelSelector, namespaces, namespaceSelector, topologyKey } = term;
    const { matchLabelKeys, mismatchLabelKeys } = term;
    const keys = [...matchLabelKeys, ...mismatchLabelKeys];
    return this.#remembered(term, identityOf(metadata, keys), () => {
      const selector =
        labelSelector && narrowed(labelSelector, metadata.labels, matchLabelKeys, mismatchLabelKeys);
      const isOwn = namespaces.length === 0 && namespaceSelector === undefined;
      const covers = (namespace: string): boolean =>
        isOwn
          ? namespace === metadata.namespace
          : namespaces.includes(namespace) ||
            (namespaceSelector !== undefined && matchesLabels(namespaceSelector, this.#labelsOf(namespace)));
      return this.#term(topologyKey, selector, isOwn ? metadata.namespace : undefined, covers);
    });
  }

  /**
   * The terms of required affinity; a pod that does not match all of them counts for none.
   *
   * @see kubernetes/kubernetes pkg/scheduler/framework/plugins/interpodaffinity/filtering.go, podMatchesAllAffinityTerms
   */
  ofAllAffinity(terms: readonly PodAffinityTerm[], pod: Pod): readonly PodTerm[] {
    const each = terms.map((term) => this.ofAffinity(term, pod));
    if (each.length < 2) return each;
    const keys = terms.flatMap(({ matchLabelKeys, mismatchLabelKeys }) => [
      ...matchLabelKeys,
      ...mismatchLabelKeys,
    ]);
    const identity = `all ${identityOf(pod.metadata, keys)}`;
    return each.map((term, index) =>
      this.#remembered(terms[index] ?? terms, identity, () => ({
        ...term,
        id: {},
        matches: (other) => each.every(({ matches }) => matches(other)),
      })),
    );
  }

  /**
   * The pods that a topology spread constraint counts: an empty selector matches the pod itself and counts none.
   *
   * @see kubernetes/kubernetes pkg/scheduler/framework/plugins/podtopologyspread/common.go, countPodsMatchSelector
   */
  ofSpread(constraint: TopologySpreadConstraint, { metadata }: Pod): PodTerm {
    const { labelSelector, matchLabelKeys, topologyKey } = constraint;
    const { labels, namespace } = metadata;
    return this.#remembered(constraint, identityOf(metadata, matchLabelKeys), () => {
      const selector = labelSelector && narrowed(labelSelector, labels, matchLabelKeys, []);
      const countsNone = selector !== undefined && isEmpty(selector);
      const term = this.#term(topologyKey, selector, namespace, (other) => other === namespace);
      return {
        ...term,
        matches: (other) =>
          !countsNone && other.metadata.deletionTimestamp === undefined && term.matches(other),
        ...(countsNone && { candidates: () => [] }),
      };
    });
  }

  #remembered(origin: object, identity: string, make: () => PodTerm): PodTerm {
    let terms = this.#known.get(origin);
    if (terms === undefined) {
      terms = new Map();
      this.#known.set(origin, terms);
    }
    let term = terms.get(identity);
    if (term === undefined) {
      term = make();
      terms.set(identity, term);
    }
    return term;
  }

  #term(
    topologyKey: string,
    selector: LabelSelector | undefined,
    namespace: string | undefined,
    covers: (namespace: string) => boolean,
  ): PodTerm {
    // Without a selector no pod is meant.
    if (selector === undefined) {
      return { id: {}, topologyKey, bucket: 'none', matches: () => false, candidates: () => [] };
    }
    return {
      id: {},
      topologyKey,
      bucket: bucketOf(namespace, selector),
      matches: ({ metadata }) => covers(metadata.namespace) && matchesLabels(selector, metadata.labels),
      candidates: () =>
        namespace === undefined ? this.#cluster.list('Pod') : this.#cluster.podsMatching(namespace, selector),
    };
  }

  #labelsOf(namespace: string): StringMap {
    const known = this.#cluster.get('Namespace', namespace);
    return known?.metadata.labels ?? { 'kubernetes.io/metadata.name': namespace };
  }
}

/** Whether a pod is among those that a spread constraint of its own speaks of. */
export function isOwnKind({ labelSelector }: TopologySpreadConstraint, { metadata }: Pod): boolean {
  // The label keys ask for the pod's own values, so they always hold.
  return labelSelector !== undefined && matchesLabels(labelSelector, metadata.labels);
}

function isEmpty({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

/** What of a pod a term depends on besides the term. */
function identityOf({ namespace, labels }: Pod['metadata'], keys: readonly string[]): string {
  return keys.length === 0
    ? namespace
    : JSON.stringify([namespace, ...keys.map((key) => labels[key] ?? null)]);
}

/** The selector with the requirements that follow from the labels of the pod that carries it. */
function narrowed(
  selector: LabelSelector,
  labels: StringMap,
  same: readonly string[],
  different: readonly string[],
): LabelSelector {
  if (same.length + different.length === 0) return selector;
  const requirements = (keys: readonly string[], operator: 'In' | 'NotIn') =>
    keys.flatMap((key) => {
      const value = labels[key];
      return value === undefined ? [] : [{ key, operator, values: [value] }];
    });
  return {
    ...selector,
    matchExpressions: [
      ...selector.matchExpressions,
      ...requirements(same, 'In'),
      ...requirements(different, 'NotIn'),
    ],
  };
}
