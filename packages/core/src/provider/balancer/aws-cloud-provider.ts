import type { HealthProbe } from '../../cluster/health-probe.js';
import type { AwsCloudProvider } from '../../cluster/load-balancer-controller.js';
import type { Service } from '../../object/service.js';
import { internalAnnotation, typeAnnotation } from './aws-annotation.js';
import { classicAnnotations, classicLoadBalancer } from './aws-classic.js';
import { networkLoadBalancer, nlbAnnotations } from './aws-nlb.js';
import { type BalancerAnswer, type BalancerPlanner, notServed, refused } from './plan.js';
import { commonAnnotations, localProbe, protocolsOf } from './service-facts.js';

/**
 * The cloud provider for AWS: a Classic ELB, or an NLB of type `nlb`; what is `external` or `nlb-ip` it leaves to the
 * AWS Load Balancer Controller.
 *
 * @see kubernetes/cloud-provider-aws pkg/providers/v1/aws.go, EnsureLoadBalancer
 */
export const awsCloudProvider: BalancerPlanner<AwsCloudProvider> = {
  annotations: [
    ...commonAnnotations,
    typeAnnotation,
    internalAnnotation,
    ...classicAnnotations,
    ...nlbAnnotations,
  ],
  answer: (service, controller) => {
    const type = service.metadata.annotations[typeAnnotation];
    if (service.spec.loadBalancerClass !== undefined || type === 'external' || type === 'nlb-ip') {
      return notServed;
    }
    const refusal = refusalOf(service, type === 'nlb');
    if (refusal !== undefined) return refusal;
    const plan = type === 'nlb' ? networkPlan(service) : classicLoadBalancer(service, controller);
    return { kind: 'plan', plan };
  },
};

function refusalOf(service: Service, isNetwork: boolean): BalancerAnswer | undefined {
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
  if (protocols.has('SCTP') || (protocols.has('UDP') && !isNetwork)) {
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

function networkPlan(service: Service): Extract<BalancerAnswer, { kind: 'plan' }>['plan'] {
  const isInternal = (service.metadata.annotations[internalAnnotation] ?? 'false') !== 'false';
  return networkLoadBalancer(service, {
    controller: 'aws-cloud-provider',
    scheme: isInternal ? 'internal' : 'internet-facing',
    targets: 'instance',
    probe: networkProbe(service),
    proxyProtocol: 'none',
  });
}

/** @see kubernetes/cloud-provider-aws pkg/providers/v1/aws.go, buildNLBHealthCheckConfiguration */
function networkProbe(service: Service): HealthProbe {
  return (
    localProbe(service, { intervalSeconds: 10, timeoutSeconds: 10, healthy: 2, unhealthy: 2 }) ?? {
      kind: 'node-port',
      protocol: 'TCP',
      port: 'traffic-port',
      intervalSeconds: 30,
      timeoutSeconds: 10,
      healthy: 3,
      unhealthy: 3,
    }
  );
}
