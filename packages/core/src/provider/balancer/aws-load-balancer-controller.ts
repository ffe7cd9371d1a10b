import type { HealthProbe } from '../../cluster/health-probe.js';
import type { AwsLoadBalancerController } from '../../cluster/load-balancer-controller.js';
import type { Service } from '../../object/service.js';
import type { AnnotationReading } from './annotation-reading.js';
import { attributesOf } from './annotation-text.js';
import { goBool, oneOf, saysYes, wholeNumber } from './annotation-value.js';
import {
  accessLogAnnotations,
  certificatePorts,
  internalAnnotation,
  nodeLabelRule,
  prefix,
  securityGroupsAnnotation,
  typeAnnotation,
} from './aws-annotation.js';
import {
  networkLoadBalancer,
  nlbBesideTheWay,
  nlbFollowed,
  nlbNotModelled,
  targetGroup,
  targetGroupAttributes,
  targetGroupValues,
} from './aws-nlb.js';
import { probeValues } from './health-check-annotations.js';
import { annotationPath, type BalancerAnswer, type BalancerPlanner, notServed, refused } from './plan.js';
import { ignoredAddress, ignoredAffinity, isYes, localProbe, protocolsOf } from './service-facts.js';
import { trafficProxyNodes } from './traffic-proxy-nodes.js';

const scheme = `${prefix}scheme`;
const targetType = `${prefix}nlb-target-type`;
const proxyProtocol = `${prefix}proxy-protocol`;
const proxyProtocolPorts = `${prefix}proxy-protocol-per-target-group`;
const bothOnOnePort = `${prefix}enable-tcp-udp-listener`;
const loadBalancer = `${prefix}attributes`;
const crossZone = `${prefix}cross-zone-load-balancing-enabled`;
const listener = `${prefix}listener-attributes`;

/** What an NLB of the AWS Load Balancer Controller reads. @see kubernetes-sigs/aws-load-balancer-controller docs/guide/service/annotations.md */
export const controllerReading: AnnotationReading = {
  of: 'an NLB of the AWS Load Balancer Controller',
  provider: 'AWS',
  followed: [
    ...nlbFollowed,
    scheme,
    targetType,
    proxyProtocol,
    proxyProtocolPorts,
    bothOnOnePort,
    loadBalancer,
    crossZone,
    `${listener}.*`,
  ],
  attributes: {
    [targetGroup]: {
      followed: targetGroupAttributes,
      besideTheWay: [],
    },
    [loadBalancer]: {
      followed: ['load_balancing.cross_zone.enabled'],
      besideTheWay: ['access_logs.s3.*', 'deletion_protection.enabled'],
    },
    [`${listener}.*`]: { followed: ['tcp.idle_timeout.seconds'], besideTheWay: [] },
  },
  besideTheWay: [
    ...nlbBesideTheWay,
    ...accessLogAnnotations,
    `${prefix}name`,
    `${prefix}minimum-load-balancer-capacity`,
    `${prefix}multi-cluster-target-group`,
    `${prefix}enable-icmp-for-path-mtu-discovery`,
  ],
  notModelled: {
    ...nlbNotModelled,
    'service.beta.kubernetes.io/actions.*': 'connections go to several Services by weight',
    [`${prefix}target-group-attributes.*`]: 'the attributes of one port are others',
    [`${prefix}ip-address-type`]: 'it has addresses of IPv6 too, whose clients targets of IPv4 do not see',
    [`${prefix}ipv6-addresses`]: 'it has these addresses of IPv6',
    [`${prefix}enable-prefix-for-ipv6-source-nat`]: 'UDP works over IPv6',
    [`${prefix}source-nat-ipv6-prefixes`]: 'UDP over IPv6 comes from these prefixes',
    [`${prefix}alpn-policy`]: 'it settles the protocol in the handshake of TLS',
    [`${prefix}manage-backend-security-group-rules`]: 'the security groups of the targets may stay closed',
    [`${prefix}inbound-sg-rules-on-private-link-traffic`]: 'source ranges may not hold for PrivateLink',
    [`${prefix}security-group-prefix-lists`]: 'only sources in these lists are let in, or these too',
    [`${prefix}disable-nlb-sg`]: 'it has no security group; those of the nodes are opened instead',
    [`${prefix}quic-enabled-ports`]: 'these ports speak QUIC',
  },
  values: [
    { annotation: internalAnnotation, ...goBool },
    { annotation: crossZone, ...goBool },
    { annotation: bothOnOnePort, ...goBool },
    {
      annotation: loadBalancer,
      attribute: 'load_balancing.cross_zone.enabled',
      ...oneOf('true', 'false'),
    },
    { annotation: `${listener}.*`, attribute: 'tcp.idle_timeout.seconds', ...wholeNumber(60, 6000) },
    ...targetGroupValues,
    nodeLabelRule,
    ...probeValues(true),
  ],
};

/** The class of the Services that the controller serves. */
const loadBalancerClass = 'service.k8s.aws/nlb';

/**
 * The AWS Load Balancer Controller: an NLB for a Service of its class, or of type `external` or `nlb-ip`; to nodes or,
 * past kube-proxy, to pods. Internal unless its scheme says otherwise.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/service/{nlb,annotations}.md, pkg/service
 */
