import type { HealthProbe } from '../../cluster/health-probe.js';
import type { AwsCloudProvider } from '../../cluster/load-balancer-controller.js';
import type { Service } from '../../object/service.js';
import type { AnnotationReading } from './annotation-reading.js';
import { goBool, orNothing } from './annotation-value.js';
import {
  accessLogAnnotations,
  internalAnnotation,
  internalValues,
  nodeLabelValues,
  prefix,
  typeAnnotation,
} from './aws-annotation.js';
import { classicLoadBalancer, classicReading } from './aws-classic.js';
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
import { type BalancerAnswer, type BalancerPlanner, notServed, refused } from './plan.js';
import { isYes, localProbe, nodeProbe, protocolsOf } from './service-facts.js';

const crossZone = `${prefix}cross-zone-load-balancing-enabled`;

/**
 * What an NLB of the cloud provider reads.
 *
 * @see kubernetes/cloud-provider-aws docs/service_controller.md; pkg/providers/v1/aws_loadbalancer.go, reconcileLBAttributes
 */
export const nlbReading: AnnotationReading = {
  of: 'an NLB of the cloud provider for AWS',
  provider: 'AWS',
  followed: [...nlbFollowed, crossZone],
  attributes: { [targetGroup]: { followed: targetGroupAttributes, besideTheWay: [] } },
  besideTheWay: [...nlbBesideTheWay, ...accessLogAnnotations],
  notModelled: nlbNotModelled,
  values: [
    internalValues,
    { annotation: crossZone, ...orNothing(goBool) },
    ...targetGroupValues,
    nodeLabelValues,
    ...probeValues(false),
  ],
};

/**
 * The cloud provider for AWS: a Classic ELB, or an NLB of type `nlb`; what is `external` or `nlb-ip` it leaves to the
 * AWS Load Balancer Controller.
 *
 * @see kubernetes/cloud-provider-aws pkg/providers/v1/aws.go, EnsureLoadBalancer
 */
export const awsCloudProvider: BalancerPlanner<AwsCloudProvider> = {
  reading: (service) => (isNetwork(service) ? nlbReading : classicReading),
  answer: (service, controller) => {
    const type = service.metadata.annotations[typeAnnotation];
    if (service.spec.loadBalancerClass !== undefined || type === 'external' || type === 'nlb-ip') {
      return notServed;
    }
    const refusal = refusalOf(service);
    if (refusal !== undefined) return refusal;
    return isNetwork(service) ? ofNetwork(service, controller) : classicLoadBalancer(service, controller);
  },
};

function isNetwork({ metadata: { annotations } }: Service): boolean {
  return annotations[typeAnnotation] === 'nlb';
}

function refusalOf(service: Service): BalancerAnswer | undefined {
  const protocols = protocolsOf(service);
  const { spec } = service;
  if (spec.sessionAffinity !== 'None') {
    return refused(
      'spec.sessionAffinity',
      'the cloud provider for AWS makes no load balancer with session affinity',
      'Remove spec.sessionAffinity',
    );
  }
  if (protocols.size > 1) {
    return refused(
      'spec.ports',
      'the cloud provider for AWS makes no load balancer of mixed protocols',
      'Make a Service for each protocol',
    );
  }
  if (protocols.has('SCTP') || (protocols.has('UDP') && !isNetwork(service))) {
    return refused(
      'spec.ports[0].protocol',
      `the cloud provider for AWS makes no load balancer for ${[...protocols].join()}`,
      protocols.has('UDP') ? `Set the annotation ${typeAnnotation} to nlb` : 'Use TCP',
    );
  }
  if (spec.loadBalancerIP !== undefined) {
    return refused(
      'spec.loadBalancerIP',
      'the cloud provider for AWS takes no spec.loadBalancerIP',
      'Remove it',
    );
  }
  return undefined;
}

/** Security groups of its own it has only where the cloud is configured so, which it is not by default. */
function ofNetwork(service: Service, controller: AwsCloudProvider): BalancerAnswer {
  const isInternal = (service.metadata.annotations[internalAnnotation] ?? 'false') !== 'false';
  return networkLoadBalancer(service, {
    controller: 'aws-cloud-provider',
    scheme: isInternal ? 'internal' : 'internet-facing',
    targets: 'instance',
    probe: networkProbe(service, controller),
    crossZone: isYes(service, crossZone),
    hasOwnGroups: false,
  });
}

/** @see kubernetes/cloud-provider-aws pkg/providers/v1/aws.go, buildNLBHealthCheckConfiguration */
function networkProbe(service: Service, { healthProbeMode }: AwsCloudProvider): HealthProbe {
  const timing = { intervalSeconds: 30, timeoutSeconds: 10, healthy: 3, unhealthy: 3 };
  const local = localProbe(service, { intervalSeconds: 10, timeoutSeconds: 10, healthy: 2, unhealthy: 2 });
  if (local !== undefined) return local;
  if (healthProbeMode === 'Shared') return nodeProbe(timing);
  return { kind: 'node-port', protocol: 'TCP', port: 'traffic-port', ...timing };
}
