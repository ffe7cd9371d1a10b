import type { Ingress } from '../../object/ingress.js';
import type { IngressClass } from '../../object/ingress-class.js';
import { isFromLiveCluster } from './live-object.js';

/**
 * A new Ingress with the default class, if it names none by field or annotation, not even an empty one. Of several
 * defaults the newest is taken, then the first by name. An Ingress out of a live cluster had its chance there.
 *
 * @see kubernetes/kubernetes plugin/pkg/admission/network/defaultingressclass/admission.go
 */
export function withDefaultClass(ingress: Ingress, classes: readonly IngressClass[]): Ingress {
  const { metadata, spec } = ingress;
  const isNamed =
    spec.ingressClassName !== undefined || metadata.annotations['kubernetes.io/ingress.class'] !== undefined;
  if (isNamed || isFromLiveCluster(ingress)) return ingress;
  const [first] = classes.filter(isDefault).sort(newestThenByName);
  return first === undefined
    ? ingress
    : { ...ingress, spec: { ...spec, ingressClassName: first.metadata.name } };
}

function isDefault({ metadata }: IngressClass): boolean {
  return metadata.annotations['ingressclass.kubernetes.io/is-default-class'] === 'true';
}

function newestThenByName({ metadata: a }: IngressClass, { metadata: b }: IngressClass): number {
  const [created = '', other = ''] = [a.creationTimestamp, b.creationTimestamp];
  if (created !== other) return created > other ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
