import type { FieldErrors } from '../field/field-errors.js';
import type { IngressClass } from '../ingress-class.js';
import type { IngressClassDraft, ParametersDraft } from '../reading/ingress-class.js';
import { validateResource } from './ingress-backend.js';
import { dns1123Label, dns1123Subdomain } from './names.js';
import { patternMessage } from '../field/value-rule.js';
import { validateImmutable } from './immutable.js';

const longestController = 250;
const pathFormat = String.raw`[A-Za-z0-9/\-._~%!$&'()*+,;=:]+`;
const pathPattern = new RegExp(`^${pathFormat}$`);

/** @see kubernetes/kubernetes pkg/apis/networking/validation/validation.go, validateIngressClassSpec */
export function validateIngressClass({ spec }: IngressClassDraft, errors: FieldErrors): void {
  errors.enter('spec');
  errors.within('controller', spec.controller, validateController);
  if (spec.parameters !== undefined) errors.within('parameters', spec.parameters, validateParameters);
  errors.leave();
}

/** A domain, a slash and a path. @see kubernetes/apimachinery pkg/util/validation/validation.go, IsDomainPrefixedPath */
function validateController(controller: string, errors: FieldErrors): void {
  if (controller === '') {
    errors.required('');
    return;
  }
  if (controller.length > longestController) errors.tooLong(longestController);
  const slash = controller.indexOf('/');
  if (slash <= 0 || slash === controller.length - 1) {
    errors.invalid(controller, 'must be a domain-prefixed path (such as "acme.io/foo")');
    return;
  }
  const domain = controller.slice(0, slash);
  const path = controller.slice(slash + 1);
  errors.check(dns1123Subdomain, domain);
  if (!pathPattern.test(path)) errors.invalid(path, patternMessage('Invalid path', pathFormat, []));
}

/** @see kubernetes/kubernetes pkg/apis/networking/validation/validation.go, validateIngressClassParametersReference */
function validateParameters(parameters: ParametersDraft, errors: FieldErrors): void {
  const { scope, namespace } = parameters;
  validateResource(parameters, errors);
  switch (scope) {
    case undefined:
      errors.required('', 'scope');
      return;
    case 'Namespace':
      if (namespace === undefined) errors.required("`parameters.scope` is set to 'Namespace'", 'namespace');
      else errors.check(dns1123Label, namespace, 'namespace');
      return;
    case 'Cluster':
      if (namespace !== undefined) errors.forbidden("`parameters.scope` is set to 'Cluster'", 'namespace');
  }
}

/** @see kubernetes/kubernetes pkg/apis/networking/validation/validation.go, validateIngressClassSpecUpdate */
export function validateIngressClassUpdate(
  { spec }: IngressClassDraft,
  old: IngressClass,
  errors: FieldErrors,
): void {
  validateImmutable(spec.controller, old.spec.controller, errors, 'spec', 'controller');
}
