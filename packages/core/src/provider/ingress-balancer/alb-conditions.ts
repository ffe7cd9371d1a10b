import { parseCIDR } from '../../address/cidr.js';
import type { ListenerCondition, QueryPattern } from '../../cluster/listener-rule.js';
import type { Ingress, IngressPath } from '../../object/ingress.js';
import { referenceTo } from '../../object/reference.js';
import { annotationOf, prefix } from './alb-annotation.js';
import { fieldOf, jsonOf, textOf, textsOf } from './annotation-json.js';
import { isRefusal, type Refusal, refusedAt } from './plan.js';

/** How many values the conditions of one rule may have. @see awsdocs/elb-application-load-balancers-user-guide load-balancer-limits.md */
const mostValues = 5;

/**
 * What a request must be for a path of an Ingress: the host and the path of the rule, and the conditions in the annotation
 * of the backend's name. Hosts and paths that are listed there count beside those of the rule.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md, conditions; pkg/ingress/model_build_listener_rules.go
 */
export function conditionsOf(
  ingress: Ingress,
  host: string,
  path: IngressPath,
  field: string,
): readonly ListenerCondition[] | Refusal {
  const patterns = path.path === '' || hasPatternPath(ingress, path) ? [] : patternsOf(ingress, path, field);
  if (isRefusal(patterns)) return patterns;
  const stated = statedConditions(ingress, path);
  if (isRefusal(stated)) return stated;
  const hosts = [...(host === '' ? [] : [host]), ...valuesOf(stated, 'host-header')];
  const paths = [...patterns, ...valuesOf(stated, 'path-pattern')];
  const others = stated.filter(({ field: of }) => of !== 'host-header' && of !== 'path-pattern');
  const conditions: readonly ListenerCondition[] = [
    ...(hosts.length === 0 ? [] : [{ field: 'host-header', values: hosts } as const]),
    ...(paths.length === 0 ? [] : [{ field: 'path-pattern', values: paths } as const]),
    ...others,
  ];
  if (conditions.reduce((sum, { values }) => sum + values.length, 0) > mostValues) {
    return refusedAt(
      referenceTo(ingress),
      field,
      `a rule of an ALB has ${mostValues} values in its conditions at most`,
      'Spread the values over several paths',
    );
  }
  return conditions.length === 0 ? [{ field: 'path-pattern', values: ['/*'] }] : conditions;
}

/** Whether a path is a regular expression: those are not compared, so that a request may be of any path. */
export function hasPatternPath(ingress: Ingress, { pathType }: IngressPath): boolean {
  return pathType === 'ImplementationSpecific' && annotationOf(ingress, 'use-regex-path-match') === 'true';
}

/** @see kubernetes-sigs/aws-load-balancer-controller pkg/ingress/model_build_listener_rules.go, buildPathPatterns */
function patternsOf(
  ingress: Ingress,
  { path, pathType }: IngressPath,
  field: string,
): readonly string[] | Refusal {
  if (pathType === 'ImplementationSpecific') return [path];
  if (/[*?]/.test(path)) {
    return refusedAt(
      referenceTo(ingress),
      `${field}.path`,
      `a path of type ${pathType} has no wildcards on an ALB`,
      'Use pathType ImplementationSpecific, or leave out * and ?',
    );
  }
  if (pathType === 'Exact') return [path];
  const bare = path.replace(/\/+$/, '');
  return bare === '' ? ['/*'] : [bare, `${bare}/*`];
}

function valuesOf(
  conditions: readonly ListenerCondition[],
  field: 'host-header' | 'path-pattern',
): readonly string[] {
  return conditions.flatMap((condition) => (condition.field === field ? condition.values : []));
}

function statedConditions(
  ingress: Ingress,
  { backend }: IngressPath,
): readonly ListenerCondition[] | Refusal {
  const text = annotationOf(ingress, `conditions.${backend.name}`);
  if (text === undefined) return [];
  const entries = jsonOf(text);
  const read = Array.isArray(entries) ? entries.map(conditionOf) : [undefined];
  const conditions = read.filter((condition) => condition !== undefined);
  return conditions.length === read.length
    ? conditions
    : refusedAt(
        referenceTo(ingress),
        `metadata.annotations[${prefix}conditions.${backend.name}]`,
        'the annotation is no list of conditions of an ALB',
        'Write JSON with field and the configuration of that field',
      );
}

function conditionOf(entry: unknown): ListenerCondition | undefined {
  const field = textOf(fieldOf(entry, 'field'));
  const config = fieldOf(entry, `${(field ?? '').replaceAll('-', '')}config`);
  const listed = fieldOf(config, 'values');
  if (field === 'query-string') return queryCondition(listed);
  const values = textsOf(listed);
  if (values === undefined || values.length === 0) return undefined;
  switch (field) {
    case 'host-header':
    case 'path-pattern':
    case 'http-request-method':
      return { field, values };
    case 'source-ip':
      return values.every((value) => parseCIDR(value) !== undefined) ? { field, values } : undefined;
    case 'http-header': {
      const name = textOf(fieldOf(config, 'httpheadername'));
      return name === undefined ? undefined : { field, name, values };
    }
    default:
      return undefined;
  }
}

function queryCondition(listed: unknown): ListenerCondition | undefined {
  if (!Array.isArray(listed) || listed.length === 0) return undefined;
  const values = listed.flatMap((pair): readonly QueryPattern[] => {
    const value = textOf(fieldOf(pair, 'value'));
    const key = textOf(fieldOf(pair, 'key'));
    if (value === undefined) return [];
    return [key === undefined ? { value } : { key, value }];
  });
  return values.length === listed.length ? { field: 'query-string', values } : undefined;
}
