import type { Cluster } from '../cluster/cluster.js';
import type { Listener, LoadBalancer } from '../cluster/infrastructure.js';
import type { ListenerAction, ListenerRouting, TargetGroup } from '../cluster/listener-rule.js';
import type { Assumption } from '../problem/assumption.js';
import type { HttpView } from '../request/packet.js';
import type { Memory } from '../step/memory.js';
import { done, next } from '../step/result.js';
import type { Flight, Step, Views } from '../step/step.js';
import type { Choice } from '../trace/choice.js';
import type { LoadBalancerHop, LoadBalancerTarget } from '../trace/hop.js';
import { answered, type Arrival, endedAs, hopOf, undocumented } from './arrival.js';
import { assumptionsOf, endpointsByDefault, probePasses } from './assumed.js';
import { certificateRefusal } from './certificate.js';
import { conditionText, routedRequest, type RoutedRequest } from './condition.js';
import { checked } from './checked.js';
import { forward } from './forward.js';
import { locationOf } from './location.js';
import {
  fixedCause,
  noTargetInGroup,
  notModelled,
  plainOnTLS,
  redirected,
  taken,
  tlsOnPlain,
} from './routing-causes.js';
import { ruleFor } from './rule.js';
import { targetsOfGroup } from './targets.js';

/** A request at a listener that has rules. */
interface Routed extends Arrival {
  readonly views: Views;
  readonly cluster: Cluster;
  readonly memory: Memory;
  readonly listener: Listener;
  readonly http: HttpView;
  readonly assumptions: readonly Assumption[];
}

/**
 * A load balancer of layer 7 does with a request what the first rule says whose conditions hold, else what its default
 * action says: it answers, redirects, or sends it to a target of one of the groups of the rule.
 *
 * @see awsdocs/elb-application-load-balancers-user-guide load-balancer-listeners.md
 */
export function route(
  views: Views,
  memory: Memory,
  flight: Flight,
  { balancer, listener, routing }: { balancer: LoadBalancer; listener: Listener; routing: ListenerRouting },
): Step {
  const { tls, http, source } = flight.packet;
  const cluster = views.of({ kind: 'load-balancer', id: balancer.id });
  const arrival = { balancer, listener, flight, targets: [] };
  const { place } = hopOf(arrival);
  if (tls !== undefined && listener.terminates === 'HTTP') {
    return endedAs(arrival, 'tls-error', tlsOnPlain(balancer));
  }
  if (tls === undefined && listener.terminates === 'HTTPS' && http !== undefined) {
    return undocumented(arrival, 'plain-http-on-tls-port', plainOnTLS(balancer));
  }
  if (http === undefined) {
    return done([{ ...hopOf(arrival), action: 'terminated' }], {
      kind: 'connected',
      place,
      cause: taken(balancer),
    });
  }
  const refusal = certificateRefusal(cluster, balancer, listener, tls);
  if (refusal !== undefined) return endedAs(arrival, 'tls-error', refusal);
  const request = routedRequest(http, source.address);
  const rule = ruleFor(routing, request);
  const { action, object, path } = rule ?? routing.otherwise;
  const id = rule === undefined ? 'load-balancer-default-action' : 'load-balancer-rule';
  const assumptions = assumptionsOf(cluster, { balancer, listener }, object, flight.packet);
  const routed = {
    ...arrival,
    views,
    cluster,
    memory,
    http,
    assumptions,
    rule: { id, object, path },
    ...(rule === undefined ? {} : { conditions: rule.conditions.map(conditionText) }),
  } as const;
  return act(routed, action, request);
}

function act(at: Routed, action: ListenerAction, request: RoutedRequest): Step {
  switch (action.kind) {
    case 'fixed-response': {
      const headers = action.body === '' ? [] : [{ name: 'content-type', value: action.contentType }];
      const cause = fixedCause(at, action, request);
      return answered(
        at,
        { kind: 'response', status: action.status, headers, from: 'proxy', cause },
        at.assumptions,
      );
    }
    case 'redirect': {
      const location = locationOf(action, request, at.flight.packet);
      const headers = [{ name: 'location', value: location }];
      const cause = redirected(at, location);
      return answered(
        at,
        { kind: 'response', status: action.status, headers, from: 'proxy', cause },
        at.assumptions,
      );
    }
    case 'not-modelled':
      return undocumented(at, 'load-balancer-action', notModelled(at, action.what), at.assumptions);
    case 'forward':
      return toTarget(at, action);
    default:
      return action satisfies never;
  }
}

