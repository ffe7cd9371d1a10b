import type { ListenerAction, ListenerRouting, ListenerRule } from '../../cluster/listener-rule.js';
import type { Ingress, IngressPath } from '../../object/ingress.js';
import { referenceTo } from '../../object/reference.js';
import { annotationOf } from './alb-annotation.js';
import { actionOf, notFound } from './alb-action.js';
import { conditionsOf, hasPatternPath } from './alb-conditions.js';
import type { AlbPort } from './alb-listen-ports.js';
import { isRefusal, type Refusal, refusedAt, type ServiceLookup } from './plan.js';

/**
 * The rules of a listener: those of the Ingresses in the order of the group, in each the rules as they are written, in
 * each of these the paths in the order of their types. Priorities count from 1.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller pkg/ingress/model_build_listener_rules.go
 */
export function routingOf(
  group: readonly Ingress[],
  listener: AlbPort,
  serviceOf: ServiceLookup,
): ListenerRouting | Refusal {
  const otherwise = otherwiseOf(group, serviceOf);
  if (isRefusal(otherwise)) return otherwise;
  const rules: ListenerRule[] = [];
  for (const { ingress, host, path, field } of group.flatMap(pathsOf)) {
    const conditions = conditionsOf(ingress, host, path, field);
    if (isRefusal(conditions)) return conditions;
    const action =
      notModelled(ingress, path) ?? actionOf(ingress, path.backend, `${field}.backend`, serviceOf);
    if (isRefusal(action)) return action;
    if (isEndless(action, listener)) continue;
    rules.push({ priority: rules.length + 1, conditions, action, object: referenceTo(ingress), path: field });
  }
  return { rules, otherwise };
}

interface StatedPath {
  readonly ingress: Ingress;
  readonly host: string;
  readonly path: IngressPath;
  readonly field: string;
}

/** Exact paths first, then prefixes, the longest first, then the others as they are written. */
function pathsOf(ingress: Ingress): readonly StatedPath[] {
  return ingress.spec.rules.flatMap(({ host, paths }, rule) => {
    const stated = paths.map((path, index) => ({
      ingress,
      host,
      path,
      field: `spec.rules[${rule}].http.paths[${index}]`,
    }));
    const of = (pathType: IngressPath['pathType']): StatedPath[] =>
      stated.filter(({ path }) => path.pathType === pathType);
    return [
      ...of('Exact'),
      ...of('Prefix').sort((a, b) => b.path.path.length - a.path.path.length),
      ...of('ImplementationSpecific'),
    ];
  });
}

function otherwiseOf(
  group: readonly Ingress[],
  serviceOf: ServiceLookup,
): ListenerRouting['otherwise'] | Refusal {
  const [ingress, other] = group.filter(({ spec }) => spec.defaultBackend !== undefined);
  const path = 'spec.defaultBackend';
  if (other !== undefined) {
    return refusedAt(
      referenceTo(other),
      path,
      'a second Ingress of the group has a defaultBackend for the same listener',
      'Leave the defaultBackend to one Ingress of the group',
    );
  }
  const backend = ingress?.spec.defaultBackend;
  if (ingress === undefined || backend === undefined) {
    const [first] = group;
    return {
      action: notFound,
      object: first === undefined ? { kind: 'Ingress', name: '' } : referenceTo(first),
      path: 'spec.rules',
    };
  }
  const action = actionOf(ingress, backend, path, serviceOf);
  return isRefusal(action) ? action : { action, object: referenceTo(ingress), path };
}

/** What annotations make of a path in a way that the model does not follow. */
function notModelled(ingress: Ingress, path: IngressPath): ListenerAction | undefined {
  if ((annotationOf(ingress, 'auth-type') ?? 'none') !== 'none') {
    return { kind: 'not-modelled', what: 'authentication by the load balancer' };
  }
  return hasPatternPath(ingress, path)
    ? { kind: 'not-modelled', what: 'paths as regular expressions' }
    : undefined;
}

/**
 * A redirect of a listener to itself is left out.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller pkg/ingress/rule_optimizer.go, isInfiniteRedirectRule
 */
function isEndless(action: ListenerAction, { protocol, port }: AlbPort): boolean {
  return (
    action.kind === 'redirect' &&
    (action.protocol === '#{protocol}' || action.protocol === protocol) &&
    (action.port === '#{port}' || action.port === String(port)) &&
    action.host === '#{host}' &&
    action.path === '/#{path}' &&
    action.query === '#{query}'
  );
}
