import type { HealthProbe } from '../../cluster/health-probe.js';
import type { BalancerTraits, LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { HetznerCloudController } from '../../cluster/load-balancer-controller.js';
import { readLabelSelector } from '../../object/label-selector-text.js';
import type { Service } from '../../object/service.js';
import type { AnnotationReading } from './annotation-reading.js';
import { goBool, oneOf, oneOfAnyCase, wholeNumber } from './annotation-value.js';
import { annotationPath, type BalancerPlanner, notServed, refused } from './plan.js';
import {
  ignoredAddress,
  ignoredAffinity,
  ignoredRanges,
  isYes,
  listenersOf,
  numberIn,
  protocolsOf,
} from './service-facts.js';

const prefix = 'load-balancer.hetzner.cloud/';
const proxyProtocol = `${prefix}uses-proxyprotocol`;
const algorithmType = `${prefix}algorithm-type`;
const protocol = `${prefix}protocol`;
const privateOnly = `${prefix}disable-public-network`;
const nodeSelector = `${prefix}node-selector`;
const probe = `${prefix}health-check-`;

/** What a load balancer of Hetzner Cloud reads. @see hetznercloud/hcloud-cloud-controller-manager docs/reference/load_balancer_annotations.md */
export const hetznerReading: AnnotationReading = {
  of: 'a load balancer of Hetzner Cloud',
  provider: 'Hetzner Cloud',
  followed: [
    proxyProtocol,
    algorithmType,
    protocol,
    privateOnly,
    nodeSelector,
    `${probe}protocol`,
    `${probe}port`,
    `${probe}interval`,
    `${probe}timeout`,
    `${probe}retries`,
    `${probe}http-path`,
    `${prefix}http-status-codes`,
  ],
  besideTheWay: [
    `${prefix}name`,
    `${prefix}id`,
    `${prefix}type`,
    `${prefix}location`,
    `${prefix}network-zone`,
    `${prefix}ipv4`,
    `${prefix}ipv6`,
    `${prefix}ipv4-rdns`,
    `${prefix}ipv6-rdns`,
    `${prefix}ipv6-disabled`,
    `${prefix}certificate-type`,
    `${prefix}http-certificates`,
    `${prefix}http-managed-certificate-*`,
    `${probe}http-domain`,
    `${probe}http-validate-certificate`,
  ],
  notModelled: {
    [`${prefix}hostname`]: 'the Service has this name in its status, in place of an address',
    [`${prefix}use-private-ip`]: 'nodes are asked at their private addresses, as the model does anyhow',
    [`${prefix}disable-private-ingress`]: 'its private address is not told in the status',
    [`${prefix}private-ipv4`]: 'it has this address in the private network',
    [`${prefix}private-subnet-ip-range`]: 'its private address is one of this range',
    [`${prefix}http-redirect-http`]: 'requests without TLS are redirected',
    [`${prefix}http-sticky-sessions`]: 'a cookie keeps a client at its target',
    [`${prefix}http-cookie-*`]: 'a cookie keeps a client at its target',
    [`${prefix}http-timeout-idle`]: 'idle connections are closed earlier or later',
  },
  values: [
    { annotation: proxyProtocol, ...goBool },
    { annotation: privateOnly, ...goBool },
    { annotation: algorithmType, ...oneOf('round_robin', 'least_connections') },
    { annotation: protocol, ...oneOfAnyCase('tcp', 'http', 'https') },
    { annotation: `${probe}protocol`, ...oneOfAnyCase('tcp', 'http', 'https') },
    { annotation: `${probe}port`, ...wholeNumber(1, 65_535) },
  ],
};

/**
 * A load balancer of Hetzner Cloud: a proxy that sends to the node ports. Nothing filters sources.
 *
 * @see hetznercloud/hcloud-cloud-controller-manager docs/reference/load_balancer_annotations.md, internal/hcops/load_balancer.go
 */
export const hetzner: BalancerPlanner<HetznerCloudController> = {
  reading: () => hetznerReading,
  answer: (service) => {
    if (service.spec.loadBalancerClass !== undefined) return notServed;
    const asked = protocolsOf(service);
    if (asked.has('UDP') || asked.has('SCTP')) {
      return refused('spec.ports', 'a load balancer of Hetzner Cloud takes TCP only', 'Use TCP');
    }
    const selector = service.metadata.annotations[nodeSelector] ?? '';
    if (selector !== '' && readLabelSelector(selector) === undefined) {
      return refused(
        annotationPath(nodeSelector),
        'the annotation is no label selector, and the targets are not updated',
        'Write it as kubectl takes it: key=value,other in (a,b)',
      );
    }
    return {
      kind: 'plan',
      plan: planOf(service),
      ignored: [
        ...ignoredRanges(
          service,
          'a load balancer of Hetzner Cloud has none, and kube-proxy does not see its address',
          'Put a firewall of Hetzner Cloud in front, or filter in the cluster',
        ),
        ...ignoredAddress(service, hetznerReading.of),
        ...ignoredAffinity(service, hetznerReading.of),
      ],
    };
  },
};

function planOf(service: Service): LoadBalancerPlan {
  const speaks = httpOf(service);
  const selector = readLabelSelector(service.metadata.annotations[nodeSelector] ?? '');
  return {
    controller: 'hcloud-cloud-controller-manager',
    product: 'load-balancer',
    layer: speaks === undefined ? 4 : 7,
    kind: speaks === undefined ? 'l4-proxy' : 'l7-proxy',
    parts: [{ type: 'load-balancer', count: 1 }],
    scheme: isYes(service, privateOnly) ? 'internal' : 'internet-facing',
    status: { field: 'ip', value: 'own' },
    listeners: listenersOf(service, 'nodePort', () => ({
      preservesClient: false,
      ...(speaks === undefined ? {} : { terminates: speaks }),
    })),
    targetType: 'node',
    delivers: 'nodePort',
    ...(selector === undefined ? {} : { nodeSelector: selector }),
    sourceRanges: [],
    probe: probeOf(service),
    allUnhealthy: { behaviour: 'unknown' },
    traits: traitsOf(service),
  };
}

function traitsOf(service: Service): BalancerTraits {
  const isByConnections = service.metadata.annotations[algorithmType] === 'least_connections';
  return {
    algorithm: isByConnections ? 'least-outstanding-requests' : 'round-robin',
    proxyProtocol: isYes(service, proxyProtocol) ? 'v2' : 'none',
  };
}

function httpOf({ metadata: { annotations } }: Service): 'HTTP' | 'HTTPS' | undefined {
  switch (annotations[protocol]?.toLowerCase()) {
    case 'http':
      return 'HTTP';
    case 'https':
      return 'HTTPS';
    default:
      return undefined;
  }
}

/** The node port, unless annotations say otherwise; how often it asks no source says. */
function probeOf(service: Service): HealthProbe {
  const { annotations } = service.metadata;
  const interval = numberIn(service, `${probe}interval`);
  const timeout = numberIn(service, `${probe}timeout`);
  const retries = numberIn(service, `${probe}retries`);
  const port = numberIn(service, `${probe}port`);
  const timing = {
    ...(interval === undefined ? {} : { intervalSeconds: interval }),
    ...(timeout === undefined ? {} : { timeoutSeconds: timeout }),
    ...(retries === undefined ? {} : { unhealthy: retries }),
  };
  const asked = { kind: kindOf(service, port), port: port ?? ('traffic-port' as const), ...timing };
  const speaks = annotations[`${probe}protocol`]?.toUpperCase();
  if (speaks !== 'HTTP' && speaks !== 'HTTPS') return { ...asked, protocol: 'TCP' };
  const codes = annotations[`${prefix}http-status-codes`];
  return {
    ...asked,
    protocol: speaks,
    path: annotations[`${probe}http-path`] ?? '/',
    ...(codes === undefined ? {} : { codes }),
  };
}

function kindOf({ spec }: Service, port: number | undefined): HealthProbe['kind'] {
  if (port === undefined) return 'node-port';
  if (port === spec.healthCheckNodePort) return 'local-endpoints';
  return port === 10_256 ? 'node' : 'node-port';
}