/** What may become of a request: a target of a group gets it, or the group has none. */
interface Course {
  readonly probability: number;
  readonly group: TargetGroup;
  readonly targets: readonly LoadBalancerTarget[];
  readonly target: LoadBalancerTarget | undefined;
}

/** A target of one of the groups, these by weight; where no target of a group is healthy all of them are taken, or none. */
function toTarget(at: Routed, { to }: Extract<ListenerAction, { kind: 'forward' }>): Step {
  const weighing = to.filter(({ weight }) => weight > 0);
  const sum = weighing.reduce((total, { weight }) => total + weight, 0);
  const courses = weighing.flatMap(({ group, weight }): readonly Course[] => {
    const targets = checked(at.views, at.balancer, targetsOfGroup(at.cluster, at.balancer, group));
    const healthy = targets.filter((target) => target.healthy);
    const isOpen = at.balancer.allUnhealthy.behaviour === 'fail-open';
    const taking = healthy.length === 0 && isOpen ? targets : healthy;
    const share = weight / sum;
    if (taking.length === 0) return [{ probability: share, group, targets, target: undefined }];
    return taking.map((target) => ({ probability: share / taking.length, group, targets, target }));
  });
  const [only] = courses;
  if (only === undefined) return withoutTarget(at, to[0]?.group, undefined, true);
  if (courses.length === 1) return follow(at, only);
  const isWeighed = weighing.length > 1;
  return {
    kind: 'choose',
    of: isWeighed ? 'backend' : kindOf(only.group),
    by: isWeighed ? 'weight' : 'round-robin',
    candidates: courses.map(({ probability }) => ({ probability })),
    take: (index, choice) => follow(at, courses[index] ?? only, choice),
  };
}

function kindOf({ targetType }: TargetGroup): Choice['of'] {
  return targetType === 'pod' ? 'endpoint' : 'node';
}

function follow(at: Routed, { group, targets, target }: Course, choice?: Choice): Step {
  return target === undefined
    ? withoutTarget({ ...at, targets, group }, group, choice)
    : send({ ...at, targets, group }, group, target, choice);
}

/** @see awsdocs/elb-application-load-balancers-user-guide load-balancer-troubleshooting.md, HTTP 503 */
function withoutTarget(
  at: Routed,
  group: TargetGroup | undefined,
  choice?: Choice,
  isWithoutWeight = false,
): Step {
  const { allUnhealthy } = at.balancer;
  const status = allUnhealthy.behaviour === 'error' ? allUnhealthy.status : 503;
  const hop = { ...hopOf(at), action: 'terminated' as const, ...(choice === undefined ? {} : { choice }) };
  const service =
    group === undefined
      ? undefined
      : at.cluster.get('Service', `${group.service.namespace}/${group.service.name}`);
  const cause = noTargetInGroup(at, group, status, { isWithoutWeight, service });
  return done(
    [hop],
    { kind: 'response', status, headers: [], from: 'proxy', place: hop.place, cause },
    at.assumptions,
  );
}

function send(at: Routed, group: TargetGroup, target: LoadBalancerTarget, choice?: Choice): Step {
  const { balancer, listener, flight } = at;
  const { packet: sent, changes } = forward(flight.packet, balancer, listener, target);
  const version = group.speaks === 'HTTP2' ? '2' : '1.1';
  const http: HttpView = { ...(sent.http ?? at.http), version };
  const tls = group.speaks === 'HTTP' ? {} : { tls: { sni: null, insecure: true } as const };
  const hop: LoadBalancerHop = {
    ...hopOf(at),
    action: 'terminated',
    changes,
    target: target.name,
    forwarded: http,
    ...(choice === undefined ? {} : { choice }),
  };
  const arriving = { kind: 'arriving', node: target.node, from: 'wire' } as const;
  const assumptions = [...at.assumptions, ...endpointsByDefault(group), probePasses(balancer, group)];
  const sending = { ...flight, at: arriving, left: hop.place, packet: { ...sent, http, ...tls } };
  return next([hop], sending, at.memory, assumptions);
}
