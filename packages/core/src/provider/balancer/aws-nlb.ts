import type { HealthProbe } from '../../cluster/health-probe.js';
import type { BalancerTraits, Listener, LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { LabelSelector } from '../../object/label-selector.js';
import type { Service } from '../../object/service.js';
import { attributesOf } from './annotation-text.js';
import { oneOf, type ValueRule, wholeNumber } from './annotation-value.js';
import {
  certificateAnnotations,
  hasCertificate,
  internalAnnotation,
  nodeLabelsAnnotation,
  prefix,
  securityGroupsAnnotation,
  statedNodes,
  tagAnnotations,
  typeAnnotation,
} from './aws-annotation.js';
import { probeAnnotations, statedProbe } from './health-check-annotations.js';
import { askedInZones, type AskedAddresses } from './asked-addresses.js';
import { type BalancerAnswer, refused } from './plan.js';
import { ignoredRanges, listenersOf, numberOf, rangesAnnotation, sourceRangesOf } from './service-facts.js';

/** The attributes of target groups. */
export const targetGroup: string = `${prefix}target-group-attributes`;

/** The attributes of target groups that everybody who makes an NLB sets. */
export const targetGroupAttributes: readonly string[] = [
  'preserve_client_ip.enabled',
  'proxy_protocol_v2.enabled',
  'deregistration_delay.timeout_seconds',
  'stickiness.enabled',
  'stickiness.type',
];

/** What attributes of target groups take. @see awsdocs/elb-network-load-balancers-user-guide, load-balancer-target-groups.md */
export const targetGroupValues: readonly ValueRule[] = [
  { annotation: targetGroup, attribute: 'preserve_client_ip.enabled', ...oneOf('true', 'false') },
  { annotation: targetGroup, attribute: 'proxy_protocol_v2.enabled', ...oneOf('true', 'false') },
  { annotation: targetGroup, attribute: 'deregistration_delay.timeout_seconds', ...wholeNumber(0, 3600) },
  { annotation: targetGroup, attribute: 'stickiness.enabled', ...oneOf('true', 'false') },
  { annotation: targetGroup, attribute: 'stickiness.type', ...oneOf('source_ip') },
];

const backendProtocol = `${prefix}backend-protocol`;
const privateAddresses = `${prefix}private-ipv4-addresses`;

/** What every NLB is told and the model follows, whoever makes it. */
export const nlbFollowed: readonly string[] = [
  rangesAnnotation,
  typeAnnotation,
  internalAnnotation,
  ...certificateAnnotations,
  backendProtocol,
  targetGroup,
  nodeLabelsAnnotation,
  privateAddresses,
  securityGroupsAnnotation,
  ...probeAnnotations,
];

/** What every NLB is told beside the way of a request. */
export const nlbBesideTheWay: readonly string[] = tagAnnotations;

/** What every NLB is told and the model does not follow. */
export const nlbNotModelled: Readonly<Record<string, string>> = {
  [`${prefix}eip-allocations`]: 'it has the elastic addresses that the ids name',
  [`${prefix}subnets`]: 'it is in the zones of these subnets only',
};

/** Which targets an NLB sends to, and what is the same for all of its listeners. */
interface NlbShape {
  readonly controller: LoadBalancerPlan['controller'];
  readonly scheme: LoadBalancerPlan['scheme'];
  readonly targets: 'instance' | 'ip';
  readonly probe: HealthProbe;
  /** Which nodes are targets, among those that the Service asks for. */
  readonly nodes?: (asked: LabelSelector | undefined) => Pick<LoadBalancerPlan, 'leavesOut' | 'nodeSelector'>;
  readonly crossZone: boolean;
  /** Whether targets get a line of the PROXY protocol at a port, where annotations of their own say it. */
  readonly proxyProtocol?: (port: number) => boolean | undefined;
  /** What is said of a listener in attributes. */
  readonly listenerAttributes?: (protocol: Listener['protocol'], port: number) => ReadonlyMap<string, string>;
  /** Whether one listener takes TCP and UDP on a port. */
  readonly takesBoth?: (port: number) => boolean;
  /** Whether the Service names security groups that take the place of the one for the source ranges. */
  readonly hasOwnGroups: boolean;
  /** Whether it gets a security group of its own unless the Service names others. */
  readonly hasFrontendGroup?: true;
}

/**
 * A Network Load Balancer: it rewrites the destination to the target and leaves the source, unless client addresses are
 * not preserved. Source ranges are for what the nodes or pods see, so that they hold where these see the client.
 *
 * @see awsdocs/elb-network-load-balancers-user-guide, load-balancer-target-groups.md, client IP preservation
 * @see docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/service/annotations.md, load-balancer-source-ranges
 */
export function networkLoadBalancer(service: Service, shape: NlbShape): BalancerAnswer {
  const asked = askedAddresses(service, shape);
  if (asked.kind === 'refused') return asked;
  const listeners = listenersIn(service, shape);
  const open = listeners.filter(({ ignoresSourceRanges }) => ignoresSourceRanges === true);
  return {
    kind: 'plan',
    plan: planOf(service, shape, listeners, asked.of),
    ignored: open.length === 0 ? [] : openIgnored(service, shape, open.length < listeners.length),
  };
}

function openIgnored(
  service: Service,
  { hasOwnGroups, targets }: NlbShape,
  isInPart: boolean,
): ReturnType<typeof ignoredRanges> {
  if (hasOwnGroups) {
    return ignoredRanges(
      service,
      `its security groups are those of the annotation ${securityGroupsAnnotation}`,
      'Put the ranges into these security groups, or leave the annotation out',
    );
  }
  const where = isInPart ? 'on the ports where' : '';
  return ignoredRanges(
    service,
    `${where} client addresses are not preserved${targets === 'ip' ? ', as is the default with ip targets of TCP' : ''}`.trim(),
    `Set the annotation ${targetGroup} to preserve_client_ip.enabled=true, or name security groups in ${securityGroupsAnnotation}`,
  );
}

function planOf(
  service: Service,
  shape: NlbShape,
  listeners: readonly Listener[],
  { asksFor }: Pick<LoadBalancerPlan, 'asksFor'>,
): LoadBalancerPlan {
  const { annotations } = service.metadata;
  const attributes = attributesOf(annotations[targetGroup]);
  // One of TCP_UDP takes both protocols of its port.
  const places = new Set(
    listeners.map(({ port, protocol }) => (shape.takesBoth?.(port) === true ? port : `${port}/${protocol}`)),
  ).size;
  const isTransparent = listeners.every((listener) => listener.preservesClient);
  const isOpen = listeners.every(({ ignoresSourceRanges }) => ignoresSourceRanges === true);
  return {
    controller: shape.controller,
    product: 'nlb',
    layer: 4,
    kind: isTransparent ? 'passthrough' : 'l4-proxy',
    parts: [
      { type: 'nlb', count: 1 },
      { type: 'listener', count: places },
      { type: 'target-group', count: places },
      ...(shape.hasFrontendGroup === true && !shape.hasOwnGroups
        ? [{ type: 'security-group', count: 1 }]
        : []),
    ],
    scheme: shape.scheme,
    status: { field: 'hostname' },
    listeners,
    targetType: shape.targets === 'ip' ? 'pod' : 'node',
    delivers: deliveredBy(shape),
    ...(shape.targets === 'instance' ? nodesOf(service, shape) : {}),
    ...(asksFor === undefined ? {} : { asksFor }),
    sourceRanges: isOpen ? [] : sourceRangesOf(service),
    probe: statedProbe(service, shape.probe),
    allUnhealthy: { behaviour: 'fail-open' },
    traits: {
      ...traits,
      crossZone: shape.crossZone,
      drainingSeconds: numberOf(attributes.get('deregistration_delay.timeout_seconds')) ?? 300,
      proxyProtocol: attributes.get('proxy_protocol_v2.enabled') === 'true' ? 'v2' : 'none',
      ...(attributes.get('stickiness.enabled') === 'true' ? { affinity: 'source_ip' } : {}),
    },
  };
}

function nodesOf(
  service: Service,
  { nodes }: NlbShape,
): Pick<LoadBalancerPlan, 'leavesOut' | 'nodeSelector'> {
  const asked = statedNodes(service);
  return nodes === undefined ? asked : nodes(asked.nodeSelector);
}

const traits: BalancerTraits = {
  algorithm: 'flow-hash',
  hashFields: ['protocol', 'sourceIP', 'sourcePort', 'destinationIP', 'destinationPort', 'tcpSequence'],
  idleTimeoutSeconds: 350,
  idleRange: [60, 6000],
  idleExpired: 'reset',
  udpIdleTimeoutSeconds: 120,
  passesRefusals: 'unknown',
};

function deliveredBy({ targets }: NlbShape): 'podIP' | 'nodePort' {
  return targets === 'ip' ? 'podIP' : 'nodePort';
}

function listenersIn(service: Service, shape: NlbShape): readonly Listener[] {
  const attributes = attributesOf(service.metadata.annotations[targetGroup]);
  const speaksTLS = service.metadata.annotations[backendProtocol] === 'ssl';
  return listenersOf(service, deliveredBy(shape), (protocol, port) => {
    const takesBoth = shape.takesBoth?.(port) === true;
    const isPreserved = takesBoth || preservesClient(attributes, shape.targets, protocol);
    const endsTLS = protocol === 'TCP' && !takesBoth && hasCertificate(service, port);
    const hasProxyLine = shape.proxyProtocol?.(port);
    const idle = numberOf(shape.listenerAttributes?.(protocol, port).get('tcp.idle_timeout.seconds'));
    return {
      preservesClient: isPreserved,
      ...(endsTLS ? { terminates: 'TLS' } : {}),
      ...(endsTLS && speaksTLS ? { speaks: 'TLS' } : {}),
      ...(isPreserved && !shape.hasOwnGroups ? {} : { ignoresSourceRanges: true }),
      ...(hasProxyLine === undefined ? {} : { proxyProtocol: hasProxyLine ? 'v2' : 'none' }),
      ...(idle === undefined ? {} : { idleTimeoutSeconds: idle }),
    };
  });
}

/** On for instances and for UDP, alone or with TCP, where it cannot be turned off; off for addresses of TCP and TLS unless asked for. */
function preservesClient(
  attributes: ReadonlyMap<string, string>,
  targets: NlbShape['targets'],
  protocol: 'TCP' | 'UDP' | 'SCTP',
): boolean {
  if (protocol === 'UDP') return true;
  const said = attributes.get('preserve_client_ip.enabled');
  return said === undefined ? targets === 'instance' : said === 'true';
}

/**
 * An internal NLB may have addresses of its choice, one for each zone.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller pkg/service/model_build_load_balancer.go, buildLoadBalancerSubnetMappings
 */
function askedAddresses(service: Service, { scheme }: NlbShape): AskedAddresses {
  const asked = askedInZones(privateAddresses, service);
  if (asked.kind === 'refused' || asked.of.asksFor === undefined || scheme === 'internal') return asked;
  return refused(
    asked.of.asksFor.path,
    'only an internal NLB has private addresses of its choice',
    'Leave the annotation out, or make the NLB internal',
  );
}
