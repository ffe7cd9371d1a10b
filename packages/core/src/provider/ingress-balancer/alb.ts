import type { BalancerTraits, Listener, LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { ListenerRouting } from '../../cluster/listener-rule.js';
import type { Ingress } from '../../object/ingress.js';
import { referenceTo } from '../../object/reference.js';
import { annotationOf, attributeOf, listOf, prefix } from './alb-annotation.js';
import { groupRefusal, inGroupOrder } from './alb-group.js';
import { type AlbPort, portsOfGroup } from './alb-listen-ports.js';
import { routingOf } from './alb-rules.js';
import { trafficProxyNodes } from '../balancer/traffic-proxy-nodes.js';
import {
  type IngressBalancerAnswer,
  isRefusal,
  type Refusal,
  refusedAt,
  type ServiceLookup,
} from './plan.js';
import { targetGroupsOf } from './target-groups.js';

/**
 * The Application Load Balancer of a group of Ingresses: a proxy of layer 7 whose rules are those of the Ingresses, with
 * no pod of a controller on the way. Internal, and to node ports, unless annotations say otherwise.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md, pkg/ingress/model_builder.go
 */
export function planAlb(ingresses: readonly Ingress[], serviceOf: ServiceLookup): IngressBalancerAnswer {
  const group = inGroupOrder(ingresses);
  const refusal = groupRefusal(group);
  if (refusal !== undefined) return refusal;
  const scheme = schemeOf(group);
  if (typeof scheme !== 'string') return scheme;
  const ports = portsOfGroup(group);
  if (isRefusal(ports)) return ports;
  const redirect = redirectOf(group, [...ports.values()]);
  if (redirect !== undefined && isRefusal(redirect)) return redirect;
  const listeners: Listener[] = [];
  for (const { ingresses: asking, ...port } of ports.values()) {
    const isRedirected = redirect !== undefined && port.protocol === 'HTTP';
    const routing: ListenerRouting | Refusal = isRedirected
      ? { rules: [], otherwise: redirect }
      : routingOf(asking, port, serviceOf);
    if (isRefusal(routing)) return routing;
    listeners.push(listenerOf(group, asking, port, routing));
  }
  return { kind: 'plan', plan: planOf(group, scheme, listeners) };
}

function planOf(
  group: readonly Ingress[],
  scheme: LoadBalancerPlan['scheme'],
  listeners: readonly Listener[],
): LoadBalancerPlan {
  const rules = listeners.flatMap(({ routing }) => routing?.rules ?? []);
  const groups = targetGroupsOf(listeners);
  const [first] = groups;
  return {
    controller: 'aws-load-balancer-controller',
    product: 'alb',
    layer: 7,
    kind: 'l7-proxy',
    parts: [
      { type: 'alb', count: 1 },
      { type: 'listener', count: listeners.length },
      { type: 'target-group', count: groups.length },
      { type: 'rule', count: rules.length },
      // That of the load balancer; the one that all of them share is for the targets.
      ...(firstSaid(group, 'security-groups') === undefined ? [{ type: 'security-group', count: 1 }] : []),
    ],
    scheme,
    status: { field: 'hostname' },
    listeners,
    targetType: first?.targetType ?? 'node',
    delivers: first?.targetType === 'pod' ? 'podIP' : 'nodePort',
    ...trafficProxyNodes(),
    // Security groups that are named take the place of the one for the ranges.
    sourceRanges:
      firstSaid(group, 'security-groups') === undefined ? listOf(firstSaid(group, 'inbound-cidrs')) : [],
    probe: first?.probe ?? null,
    allUnhealthy: { behaviour: 'fail-open' },
    traits: traitsOf(group),
  };
}

function listenerOf(
  group: readonly Ingress[],
  [first]: readonly Ingress[],
  { protocol, port }: AlbPort,
  routing: ListenerRouting,
): Listener {
  const isOwner = first === group[0] && first?.metadata.annotations[`${prefix}listen-ports`] !== undefined;
  return {
    protocol: 'TCP',
    port,
    targetPort: 0,
    preservesClient: false,
    terminates: protocol,
    path: isOwner ? `metadata.annotations[${prefix}listen-ports]` : 'spec.rules',
    routing,
  };
}

function schemeOf(group: readonly Ingress[]): LoadBalancerPlan['scheme'] | Refusal {
  const scheme = firstSaid(group, 'scheme') ?? 'internal';
  return scheme === 'internal' || scheme === 'internet-facing' ? scheme : notAScheme(group);
}

function notAScheme(group: readonly Ingress[]): Refusal {
  const ingress = group.find((each) => annotationOf(each, 'scheme') !== undefined);
  return refusedAt(
    ingress === undefined ? { kind: 'Ingress', name: '' } : referenceTo(ingress),
    `metadata.annotations[${prefix}scheme]`,
    'the scheme is neither internal nor internet-facing',
    'Write internal or internet-facing',
  );
}

/** The value of an annotation that all Ingresses of a group share. */
function firstSaid(group: readonly Ingress[], name: string): string | undefined {
  return group.map((ingress) => annotationOf(ingress, name)).find((value) => value !== undefined);
}

/**
 * With `ssl-redirect` every listener for HTTP only redirects to the port for HTTPS.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller pkg/ingress/model_builder.go, buildSSLRedirectConfig
 */
function redirectOf(
  group: readonly Ingress[],
  ports: readonly AlbPort[],
): ListenerRouting['otherwise'] | Refusal | undefined {
  const ingress = group.find((each) => annotationOf(each, 'ssl-redirect') !== undefined);
  if (ingress === undefined) return undefined;
  const port = annotationOf(ingress, 'ssl-redirect') ?? '';
  const object = referenceTo(ingress);
  const path = `metadata.annotations[${prefix}ssl-redirect]`;
  if (!ports.some((each) => each.protocol === 'HTTPS' && String(each.port) === port)) {
    return refusedAt(
      object,
      path,
      `the load balancer has no listener for HTTPS on port ${port}`,
      `Add {"HTTPS": ${port}} to ${prefix}listen-ports`,
    );
  }
  const kept = { host: '#{host}', path: '/#{path}', query: '#{query}' };
  return { action: { kind: 'redirect', status: 301, protocol: 'HTTPS', port, ...kept }, object, path };
}

/** @see awsdocs/elb-application-load-balancers-user-guide application-load-balancers.md, x-forwarded-headers.md */
function traitsOf(group: readonly Ingress[]): BalancerTraits {
  const ofBalancer = firstSaid(group, 'load-balancer-attributes');
  const ofGroups = firstSaid(group, 'target-group-attributes');
  const mode = attributeOf(ofBalancer, 'routing.http.xff_header_processing.mode');
  return {
    algorithm: algorithmOf(attributeOf(ofGroups, 'load_balancing.algorithm.type')),
    crossZone: true,
    headers: ['X-Forwarded-For', 'X-Forwarded-Proto', 'X-Forwarded-Port'],
    forwardedFor: mode === 'preserve' || mode === 'remove' ? mode : 'append',
    idleTimeoutSeconds: Number(attributeOf(ofBalancer, 'idle_timeout.timeout_seconds') ?? 60),
    connectTimeoutSeconds: 10,
    idleRange: [1, 4000],
    idleExpired: 'closed',
    drainingSeconds: Number(attributeOf(ofGroups, 'deregistration_delay.timeout_seconds') ?? 300),
  };
}

function algorithmOf(said: string | undefined): NonNullable<BalancerTraits['algorithm']> {
  switch (said) {
    case 'least_outstanding_requests':
      return 'least-outstanding-requests';
    case 'weighted_random':
      return 'random';
    default:
      return 'round-robin';
  }
}
