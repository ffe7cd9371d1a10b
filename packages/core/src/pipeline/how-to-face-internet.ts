import type { LoadBalancer } from '../cluster/infrastructure.js';

const aws = 'service.beta.kubernetes.io/aws-load-balancer-';

/**
 * What to change so that a load balancer is not internal any more.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/{service,ingress}/annotations.md, scheme
 * @see kubernetes/cloud-provider-aws docs/service_controller.md; kubernetes/cloud-provider-gcp providers/gce/gce_annotations.go
 * @see kubernetes-sigs/cloud-provider-azure site/content/en/topics/loadbalancer.md
 */
export function howToFaceInternet({ controller, owner }: LoadBalancer): string {
  switch (controller) {
    case 'aws-load-balancer-controller':
      return owner.kind === 'Ingress'
        ? 'set the annotation alb.ingress.kubernetes.io/scheme to internet-facing'
        : `set the annotation ${aws}scheme to internet-facing`;
    case 'aws-cloud-provider':
      return `leave out the annotation ${aws}internal`;
    case 'azure-cloud-provider':
      return 'leave out the annotation service.beta.kubernetes.io/azure-load-balancer-internal';
    case 'hcloud-cloud-controller-manager':
      return 'leave out the annotation load-balancer.hetzner.cloud/disable-public-network';
    case 'gce':
      return 'leave out the annotation networking.gke.io/load-balancer-type';
    case 'gce-ingress':
      return 'set the annotation kubernetes.io/ingress.class to gce';
    case 'generic':
    case 'metallb':
    case 'servicelb':
    case 'cloud-provider-kind':
    case 'minikube-tunnel':
      return 'make the load balancer internet-facing';
    default:
      return controller satisfies never;
  }
}