export const awsLoadBalancerController: BalancerPlanner<AwsLoadBalancerController> = {
  reading: () => controllerReading,
  answer: (service) => {
    const { annotations } = service.metadata;
    const type = annotations[typeAnnotation];
    const isOwnClass = service.spec.loadBalancerClass === loadBalancerClass;
    const isAsked =
      service.spec.loadBalancerClass === undefined && (type === 'external' || type === 'nlb-ip');
    if (!isOwnClass && !isAsked) return notServed;
    const targets = type === 'nlb-ip' || annotations[targetType] === 'ip' ? 'ip' : 'instance';
    return refusalOf(service, targets) ?? planned(service, targets);
  },
};

function planned(service: Service, targets: 'instance' | 'ip'): BalancerAnswer {
  const { annotations } = service.metadata;
  const answer = networkLoadBalancer(service, {
    controller: 'aws-load-balancer-controller',
    scheme: schemeOf(service),
    targets,
    // A pod is asked itself: externalTrafficPolicy is not looked at.
    probe: targets === 'ip' ? podProbe : instanceProbe(service),
    nodes: trafficProxyNodes,
    crossZone:
      attributesOf(annotations[loadBalancer]).get('load_balancing.cross_zone.enabled') === 'true' ||
      isYes(service, crossZone),
    proxyProtocol: (port) => hasProxyLine(service, port),
    takesBoth: (port) => protocolsAt(service, port) > 1,
    listenerAttributes: (protocol, port) => attributesOf(annotations[`${listener}.${protocol}-${port}`]),
    hasOwnGroups: (annotations[securityGroupsAnnotation] ?? '') !== '',
    ...(isYes(service, `${prefix}disable-nlb-sg`) ? {} : { hasFrontendGroup: true }),
  });
  if (answer.kind !== 'plan') return answer;
  return {
    ...answer,
    ignored: [
      ...(answer.ignored ?? []),
      ...ignoredAddress(service, controllerReading.of),
      ...ignoredAffinity(service, controllerReading.of),
    ],
  };
}

/** For all ports, or for those that are listed; undefined where the attributes of the target group tell. */
function hasProxyLine({ metadata: { annotations } }: Service, port: number): boolean | undefined {
  if (annotations[proxyProtocol] === '*') return true;
  const ports = annotations[proxyProtocolPorts];
  return ports?.split(',').some((entry) => entry.trim() === String(port));
}

function refusalOf(service: Service, targets: 'instance' | 'ip'): BalancerAnswer | undefined {
  return (
    valueRefusal(service, scheme, ['internal', 'internet-facing']) ??
    valueRefusal(service, targetType, ['instance', 'ip']) ??
    valueRefusal(service, proxyProtocol, ['*']) ??
    certificatePortRefusal(service) ??
    portRefusal(service, targets)
  );
}

function valueRefusal(
  { metadata: { annotations } }: Service,
  name: string,
  values: readonly string[],
): BalancerAnswer | undefined {
  const said = annotations[name];
  if (said === undefined || values.includes(said)) return undefined;
  return refused(
    annotationPath(name),
    `"${said}" is no value of the annotation`,
    `Write ${values.join(' or ')}`,
  );
}

/** @see kubernetes-sigs/aws-load-balancer-controller pkg/service/model_build_listener.go, validateTLSPortsSet */
function certificatePortRefusal({ metadata: { annotations }, spec }: Service): BalancerAnswer | undefined {
  const unused = (annotations[certificatePorts] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .find((entry) => !spec.ports.some(({ name, port }) => name === entry || String(port) === entry));
  return unused === undefined
    ? undefined
    : refused(
        annotationPath(certificatePorts),
        `the Service has no port ${unused}; a star stands for none`,
        'List names or numbers of ports of the Service, or leave the annotation out for all of them',
      );
}

function portRefusal(service: Service, targets: 'instance' | 'ip'): BalancerAnswer | undefined {
  const withoutNodePort = service.spec.ports.findIndex(({ nodePort }) => nodePort === undefined);
  if (targets === 'instance' && withoutNodePort >= 0) {
    return refused(
      `spec.ports[${withoutNodePort}].nodePort`,
      'the port has no node port, and instance targets need one',
      `Allocate node ports, or set the annotation ${targetType} to ip`,
    );
  }
  if (protocolsOf(service).size > 1 && sharesPort(service) && !isYes(service, bothOnOnePort)) {
    return refused(
      'spec.ports',
      'TCP and UDP on one port need a listener for both',
      `Set the annotation ${bothOnOnePort} to "true"`,
    );
  }
  return undefined;
}

function schemeOf({ metadata: { annotations } }: Service): 'internet-facing' | 'internal' {
  const said = annotations[scheme];
  if (said !== undefined) return said === 'internet-facing' ? said : 'internal';
  const isInternal = annotations[internalAnnotation];
  return isInternal === undefined || saysYes(isInternal) ? 'internal' : 'internet-facing';
}

function protocolsAt({ spec: { ports } }: Service, port: number): number {
  return ports.filter((entry) => entry.port === port).length;
}

function sharesPort({ spec: { ports } }: Service): boolean {
  return new Set(ports.map(({ port }) => port)).size < ports.length;
}

const timing = { intervalSeconds: 10, timeoutSeconds: 10, healthy: 3, unhealthy: 3 } as const;

const podProbe: HealthProbe = { kind: 'pod', protocol: 'TCP', port: 'traffic-port', ...timing };

function instanceProbe(service: Service): HealthProbe {
  return (
    localProbe(service, { intervalSeconds: 10, timeoutSeconds: 6, healthy: 2, unhealthy: 2 }) ?? {
      kind: 'node-port',
      protocol: 'TCP',
      port: 'traffic-port',
      ...timing,
    }
  );
}
