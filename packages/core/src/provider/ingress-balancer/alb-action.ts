import type { ListenerAction, WeightedTargetGroup } from '../../cluster/listener-rule.js';
import type { Ingress, IngressBackend } from '../../object/ingress.js';
import { referenceTo } from '../../object/reference.js';
import { annotationOf, prefix } from './alb-annotation.js';
import { fieldOf, jsonOf, textOf } from './annotation-json.js';
import { targetGroupOf } from './alb-target-group.js';
import { isRefusal, type Refusal, refusedAt, type ServiceLookup } from './plan.js';

/** The port by which a backend names an action in an annotation instead of a Service. */
const useAnnotation = 'use-annotation';

/**
 * What an ALB does with requests for a backend: it sends them to the Service, or does what the annotation of the backend's
 * name says. A Service or an action that is not there is answered with 503.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md, actions; pkg/ingress/enhanced_backend_builder.go
 */
export function actionOf(
  ingress: Ingress,
  backend: IngressBackend,
  field: string,
  serviceOf: ServiceLookup,
): ListenerAction | Refusal {
  if (backend.kind === 'resource') {
    return refusedAt(
      referenceTo(ingress),
      `${field}.resource`,
      'an ALB has Services for backends, no other resources',
      'Name a Service',
    );
  }
  if ('name' in backend.port && backend.port.name === useAnnotation) {
    const text = annotationOf(ingress, `actions.${backend.name}`);
    return text === undefined
      ? missing('action', 'Backend action does not exist')
      : statedAction(ingress, backend.name, text, serviceOf);
  }
  const answer = oneService(ingress, backend.name, backend.port, `${field}.service`, serviceOf);
  if (answer === undefined) return missing('service', 'Backend service does not exist');
  return isRefusal(answer) ? answer : { kind: 'forward', to: [answer] };
}

/** What an ALB answers to requests that no rule takes. */
export const notFound: ListenerAction = {
  kind: 'fixed-response',
  status: 404,
  contentType: 'text/plain',
  body: '',
  missing: 'rule',
};

function missing(what: 'service' | 'action', body: string): ListenerAction {
  return { kind: 'fixed-response', status: 503, contentType: 'text/plain', body, missing: what };
}

function oneService(
  ingress: Ingress,
  name: string,
  port: Extract<IngressBackend, { kind: 'service' }>['port'],
  field: string,
  serviceOf: ServiceLookup,
  weight = 1,
): WeightedTargetGroup | Refusal | undefined {
  const service = serviceOf(ingress.metadata.namespace, name);
  if (service === undefined) return undefined;
  const group = targetGroupOf(ingress, service, port, field);
  return isRefusal(group) ? group : { group, weight };
}

function statedAction(
  ingress: Ingress,
  name: string,
  text: string,
  serviceOf: ServiceLookup,
): ListenerAction | Refusal {
  const action = jsonOf(text);
  const field = `metadata.annotations[${prefix}actions.${name}]`;
  switch (textOf(fieldOf(action, 'type'))) {
    case 'fixed-response':
      return fixedResponse(fieldOf(action, 'fixedresponseconfig')) ?? unreadable(ingress, field);
    case 'redirect':
      return redirect(fieldOf(action, 'redirectconfig')) ?? unreadable(ingress, field);
    case 'forward':
      return forward(ingress, action, field, serviceOf);
    default:
      return unreadable(ingress, field);
  }
}

/** @see awsdocs/elb-application-load-balancers-user-guide load-balancer-listeners.md, forward actions */
const mostGroups = 5;
const mostWeight = 999;

function unreadable(ingress: Ingress, field: string): Refusal {
  return refusedAt(
    referenceTo(ingress),
    field,
    'the annotation is no action of an ALB',
    'Write JSON with the type fixed-response, redirect or forward, and the configuration of that type',
  );
}

/** @see awsdocs/elb-application-load-balancers-user-guide load-balancer-listeners.md, fixed-response actions: 2XX, 4XX or 5XX */
function fixedResponse(config: unknown): ListenerAction | undefined {
  const status = Number(textOf(fieldOf(config, 'statuscode')));
  if (!/^[245]\d\d$/.test(String(status))) return undefined;
  return {
    kind: 'fixed-response',
    status,
    contentType: textOf(fieldOf(config, 'contenttype')) ?? 'text/plain',
    body: textOf(fieldOf(config, 'messagebody')) ?? '',
  };
}

/** @see awsdocs/elb-application-load-balancers-user-guide load-balancer-listeners.md, redirect actions */
function redirect(config: unknown): ListenerAction | undefined {
  const code = textOf(fieldOf(config, 'statuscode'));
  if (code !== 'HTTP_301' && code !== 'HTTP_302') return undefined;
  const part = (key: string): string => textOf(fieldOf(config, key)) ?? `#{${key}}`;
  return {
    kind: 'redirect',
    status: code === 'HTTP_301' ? 301 : 302,
    protocol: part('protocol'),
    host: part('host'),
    port: part('port'),
    path: textOf(fieldOf(config, 'path')) ?? '/#{path}',
    query: part('query'),
  };
}

function forward(
  ingress: Ingress,
  action: unknown,
  field: string,
  serviceOf: ServiceLookup,
): ListenerAction | Refusal {
  const listed = fieldOf(fieldOf(action, 'forwardconfig'), 'targetgroups');
  const groups: readonly unknown[] = Array.isArray(listed) ? listed : [action];
  if (groups.length > mostGroups) {
    return refusedAt(
      referenceTo(ingress),
      field,
      `an action of an ALB forwards to ${mostGroups} target groups at most, not to ${groups.length}`,
      'Lead to fewer',
    );
  }
  const to: WeightedTargetGroup[] = [];
  for (const entry of groups) {
    const name = textOf(fieldOf(entry, 'servicename'));
    const port = textOf(fieldOf(entry, 'serviceport'));
    if (fieldOf(entry, 'targetgrouparn') !== undefined || fieldOf(entry, 'targetgroupname') !== undefined) {
      return { kind: 'not-modelled', what: 'a target group from outside of the cluster' };
    }
    if (name === undefined || port === undefined) return unreadable(ingress, field);
    const asked = /^\d+$/.test(port) ? { number: Number(port) } : { name: port };
    const weight = Number(textOf(fieldOf(entry, 'weight')) ?? 1);
    if (!Number.isInteger(weight) || weight < 0 || weight > mostWeight) {
      return refusedAt(
        referenceTo(ingress),
        field,
        `${weight} is no weight of a target group`,
        `Write a whole number from 0 to ${mostWeight}`,
      );
    }
    const answer = oneService(ingress, name, asked, field, serviceOf, weight);
    if (answer === undefined) return missing('service', 'Backend service does not exist');
    if (isRefusal(answer)) return answer;
    to.push(answer);
  }
  return { kind: 'forward', to };
}
