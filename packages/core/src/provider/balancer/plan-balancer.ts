import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { LoadBalancerController } from '../../cluster/load-balancer-controller.js';
import type { LoadBalancerProvider } from '../../cluster/platform.js';
import type { Service } from '../../object/service.js';
import type { AnnotationReading } from './annotation-reading.js';
import { badValues } from './annotation-value.js';
import { awsCloudProvider } from './aws-cloud-provider.js';
import { awsLoadBalancerController } from './aws-load-balancer-controller.js';
import { azure } from './azure.js';
import { cloudProviderKind } from './cloud-provider-kind.js';
import { generic } from './generic.js';
import { googleCloud } from './google-cloud.js';
import { hetzner } from './hetzner.js';
import { overLimits } from './limits.js';
import { metallb } from './metallb.js';
import { minikubeTunnel } from './minikube-tunnel.js';
import {
  annotationPath,
  type BalancerAnswer,
  type IgnoredSetting,
  type BalancerPlanner,
  notServed,
  refused,
} from './plan.js';
import { serviceLB } from './service-lb.js';

/**
 * The load balancer of a Service: the first controller that takes the Service plans it.
 *
 * @see kubernetes/website concepts/services-networking/service.md, load balancer class
 */
export function planBalancer(service: Service, provider: LoadBalancerProvider): BalancerAnswer {
  return served(service, provider)?.answer ?? notServed;
}

/** A Service with what the controller that takes it answers, and the annotations that this reads. */
interface Served {
  readonly answer: BalancerAnswer;
  readonly reading: AnnotationReading;
}

/** What the first controller answers that takes a Service. */
export function served(service: Service, provider: LoadBalancerProvider): Served | undefined {
  for (const controller of provider.controllers) {
    const planner = planning(controller);
    const answer = planner.answer(service, provider);
    if (answer.kind === 'not-served') continue;
    const reading = planner.reading(service);
    return { answer: withValues(service, reading, answer), reading };
  }
  return undefined;
}

/** What is answered, but for values that annotations do not take: they are refused, or read as something else. */
function withValues(service: Service, reading: AnnotationReading, answer: BalancerAnswer): BalancerAnswer {
  const bad = badValues(service.metadata.annotations, reading);
  if (answer.kind !== 'plan') return answer;
  const worst = bad.find(({ isRefused }) => isRefused);
  if (worst !== undefined) return refused(annotationPath(worst.annotation), worst.message, worst.fix);
  const ignored = bad.map(({ annotation, message, fix, isOpen }) => ({
    path: annotationPath(annotation),
    message,
    fix,
    ...(isOpen === undefined ? {} : { isOpen }),
  }));
  const more = [...ignored, ...withoutNodePort(service, answer.plan), ...overLimits(answer.plan)];
  return more.length === 0 ? answer : { ...answer, ignored: [...(answer.ignored ?? []), ...more] };
}

/**
 * Ports that a load balancer sends to node ports and that have none.
 *
 * @see kubernetes/cloud-provider-aws pkg/providers/v1/aws.go, EnsureLoadBalancer: ports without node port are left out
 */
function withoutNodePort({ spec }: Service, { delivers }: LoadBalancerPlan): readonly IgnoredSetting[] {
  if (delivers !== 'nodePort') return [];
  return spec.ports.flatMap(({ port, nodePort }, index) =>
    nodePort === undefined
      ? [
          {
            path: `spec.ports[${index}].nodePort`,
            message: `the load balancer does not listen on port ${port}: it sends to node ports, and the port has none`,
            fix: 'Allocate node ports: leave out spec.allocateLoadBalancerNodePorts',
          },
        ]
      : [],
  );
}

/** A planner with the controller that it plans for. */
interface Planning {
  readonly reading: (service: Service) => AnnotationReading;
  readonly answer: (service: Service, provider: LoadBalancerProvider) => BalancerAnswer;
}

/** A controller that leaves Services to others. */
const ingressesOnly: Planning = {
  reading: () => ({ of: 'no Service', provider: '', followed: [], besideTheWay: [], notModelled: {} }),
  answer: () => notServed,
};

function planning(controller: LoadBalancerController): Planning {
  switch (controller.name) {
    case 'generic':
      return planningBy(generic, controller);
    case 'aws-cloud-provider':
      return planningBy(awsCloudProvider, controller);
    case 'aws-load-balancer-controller':
      return planningBy(awsLoadBalancerController, controller);
    case 'gce':
      return planningBy(googleCloud, controller);
    case 'gce-ingress':
      return ingressesOnly;
    case 'azure-cloud-provider':
      return planningBy(azure, controller);
    case 'metallb':
      return planningBy(metallb, controller);
    case 'servicelb':
      return planningBy(serviceLB, controller);
    case 'cloud-provider-kind':
      return planningBy(cloudProviderKind, controller);
    case 'hcloud-cloud-controller-manager':
      return planningBy(hetzner, controller);
    case 'minikube-tunnel':
      return planningBy(minikubeTunnel, controller);
    default:
      return controller satisfies never;
  }
}

function planningBy<C extends LoadBalancerController>(planner: BalancerPlanner<C>, controller: C): Planning {
  return {
    reading: planner.reading,
    answer: (service, provider) => planner.answer(service, controller, provider),
  };
}
