import type { Ingress } from '../../object/ingress.js';
import { keyOf } from '../../object/object.js';
import { referenceTo } from '../../object/reference.js';
import { annotationOf, exclusive, listOf, prefix } from './alb-annotation.js';
import { valueRefusal } from './alb-values.js';
import { type Refusal, refusedAt } from './plan.js';

/** The id of the ALB of an Ingress: its group's, or its own. */
export function albIdOf(ingress: Ingress): string {
  const name = annotationOf(ingress, 'group.name');
  return name === undefined || name === '' ? `ingress/${keyOf(ingress)}` : albIdOfGroup(name);
}

/** The id of the ALB of a group. */
export function albIdOfGroup(name: string): string {
  return `ingress-group/${name}`;
}

/**
 * The Ingresses of a group in the order in which their rules are tried: by `group.order`, then by namespace and name.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md, group.order
 */
export function inGroupOrder(group: readonly Ingress[]): readonly Ingress[] {
  return [...group].sort((a, b) => orderOf(a) - orderOf(b) || (keyOf(a) < keyOf(b) ? -1 : 1));
}

function orderOf(ingress: Ingress): number {
  const order = Number(annotationOf(ingress, 'group.order') ?? 0);
  return Number.isInteger(order) ? order : 0;
}

/** Why the values, the orders or the exclusive annotations of a group cannot be; then nothing of the whole group is applied. */
export function groupRefusal(group: readonly Ingress[]): Refusal | undefined {
  for (const ingress of group) {
    const refusal = valueRefusal(ingress);
    if (refusal !== undefined) return refusal;
    const said = annotationOf(ingress, 'group.order');
    const order = Number(said ?? 0);
    if (said === '' || !Number.isInteger(order) || Math.abs(order) > 1000) {
      return refusedAt(
        referenceTo(ingress),
        `metadata.annotations[${prefix}group.order]`,
        `the order "${said ?? ''}" is no whole number from -1000 to 1000`,
        'Give a number in the range',
      );
    }
  }
  for (const name of exclusive) {
    const [first, ...others] = group.filter((ingress) => annotationOf(ingress, name) !== undefined);
    const other = others.find(
      (ingress) => first !== undefined && valueOf(ingress, name) !== valueOf(first, name),
    );
    if (first === undefined || other === undefined) continue;
    return refusedAt(
      referenceTo(other),
      `metadata.annotations[${prefix}${name}]`,
      `Ingresses of one group say "${annotationOf(first, name) ?? ''}" (${keyOf(first)}) and "${annotationOf(other, name) ?? ''}" (${keyOf(other)}), and nothing of the whole group is applied`,
      'Say the same in all Ingresses of the group, or in one of them only',
    );
  }
  return undefined;
}

/** Lists are the same in any order. */
function valueOf(ingress: Ingress, name: string): string {
  return [...listOf(annotationOf(ingress, name))].sort().join();
}
