import { pathField } from '../../../ingress/reference.js';
import type { Ingress, IngressBackend, IngressPath } from '../../../object/ingress.js';
import { hostFor, type RuleAddress } from '../request/rule-address.js';

/** Something in an Ingress that leads requests to a backend. */
export interface StatedRule extends RuleAddress {
  readonly ingress: Ingress;
  readonly field: string;
  readonly backend: IngressBackend;
}

/** A path rule of an Ingress. */
export interface StatedPath extends StatedRule {
  readonly pathType: IngressPath['pathType'];
}

/** The path rules of an Ingress. */
export function statedPaths(ingress: Ingress): readonly StatedPath[] {
  return ingress.spec.rules.flatMap(({ host, paths }, rule) =>
    paths.map((path, index): StatedPath => ({ ingress, field: pathField(rule, index), host, ...path })),
  );
}

/** The default backend of an Ingress, for a path that hardly any rule takes. */
export function statedDefault(ingress: Ingress): StatedRule | undefined {
  const { defaultBackend: backend } = ingress.spec;
  return backend && { ingress, field: 'spec.defaultBackend', host: '', path: '/no-path-of-a-rule', backend };
}

/** A host that a request for a rule names. */
export function hostSent(host: string): string {
  return host === '' ? 'any.example.org' : hostFor(host);
}
