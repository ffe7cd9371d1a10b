import { FieldErrors } from '../field/field-errors.js';
import { classAnnotation, type Ingress, type IngressBackend } from '../ingress.js';
import { type IngressDraft, ruleDraft } from '../reading/ingress.js';
import { isWildcard, validateIngress, validateRule } from './ingress.js';
import { type IngressTolerance, intolerant } from './ingress-tolerance.js';
import { dns1035Label, dns1123Label, dns1123Subdomain } from './names.js';

/** The API server leaves the metadata out of this path. */
const classPath = [
  { field: 'metadata', spelled: '' },
  'annotations',
  { field: classAnnotation, spelled: classAnnotation },
] as const;

/**
 * Judges a new Ingress, or one that replaces another: an old one may keep some sins, and may have two classes.
 *
 * @see kubernetes/kubernetes pkg/apis/networking/validation/validation.go, ValidateIngressCreate and ValidateIngressUpdate
 */
export function judgeIngress(draft: IngressDraft, errors: FieldErrors, old: Ingress | undefined): void {
  validateIngress(draft, old === undefined ? intolerant : toleranceFor(old), errors);
  const { ingressClassName } = draft.spec;
  const annotation = draft.metadata.annotations[classAnnotation];
  const differ =
    ingressClassName !== undefined && annotation !== undefined && annotation !== ingressClassName;
  if (old === undefined && differ) {
    errors.invalid(annotation, 'must match `ingressClassName` when both are specified', ...classPath);
  }
}

/** What an update of this Ingress may keep doing wrong. */
function toleranceFor({ kind, metadata, spec }: Ingress): IngressTolerance {
  const errors = new FieldErrors(() => ({ kind, name: metadata.name }));
  for (const rule of spec.rules) if (isWildcard(rule.host)) validateRule(ruleDraft(rule), intolerant, errors);
  const backends = spec.rules.flatMap(({ paths }) => paths.map(({ backend }) => backend));
  return {
    secretNames: spec.tls.some(({ secretName = 'none' }) => dns1123Subdomain(secretName).length > 0),
    wildcardRules: errors.refused,
    serviceNames: [...backends, spec.defaultBackend].some(hasRelaxedName),
  };
}

function hasRelaxedName(backend: IngressBackend | undefined): boolean {
  if (backend?.kind !== 'service') return false;
  return dns1123Label(backend.name).length === 0 && dns1035Label(backend.name).length > 0;
}
