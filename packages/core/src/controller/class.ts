import type { Cluster } from '../cluster/cluster.js';
import { classAnnotation, type Ingress } from '../object/ingress.js';
import type { ControllerProfile } from './profile.js';

/** Whether a controller takes an Ingress, or why not. */
export type ClassVerdict =
  | 'taken'
  | 'namespace-not-watched'
  | 'catch-all-disabled'
  | 'class-not-found'
  | 'class-of-other-controller'
  | 'class-text-differs'
  | 'no-class';

/** Whether a controller takes an Ingress. */
export function takes(cluster: Cluster, profile: ControllerProfile, ingress: Ingress): boolean {
  return classVerdict(cluster, profile, ingress) === 'taken';
}

/**
 * Whether a controller takes an Ingress: the field `ingressClassName` is looked at first, then the deprecated
 * annotation; without both, the controller must be told to take such Ingresses.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/store/store.go, GetIngressClass
 */
export function classVerdict(cluster: Cluster, profile: ControllerProfile, ingress: Ingress): ClassVerdict {
  if (profile.watchNamespace !== '' && profile.watchNamespace !== ingress.metadata.namespace) {
    return 'namespace-not-watched';
  }
  if (profile.flags['disable-catch-all'] === 'true' && ingress.spec.defaultBackend !== undefined) {
    return 'catch-all-disabled';
  }
  return profile.classRule === 'class-text' ? byText(profile, ingress) : byObject(cluster, profile, ingress);
}

function byObject(cluster: Cluster, profile: ControllerProfile, ingress: Ingress): ClassVerdict {
  const { ingressClassName } = ingress.spec;
  if (ingressClassName !== undefined) {
    const ingressClass = cluster.get('IngressClass', ingressClassName);
    if (ingressClass === undefined) return 'class-not-found';
    const isByName = profile.takesClassByName && ingressClassName === profile.annotationClass;
    return isByName || ingressClass.spec.controller === profile.controllerClass
      ? 'taken'
      : 'class-of-other-controller';
  }
  const annotation = ingress.metadata.annotations[classAnnotation];
  if (annotation !== undefined) {
    return annotation !== '' && annotation === profile.annotationClass ? 'taken' : 'class-text-differs';
  }
  return profile.takesWithoutClass ? 'taken' : 'no-class';
}

/**
 * As ingress-nginx did before 1.0: the text of the class alone counts, and without one the controller of the default
 * class takes the Ingress.
 *
 * @see kubernetes/ingress-nginx v0.49 internal/ingress/annotations/class/main.go, IsValid
 */
function byText({ annotationClass }: ControllerProfile, ingress: Ingress): ClassVerdict {
  const text = ingress.metadata.annotations[classAnnotation] ?? ingress.spec.ingressClassName ?? '';
  if (text === '') return annotationClass === 'nginx' ? 'taken' : 'no-class';
  return text === annotationClass ? 'taken' : 'class-text-differs';
}
