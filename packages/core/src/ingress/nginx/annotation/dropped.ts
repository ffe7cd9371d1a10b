import type { Ingress } from '../../../object/ingress.js';
import type { Cause } from '../../../trace/outcome.js';
import { annotationField, ingressLabel, ingressReference } from '../../reference.js';
import { riskOf } from './annotation-risk.js';
import type { NginxAnnotations } from './annotations.js';
import type { NginxSettings } from '../configuration/settings.js';

/** An Ingress that the controller leaves out as a whole, and why. */
export interface DroppedIngress {
  readonly ingress: Ingress;
  readonly cause: Cause;
}

/**
 * Why an Ingress of its class is left out all the same: an annotation is too risky, or has a value that cannot be read.
 *
 * @see kubernetes/ingress-nginx internal/ingress/annotations/annotations.go, Extract
 */
export function whyDropped(
  ingress: Ingress,
  { bad }: NginxAnnotations,
  prefix: string,
  { riskLevel }: NginxSettings,
): Cause | undefined {
  const keys = Object.keys(ingress.metadata.annotations)
    .filter((key) => key.startsWith(`${prefix}/`))
    .sort();
  const risky = keys.find((key) => riskOf(key.slice(prefix.length + 1)) > riskLevel);
  if (risky !== undefined) {
    return dropped(
      ingress,
      risky,
      'is above the risk level of the controller',
      `Remove it, or raise annotations-risk-level in the ConfigMap of the controller.`,
    );
  }
  const wrong = bad.find(({ effect }) => effect === 'drops');
  if (wrong === undefined) return undefined;
  return dropped(ingress, `${prefix}/${wrong.name}`, 'has a value that it refuses', 'Correct the value.');
}

function dropped(ingress: Ingress, annotation: string, reason: string, fix: string): Cause {
  return {
    code: 'ingress-dropped',
    object: ingressReference(ingress),
    path: annotationField(annotation),
    message: `ingress-nginx leaves out ${ingressLabel(ingress)}: the annotation ${annotation} ${reason}.`,
    fix,
  };
}
