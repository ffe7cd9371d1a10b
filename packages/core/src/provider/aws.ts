import type { LoadBalancerController } from '../cluster/load-balancer-controller.js';
import type { LoadBalancerProvider, Platform } from '../cluster/platform.js';
import type { CloudOptions } from './options.js';
import { platformOf, type Preset } from './preset.js';

const loadBalancers: LoadBalancerProvider = {
  name: 'aws',
  controllers: [
    { name: 'aws-load-balancer-controller' },
    { name: 'aws-cloud-provider', healthProbeMode: 'ServiceNodePort' },
  ],
  addressCIDR: '198.51.100.0/24',
  overflowCIDR: '198.18.0.0/15',
  internalCIDR: '10.0.64.0/20',
  proxyCIDR: '10.0.80.0/20',
  hostnameSuffix: '.elb.us-east-1.amazonaws.com',
  source: 'kubernetes/cloud-provider-aws; kubernetes-sigs/aws-load-balancer-controller',
};

/** A VPC with the addresses of its load balancers beside those of the nodes. */
const preset: Preset = {
  name: 'aws',
  nodes: {
    count: 3,
    zones: ['us-east-1a', 'us-east-1b'],
    namePrefix: 'ip-10-0-0-',
    internalCIDR: '10.0.0.0/18',
    externalCIDR: '192.0.2.0/24',
    labels: { 'topology.kubernetes.io/region': 'us-east-1' },
    taints: [],
    controlPlane: false,
  },
  loadBalancers,
  networkCIDRs: ['10.0.0.0/16'],
  defaultOrigin: { kind: 'internet', address: '203.0.113.7' },
};

/**
 * Amazon Web Services, with the cloud provider and the AWS Load Balancer Controller: a Classic ELB for a Service that
 * asks for nothing else, an NLB by the annotations `service.beta.kubernetes.io/aws-load-balancer-*` or the class
 * `service.k8s.aws/nlb`. Load balancers are told by host name.
 *
 * By default three nodes in two zones of a VPC, 10.0.0.0/16; requests come from the internet unless told otherwise.
 * @see kubernetes/cloud-provider-aws docs/service_controller.md; kubernetes-sigs/aws-load-balancer-controller docs/guide/service
 * @throws {RangeError | TypeError} when an option cannot be
 * @public
 * @example
 * createCluster(objects, { platform: aws({ zones: 3 }) });
 */
export function aws({ sharedHealthProbe = false, ...options }: CloudOptions = {}): Platform {
  if (!sharedHealthProbe) return platformOf(preset, options);
  const controllers: readonly LoadBalancerController[] = [
    { name: 'aws-load-balancer-controller' },
    { name: 'aws-cloud-provider', healthProbeMode: 'Shared' },
  ];
  return platformOf({ ...preset, loadBalancers: { ...loadBalancers, controllers } }, options);
}
