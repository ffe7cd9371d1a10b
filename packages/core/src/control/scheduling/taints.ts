import type { Node, Taint } from '../../object/node.js';
import type { Toleration } from '../../object/pod.js';

/** The taint that stands for a node's `spec.unschedulable`. @see kubernetes/api core/v1/well_known_taints.go */
export const unschedulableTaint: Taint = {
  key: 'node.kubernetes.io/unschedulable',
  value: '',
  effect: 'NoSchedule',
};

/** Whether one of the tolerations covers the taint. @see kubernetes/api core/v1/toleration.go, ToleratesTaint */
export function tolerates(tolerations: readonly Toleration[], taint: Taint): boolean {
  return tolerations.some(
    (toleration) =>
      (toleration.effect === undefined || toleration.effect === taint.effect) &&
      (toleration.key ?? taint.key) === taint.key &&
      (toleration.operator === 'Exists' || (toleration.value ?? '') === taint.value),
  );
}

/** The first taint of the node with one of these effects that the tolerations don't cover. */
export function untoleratedTaint(
  node: Node,
  tolerations: readonly Toleration[],
  effects: readonly Taint['effect'][],
): Taint | undefined {
  return node.spec.taints.find((taint) => effects.includes(taint.effect) && !tolerates(tolerations, taint));
}
