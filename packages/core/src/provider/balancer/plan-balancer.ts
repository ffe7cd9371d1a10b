import type { LoadBalancerController } from '../../cluster/load-balancer-controller.js';
import type { LoadBalancerProvider } from '../../cluster/platform.js';
import type { Service } from '../../object/service.js';
import { awsCloudProvider } from './aws-cloud-provider.js';
import { awsLoadBalancerController } from './aws-load-balancer-controller.js';
import { azure } from './azure.js';
import { cloudProviderKind } from './cloud-provider-kind.js';
import { generic } from './generic.js';
import { googleCloud } from './google-cloud.js';
import { hetzner } from './hetzner.js';
import { metallb } from './metallb.js';
import { minikubeTunnel } from './minikube-tunnel.js';
import { type BalancerAnswer, type BalancerPlanner, notServed } from './plan.js';
import { serviceLB } from './service-lb.js';

/**
 * The load balancer of a Service: the first controller that takes the Service plans it.
 *
 * @see kubernetes/website concepts/services-networking/service.md, load balancer class
 */
export function planBalancer(service: Service, { controllers }: LoadBalancerProvider): BalancerAnswer {
  for (const controller of controllers) {
    const answer = planning(controller).answer(service);
    if (answer.kind !== 'not-served') return answer;
  }
  return notServed;
}

/** Whether an annotation tells one of the controllers something that is followed here. */
export function isFollowed(annotation: string, provider: LoadBalancerProvider | null): boolean {
  return (provider?.controllers ?? []).some((controller) =>
    planning(controller).annotations.includes(annotation),
  );
}

/** A planner with the controller that it plans for. */
interface Planning {
  readonly annotations: readonly string[];
  readonly answer: (service: Service) => BalancerAnswer;
}

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
  return { annotations: planner.annotations, answer: (service) => planner.answer(service, controller) };
}
