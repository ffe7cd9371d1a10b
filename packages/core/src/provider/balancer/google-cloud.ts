import type { HealthProbe } from '../../cluster/health-probe.js';
import type { BalancerTraits, LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { GoogleCloudController } from '../../cluster/load-balancer-controller.js';
import type { Service } from '../../object/service.js';
import type { AnnotationReading } from './annotation-reading.js';
import { oneOf, orNothing } from './annotation-value.js';
import { askedAddress } from './asked-addresses.js';
import { type BalancerAnswer, type BalancerPlanner, notServed, refused } from './plan.js';
import {
  listenersOf,
  localProbe,
  nodeProbe,
  protocolsOf,
  rangesAnnotation,
  sourceRangesOf,
} from './service-facts.js';

const typeAnnotation = 'networking.gke.io/load-balancer-type';
const typeAnnotationOfOld = 'cloud.google.com/load-balancer-type';
const backendService = 'cloud.google.com/l4-rbs';

/**
 * What a passthrough load balancer reads. What is for those of Ingresses and Gateways has no effect on it.
 *
 * @see kubernetes/cloud-provider-gcp providers/gce/gce_annotations.go
 * @see kubernetes/ingress-gce pkg/annotations/service.go
 */
export const googleReading: AnnotationReading = {
  of: 'a passthrough load balancer of Google Cloud',
  provider: 'Google Cloud',
  followed: [rangesAnnotation, typeAnnotation, typeAnnotationOfOld, backendService],
  besideTheWay: [
    'cloud.google.com/network-tier',
    'cloud.google.com/neg',
    'cloud.google.com/neg-status',
    'cloud.google.com/app-protocols',
    'cloud.google.com/backend-config',
    'beta.cloud.google.com/backend-config',
    'networking.gke.io/transparent-health-checker',
  ],
  notModelled: {
    'networking.gke.io/internal-load-balancer-allow-global-access':
      'clients of other regions reach it, which the model does not keep out',
    'networking.gke.io/internal-load-balancer-subnet': 'its address is one of this subnet',
    'networking.gke.io/load-balancer-ip-addresses': 'it has the addresses that these names stand for',
    'networking.gke.io/weighted-load-balancing': 'a node gets as many connections as it has pods',
    'cloud.google.com/load-balancer-backend-share': 'internal ones share a backend service',
    'alpha.cloud.google.com/load-balancer-backend-share': 'internal ones share a backend service',
  },
  values: [
    ...[typeAnnotation, typeAnnotationOfOld].map((annotation) => ({
      annotation,
      ...orNothing(oneOf('Internal', 'internal', 'External')),
      otherwise: 'is external',
      isOpen: true as const,
    })),
    {
      annotation: backendService,
      ...orNothing(oneOf('enabled')),
      otherwise: 'has no backend service for it',
    },
  ],
};

/** The products, by the class of a Service. */
const classes: ReadonlyMap<string, Product> = new Map([
  ['networking.gke.io/l4-regional-external', 'external-backend-service'],
  ['networking.gke.io/l4-regional-external-legacy', 'external-target-pool'],
  ['networking.gke.io/l4-regional-internal', 'internal-subset'],
  ['networking.gke.io/l4-regional-internal-legacy', 'internal-instance-groups'],
]);

type Product =
  'external-target-pool' | 'external-backend-service' | 'internal-instance-groups' | 'internal-subset';

/**
 * Google Cloud's passthrough load balancers: packets arrive at the node with the address of the forwarding rule and the
 * client's, and answers go straight back.
 *
 * @see kubernetes/cloud-provider-gcp providers/gce; kubernetes/ingress-gce pkg/l4
 * @see docs.cloud.google.com load-balancing/docs/network/networklb-backend-service and load-balancing/docs/internal
 */
export const googleCloud: BalancerPlanner<GoogleCloudController> = {
  reading: () => googleReading,
  answer: (service, controller) => {
    const product = productOf(service, controller);
    if (product === undefined) return notServed;
    const refusal = mixedRefusal(service, product);
    if (refusal !== undefined) return refusal;
    const asked = askedAddress(service);
    return asked.kind === 'refused' ? asked : { kind: 'plan', plan: planOf(service, product, asked.of) };
  },
};

/** Of old a load balancer had one protocol. @see kubernetes/cloud-provider-gcp providers/gce/gce_util.go, getPortsAndProtocol */
function mixedRefusal(service: Service, product: Product): BalancerAnswer | undefined {
  const isOld = product === 'external-target-pool' || product === 'internal-instance-groups';
  return isOld && protocolsOf(service).size > 1
    ? refused(
        'spec.ports',
        'this load balancer of Google Cloud has ports of one protocol only',
        'Make a Service for each protocol',
      )
    : undefined;
}

function productOf(
  { metadata: { annotations }, spec: { loadBalancerClass } }: Service,
  { subsetting, external }: GoogleCloudController,
): Product | undefined {
  if (loadBalancerClass !== undefined) return classes.get(loadBalancerClass);
  const type = annotations[typeAnnotation] ?? annotations[typeAnnotationOfOld] ?? '';
  if (type === 'Internal' || type === 'internal')
    return subsetting ? 'internal-subset' : 'internal-instance-groups';
  const isBackendService = annotations[backendService] === 'enabled' || external === 'backend-service';
  return isBackendService ? 'external-backend-service' : 'external-target-pool';
}

function planOf(
  service: Service,
  product: Product,
  { asksFor }: Pick<LoadBalancerPlan, 'asksFor'>,
): LoadBalancerPlan {
  const isInternal = product === 'internal-subset' || product === 'internal-instance-groups';
  const delivered = listenersOf(service, 'vip', () => ({ preservesClient: true }));
  return {
    controller: 'gce',
    product,
    layer: 4,
    kind: 'passthrough',
    parts: [
      { type: 'forwarding-rule', count: 1 },
      { type: product === 'external-target-pool' ? 'target-pool' : 'backend-service', count: 1 },
    ],
    scheme: isInternal ? 'internal' : 'internet-facing',
    status: { field: 'ip', value: 'own' },
    listeners: delivered,
    targetType: 'node',
    delivers: 'vip',
    ...(asksFor === undefined ? {} : { asksFor }),
    sourceRanges: sourceRangesOf(service),
    probe: probeOf(service, product),
    // As a last resort an internal one spreads new connections over all of its backends.
    allUnhealthy: isInternal ? { behaviour: 'fail-open' } : { behaviour: 'unknown' },
    ...(passesAllPorts(service, isInternal) ? { allPorts: true } : {}),
    traits: {
      ...traits,
      ...backendsOf(service, product),
      affinity: service.spec.sessionAffinity === 'ClientIP' ? 'CLIENT_IP' : 'NONE',
    },
  };
}

const traits: BalancerTraits = {
  algorithm: 'flow-hash',
  hashFields: ['protocol', 'sourceIP', 'sourcePort', 'destinationIP', 'destinationPort'],
  directServerReturn: true,
  drainingSeconds: 30,
};

/** A forwarding rule has five ports at most; an internal one of a Service with more takes all. */
function passesAllPorts({ spec }: Service, isInternal: boolean): boolean {
  return isInternal && spec.ports.length > 5;
}

/** @see kubernetes/ingress-gce pkg/neg/syncers/subsets.go */
function backendsOf({ spec }: Service, product: Product): Pick<BalancerTraits, 'backends'> {
  const isLocal = spec.externalTrafficPolicy === 'Local';
  const nodes = isLocal ? 'with-endpoints' : 'any';
  switch (product) {
    case 'internal-subset':
      return { backends: { max: isLocal ? 250 : 25, nodes } };
    case 'external-backend-service':
      return { backends: { max: isLocal ? 3000 : 250, nodes } };
    case 'internal-instance-groups':
      return { backends: { max: 250, nodes: 'any' } };
    case 'external-target-pool':
      return {};
    default:
      return product satisfies never;
  }
}

/** One probe of kube-proxy for all Services; under policy Local each has its own, faster for what has a backend service. */
function probeOf(service: Service, product: Product): HealthProbe {
  const isOld = product === 'external-target-pool';
  const local = localProbe(service, {
    intervalSeconds: isOld ? 8 : 3,
    timeoutSeconds: 1,
    healthy: 1,
    unhealthy: isOld ? 3 : 2,
  });
  return (
    local ?? {
      ...nodeProbe({ intervalSeconds: 8, timeoutSeconds: 1, healthy: 1, unhealthy: 3 }),
      shared: true,
    }
  );
}
