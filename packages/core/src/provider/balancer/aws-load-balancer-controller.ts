import type { HealthProbe } from '../../cluster/health-probe.js';
import type { AwsLoadBalancerController } from '../../cluster/load-balancer-controller.js';
import type { Service } from '../../object/service.js';
import { internalAnnotation, prefix, typeAnnotation } from './aws-annotation.js';
import { networkLoadBalancer, nlbAnnotations } from './aws-nlb.js';
import { type BalancerPlanner, notServed, refused } from './plan.js';
import { commonAnnotations, localProbe, protocolsOf } from './service-facts.js';

const scheme = `${prefix}scheme`;
const targetType = `${prefix}nlb-target-type`;
const proxyProtocol = `${prefix}proxy-protocol`;
const bothOnOnePort = `${prefix}enable-tcp-udp-listener`;

/** The class of the Services that the controller serves. */
const loadBalancerClass = 'service.k8s.aws/nlb';

/**
 * The AWS Load Balancer Controller: an NLB for a Service of its class, or of type `external` or `nlb-ip`; to nodes or,
 * past kube-proxy, to pods. Internal unless its scheme says otherwise.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/service/{nlb,annotations}.md, pkg/service
 */
export const awsLoadBalancerController: BalancerPlanner<AwsLoadBalancerController> = {
  annotations: [
    ...commonAnnotations,
    typeAnnotation,
    internalAnnotation,
    scheme,
    targetType,
    proxyProtocol,
    ...nlbAnnotations,
  ],
  answer: (service) => {
    const { annotations } = service.metadata;
    const type = annotations[typeAnnotation];
    const isOwnClass = service.spec.loadBalancerClass === loadBalancerClass;
    const isAsked =
      service.spec.loadBalancerClass === undefined && (type === 'external' || type === 'nlb-ip');
    if (!isOwnClass && !isAsked) return notServed;
    const targets = type === 'nlb-ip' || annotations[targetType] === 'ip' ? 'ip' : 'instance';
    const withoutNodePort = service.spec.ports.findIndex(({ nodePort }) => nodePort === undefined);
    if (targets === 'instance' && withoutNodePort >= 0) {
      return refused(
        `spec.ports[${withoutNodePort}].nodePort`,
        'the port has no node port, and instance targets need one',
        `Allocate node ports, or set the annotation ${targetType} to ip`,
      );
    }
    if (protocolsOf(service).size > 1 && sharesPort(service) && annotations[bothOnOnePort] !== 'true') {
      return refused(
        'spec.ports',
        'TCP and UDP on one port need a listener for both',
        `Set the annotation ${bothOnOnePort} to "true"`,
      );
    }
    return {
      kind: 'plan',
      plan: networkLoadBalancer(service, {
        controller: 'aws-load-balancer-controller',
        scheme: schemeOf(service),
        targets,
        // A pod is asked itself: externalTrafficPolicy is not looked at.
        probe: targets === 'ip' ? podProbe : instanceProbe(service),
        leavesOut: 'not-ready',
        // As the page on annotations has it of load-balancer-source-ranges.
        rangesNeedClient: true,
        proxyProtocol: annotations[proxyProtocol] === '*' ? 'v2' : 'none',
      }),
    };
  },
};

function schemeOf({ metadata: { annotations } }: Service): 'internet-facing' | 'internal' {
  const said = annotations[scheme];
  if (said !== undefined) return said === 'internet-facing' ? said : 'internal';
  return annotations[internalAnnotation] === 'false' ? 'internet-facing' : 'internal';
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
