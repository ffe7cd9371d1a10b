import type { LoadBalancerController } from '../../cluster/load-balancer-controller.js';
import type { LoadBalancerProvider, Platform } from '../../cluster/platform.js';
import type { Service } from '../../object/service.js';
import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import { planBalancer } from './plan-balancer.js';

/** Why a Service of type LoadBalancer has no address, and what helps on its platform. */
export interface PendingReason {
  readonly message: string;
  readonly fix: string;
  /** The field of the Service that is at fault; absent: none. */
  readonly path?: string;
}

/** Why the load balancer of a Service stays pending. */
export function pendingReason(service: Service, { name, loadBalancers }: Platform): PendingReason {
  if (loadBalancers === null) return withoutProvider(name);
  const answer = planBalancer(service, loadBalancers);
  switch (answer.kind) {
    case 'refused':
      return answer;
    case 'not-served':
      return notServed(service, loadBalancers);
    case 'plan':
      return answer.plan.status.field === 'ip' && answer.plan.status.value === 'addresses-of-nodes'
        ? withoutNode(service)
        : withoutAddress(service, loadBalancers, answer.plan);
    default:
      return answer satisfies never;
  }
}

/** @see kubernetes/minikube site/content/en/docs/handbook/accessing.md; metallb/metallb website/content/_index.md */
function withoutProvider(platform: string): PendingReason {
  const message = `nobody provides load balancers on the platform ${platform}`;
  switch (platform) {
    case 'minikube':
      return { message, fix: "Run minikube tunnel: minikube({ tunnel: 'vm' }) or 'container'" };
    case 'bare-metal':
      return {
        message,
        fix: 'Ask for the node port, or install MetalLB, which the platform metallb has',
      };
    case 'kind':
      return { message, fix: 'Run cloud-provider-kind, or ask for the node port' };
    case 'k3s':
    case 'k3d':
      return { message, fix: 'Let k3s run its ServiceLB (no --disable=servicelb), or ask for the node port' };
    default:
      return {
        message,
        fix: 'Ask for the node port, or choose a platform that has load balancers, such as cloud()',
      };
  }
}

const albController: LoadBalancerController['name'] = 'aws-load-balancer-controller';

/** @see kubernetes/website concepts/services-networking/service.md, load balancer class */
function notServed(
  { spec: { loadBalancerClass } }: Service,
  { name, controllers }: LoadBalancerProvider,
): PendingReason {
  const isForAlbController = loadBalancerClass === undefined || loadBalancerClass === 'service.k8s.aws/nlb';
  const runs = new Set(controllers.map((controller) => controller.name));
  if (isForAlbController && runs.has('aws-cloud-provider') && !runs.has(albController)) {
    return {
      message: 'the Service is one for the AWS Load Balancer Controller, which does not run',
      fix: 'Install the AWS Load Balancer Controller, or leave out what makes the Service its: the class service.k8s.aws/nlb, or the type external or nlb-ip',
    };
  }
  if (loadBalancerClass === undefined) {
    return {
      message: `nobody on the platform ${name} provides what its annotations ask for`,
      fix: 'Look at the annotations of the Service, or state the address that it has in status.loadBalancer.ingress',
    };
  }
  return {
    message: `nobody on the platform ${name} provides the class ${loadBalancerClass}`,
    fix: 'Leave out spec.loadBalancerClass, or state the address that its controller gives it in status.loadBalancer.ingress',
  };
}

/** It has the addresses of nodes, and no node may hold it. */
function withoutNode({ spec: { externalTrafficPolicy } }: Service): PendingReason {
  return externalTrafficPolicy === 'Local'
    ? {
        path: 'spec.externalTrafficPolicy',
        message:
          'with externalTrafficPolicy Local it has the addresses of nodes with a ready pod, and there are none',
        fix: 'Make pods of the Service ready',
      }
    : { message: 'it has the addresses of ready nodes, and there are none', fix: 'Make the nodes ready' };
}

function withoutAddress(
  { spec: { ipFamilies } }: Service,
  { name, addressCIDR, internalCIDR = addressCIDR }: LoadBalancerProvider,
  { asksFor, scheme }: LoadBalancerPlan,
): PendingReason {
  if (asksFor !== undefined) {
    return {
      path: asksFor.path,
      message: `the address ${asksFor.addresses.join(', ')} is held by another`,
      fix: 'Ask for another address, or for none',
    };
  }
  const range = scheme === 'internal' ? internalCIDR : addressCIDR;
  return {
    message: `${name} has no ${ipFamilies.join(' or ')} address left in ${range}`,
    fix: 'State the address that it has in status.loadBalancer.ingress',
  };
}
