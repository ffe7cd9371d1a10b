import { parseIPSloppy } from '../../address/ip.js';
import type { FieldErrors } from '../field/field-errors.js';
import type { IngressDraft, RuleDraft } from '../reading/ingress.js';
import { validateBackend } from './ingress-backend.js';
import { ingressPath } from './ingress-path.js';
import type { IngressTolerance } from './ingress-tolerance.js';
import { validateLoadBalancerStatus } from './load-balancer-status.js';
import { dns1123Subdomain, wildcardDNS1123Subdomain } from './names.js';

/** @see kubernetes/kubernetes pkg/apis/networking/validation/validation.go, ValidateIngressSpec */
export function validateIngress(
  { spec, status }: IngressDraft,
  tolerance: IngressTolerance,
  errors: FieldErrors,
): void {
  const { defaultBackend, rules, tls, ingressClassName } = spec;
  errors.enter('spec');
  if (rules.length === 0 && defaultBackend === undefined) {
    errors.invalid(null, 'either `defaultBackend` or `rules` must be specified');
  }
  if (defaultBackend !== undefined) {
    errors.enter('defaultBackend');
    validateBackend(defaultBackend, tolerance, errors);
    errors.leave();
  }
  errors.each('rules', rules, (rule) => {
    validateHost(rule.host, errors);
    if (!tolerance.wildcardRules || !isWildcard(rule.host)) validateRule(rule, tolerance, errors);
  });
  errors.each('tls', tls, ({ hosts, secretName }) => {
    for (const [index, host] of hosts.entries()) errors.check(hostName, host, 'hosts', index);
    if (secretName !== undefined && !tolerance.secretNames) {
      errors.check(dns1123Subdomain, secretName, 'secretName');
    }
  });
  if (ingressClassName !== undefined) {
    errors.check(dns1123Subdomain, ingressClassName, 'ingressClassName');
  }
  errors.leave();
  validateLoadBalancerStatus(status.loadBalancer.ingress, errors);
}

/** Whether a host stands for several. */
export function isWildcard(host: string): boolean {
  return host.includes('*');
}

/** The paths of a rule. @see kubernetes/kubernetes pkg/apis/networking/validation/validation.go, validateHTTPIngressRuleValue */
export function validateRule({ http }: RuleDraft, tolerance: IngressTolerance, errors: FieldErrors): void {
  if (http === undefined) return;
  errors.enter('http');
  if (http.paths.length === 0) errors.required('', 'paths');
  errors.each('paths', http.paths, (path) => {
    if (path.pathType === undefined) {
      errors.required('pathType must be specified', 'pathType');
      errors.advise(
        "Write one of 'Exact', 'Prefix' and 'ImplementationSpecific'; old manifests mean the last.",
      );
      return;
    }
    errors.invalidFor(ingressPath(path.path, path.pathType), path.path, 'path');
    errors.enter('backend');
    validateBackend(path.backend, tolerance, errors);
    errors.leave();
  });
  errors.leave();
}

function validateHost(host: string, errors: FieldErrors): void {
  if (host === '') return;
  if (parseIPSloppy(host) !== undefined)
    errors.invalid(host, 'must be a DNS name, not an IP address', 'host');
  errors.check(hostName, host, 'host');
}

function hostName(host: string): readonly string[] {
  return isWildcard(host) ? wildcardDNS1123Subdomain(host) : dns1123Subdomain(host);
}
