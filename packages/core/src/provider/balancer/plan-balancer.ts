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
import { type BalancerAnswer, notServed } from './plan.js';
import { serviceLB } from './service-lb.js';

/**
 * The load balancer of a Service: the first controller that takes the Service plans it.
 *
 * @see kubernetes/website concepts/services-networking/service.md, load balancer class
 */
export function planBalancer(service: Service, { controllers }: LoadBalancerProvider): BalancerAnswer {
  for (const controller of controllers) {
    const answer = answerOf(service, controller);
    if (answer.kind !== 'not-served') return answer;
  }
  return notServed;
}

function answerOf(service: Service, controller: LoadBalancerController): BalancerAnswer {
  switch (controller.name) {
    case 'generic':
      return generic.answer(service, controller);
    case 'aws-cloud-provider':
      return awsCloudProvider.answer(service, controller);
    case 'aws-load-balancer-controller':
      return awsLoadBalancerController.answer(service, controller);
    case 'gce':
      return googleCloud.answer(service, controller);
    case 'azure-cloud-provider':
      return azure.answer(service, controller);
    case 'metallb':
      return metallb.answer(service, controller);
    case 'servicelb':
      return serviceLB.answer(service, controller);
    case 'cloud-provider-kind':
      return cloudProviderKind.answer(service, controller);
    case 'hcloud-cloud-controller-manager':
      return hetzner.answer(service, controller);
    case 'minikube-tunnel':
      return minikubeTunnel.answer(service, controller);
    default:
      return controller satisfies never;
  }
}

const planners = {
  generic,
  'aws-cloud-provider': awsCloudProvider,
  'aws-load-balancer-controller': awsLoadBalancerController,
  gce: googleCloud,
  'azure-cloud-provider': azure,
  metallb,
  servicelb: serviceLB,
  'cloud-provider-kind': cloudProviderKind,
  'hcloud-cloud-controller-manager': hetzner,
  'minikube-tunnel': minikubeTunnel,
} as const;

/** Whether an annotation tells one of the controllers something that is followed here. */
export function isFollowed(annotation: string, provider: LoadBalancerProvider | null): boolean {
  return (provider?.controllers ?? []).some(({ name }) => planners[name].annotations.includes(annotation));
}
