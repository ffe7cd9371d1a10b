import type { LoadBalancer } from '../cluster/infrastructure.js';
import type { ListenerAction, TargetGroup } from '../cluster/listener-rule.js';
import type { Service } from '../object/service.js';
import type { Cause } from '../trace/outcome.js';
import type { Arrival } from './arrival.js';
import { noneOf, passing, remedyOf } from './causes.js';
import type { RoutedRequest } from './condition.js';

/** The client begins with a handshake where plain HTTP is spoken. */
export function tlsOnPlain({ owner, id }: LoadBalancer): Cause {
  return {
    code: 'tls-on-plain-port',
    object: owner,
    message: `The listener of load balancer ${id} speaks plain HTTP, not TLS.`,
    fix: 'Ask with http, or add a listener for HTTPS and a certificate.',
  };
}

/** The client speaks plain HTTP where a handshake is expected. */
export function plainOnTLS({ owner, id }: LoadBalancer): Cause {
  return {
    code: 'plain-http-on-tls-port',
    object: owner,
    message: `The listener of load balancer ${id} expects TLS. What it answers to plain HTTP is not documented.`,
    fix: 'Ask with https.',
  };
}

/** A connection without request. */
export function taken({ owner, id }: LoadBalancer): Cause {
  return {
    code: 'proxy-reached',
    object: owner,
    message: `Load balancer ${id} takes the connection; where it leads depends on the request in it.`,
  };
}

/** The balancer answers with a fixed response. */
export function fixedCause(
  { rule, balancer }: Arrival,
  { status, missing, by = 'it' }: Extract<ListenerAction, { kind: 'fixed-response' }>,
  { host, path }: RoutedRequest,
): Cause {
  const field = fieldOf(rule);
  switch (missing) {
    case 'rule':
      return {
        code: 'no-rule-for-request',
        object: balancer.owner,
        path: 'spec.rules',
        message: `No rule of load balancer ${balancer.id} takes ${path} of host ${host}: ${by} answers ${status}.`,
        fix: 'Add a rule for the host and path to an Ingress of the load balancer, or ask for one that is there.',
      };
    case 'service':
      return {
        code: 'backend-service-missing',
        ...field,
        message: `The Service that the Ingress names does not exist: the load balancer answers ${status}.`,
        fix: 'Create the Service, or name one that exists.',
      };
    case 'action':
      return {
        code: 'backend-action-missing',
        ...field,
        message: `The Ingress has no annotation with the action that its backend names: the load balancer answers ${status}.`,
        fix: 'Add the annotation alb.ingress.kubernetes.io/actions.NAME, NAME being that of the backend.',
      };
    case undefined:
      return {
        code: 'load-balancer-answered',
        ...field,
        message: `The load balancer answers ${status} itself, as an annotation of the Ingress says.`,
      };
    default:
      return missing satisfies never;
  }
}

/** The balancer sends the client elsewhere. */
export function redirected({ rule }: Arrival, location: string): Cause {
  if (rule?.object?.kind === 'FrontendConfig') {
    return {
      code: 'redirected-to-https',
      ...fieldOf(rule),
      message: `The load balancer sends the client to ${location}, as the FrontendConfig of the Ingress says.`,
    };
  }
  return {
    code: 'redirected-by-annotation',
    ...fieldOf(rule),
    message: `The load balancer sends the client to ${location}, as an annotation of the Ingress says.`,
  };
}

/** The rule does something that is not followed. */
export function notModelled({ rule }: Arrival, what: string): Cause {
  return {
    code: 'load-balancer-not-modelled',
    ...fieldOf(rule),
    message: `The rule of the load balancer uses ${what}, which is not modelled.`,
  };
}

/** Nothing is registered in the group that the rule leads to. */
export function noTargetInGroup(
  { rule, targets, balancer }: Arrival,
  group: TargetGroup | undefined,
  status: number,
  { isWithoutWeight, service }: { readonly isWithoutWeight: boolean; readonly service: Service | undefined },
): Cause {
  if (group === undefined) {
    return {
      code: 'no-healthy-target',
      ...fieldOf(rule),
      message: `No target group of the rule has a weight: the load balancer answers ${status}.`,
      fix: 'Give a target group a weight above 0.',
    };
  }
  const { namespace, name } = group.service;
  const isOfPods = group.targetType === 'pod';
  const what = isOfPods ? 'pod' : 'node';
  const object = { kind: 'Service', namespace, name };
  if (isWithoutWeight) {
    return {
      code: 'no-healthy-target',
      ...fieldOf(rule),
      message: `Every target group of the rule has the weight 0: the load balancer answers ${status}.`,
      fix: 'Give a target group a weight above 0.',
    };
  }
  if (service?.spec.type === 'ExternalName') {
    return {
      code: 'no-healthy-target',
      object,
      path: 'spec.type',
      message: `Service ${namespace}/${name} stands for a name outside of the cluster, and has no ${what}s to send to: the load balancer answers ${status}.`,
      fix: 'Lead to a Service that selects pods.',
    };
  }
  const [ill] = targets;
  if (ill !== undefined) {
    return {
      code: 'no-healthy-target',
      object: { kind: 'Service', namespace, name },
      message: `${noneOf(targets.length, what, passing)} the health check of Service ${namespace}/${name} (${ill.reason}): the load balancer answers ${status}.`,
      ...remedyOf(ill.reason),
    };
  }
  return {
    code: 'no-healthy-target',
    object: { kind: 'Service', namespace, name },
    message: `The ${balancer.controller === 'gce-ingress' ? 'backend service' : 'target group'} of Service ${namespace}/${name} has no ${what}: the load balancer answers ${status}.`,
    fix: isOfPods ? 'Make pods of the Service ready: only ready pods are targets.' : 'Make a node ready.',
  };
}

function fieldOf(rule: Arrival['rule']): Pick<Cause, 'object' | 'path'> {
  return {
    ...(rule?.object === undefined ? {} : { object: rule.object }),
    ...(rule?.path === undefined ? {} : { path: rule.path }),
  };
}
