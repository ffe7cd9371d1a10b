import {
  aws,
  azure,
  cloud,
  gcp,
  hetzner,
  k3d,
  k3s,
  kind,
  metallb,
  minikube,
  type Platform,
  type PlatformOptions,
} from '@kubehop/core';

import { albPrefix } from './exposed-service.js';

/** Whose address a packet carries as its source. */
export type Sender = 'client' | 'balancer' | 'node';

/** How a request gets through, under one externalTrafficPolicy, when it enters at another node than that of the pod if it may. */
export interface Passage {
  /** Whose address the pod sees. */
  readonly pod: Sender;
  /** Whether a node puts its own address there. */
  readonly snat: boolean;
  /** What the health probe asks. */
  readonly probe: string;
  readonly hops: number;
}

/** A kind of load balancer, how a Service asks for it, and what its documentation says. */
export interface CloudWay {
  readonly name: string;
  readonly platform: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly protocol?: 'UDP';
  /** The annotations of the Ingress, where one of an ALB stands in front of the Service. */
  readonly alb?: Readonly<Record<string, string>>;
  /** Whose address the node sees. */
  readonly node: Sender;
  /** What the packet carries as its destination when it reaches the node. */
  readonly to: 'vip' | 'nodePort' | 'podIP' | 'clusterIP';
  readonly cluster: Passage;
  readonly local: Passage;
  readonly source: string;
}

const awsPrefix = 'service.beta.kubernetes.io/aws-load-balancer-';
const azurePrefix = 'service.beta.kubernetes.io/azure-';

const external = { [`${awsPrefix}type`]: 'external', [`${awsPrefix}scheme`]: 'internet-facing' };

/** kube-proxy of the node that was taken asks another node and masquerades, so that the answer comes back to it. */
const through = (probe: string): Passage => ({ pod: 'node', snat: true, probe, hops: 7 });

/** The node that was taken has the pod, and leaves the source as it came. */
const straight = (pod: Sender, probe: string): Passage => ({ pod, snat: false, probe, hops: 6 });

/** The balancer sends to the pod: no node decides anything. */
const past = (pod: Sender, probe: string): Passage => ({ pod, snat: false, probe, hops: 4 });

const localHealth = 'HTTP healthCheckNodePort/healthz';
const nodeHealth = 'HTTP 10256/healthz';

/** Google Cloud whose internal load balancers take all nodes. */
function gcpWithoutSubsets(): Platform {
  const { loadBalancers } = gcp();
  if (loadBalancers === null) return gcp();
  const controllers = [{ name: 'gce', subsetting: false, external: 'target-pool' }] as const;
  return gcp({ loadBalancers: { ...loadBalancers, controllers } });
}

/** Azure with a network, pods and Services of IPv6. */
function azureOfIPv6(): Platform {
  const { loadBalancers } = azure();
  const options: PlatformOptions = {
    nodes: { internalCIDR: 'fd00:a::/64' },
    podCIDRs: ['fd00:b::/48'],
    serviceCIDRs: ['fd00:c::/112'],
    networkCIDRs: ['fd00:a::/48'],
  };
  if (loadBalancers === null) return azure(options);
  return azure({ ...options, loadBalancers: { ...loadBalancers, internalCIDR: 'fd00:a:0:1::/64' } });
}

/** Every kind of load balancer for Services that the model has. */
export const cloudWays: readonly CloudWay[] = [
  {
    name: 'AWS Classic ELB, TCP',
    platform: aws(),
    node: 'balancer',
    to: 'nodePort',
    cluster: through('TCP nodePort'),
    local: straight('balancer', localHealth),
    source: 'kubernetes/cloud-provider-aws pkg/providers/v1/aws.go, buildListener; awsdocs/elb-user-guide',
  },
  {
    name: 'AWS Classic ELB, HTTP',
    platform: aws(),
    annotations: { [`${awsPrefix}backend-protocol`]: 'http' },
    node: 'balancer',
    to: 'nodePort',
    cluster: through('TCP nodePort'),
    local: straight('balancer', localHealth),
    source: 'awsdocs/elb-classic-load-balancers-user-guide x-forwarded-headers.md',
  },
  {
    name: 'AWS NLB of the cloud provider',
    platform: aws(),
    annotations: { [`${awsPrefix}type`]: 'nlb' },
    node: 'client',
    to: 'nodePort',
    cluster: through('TCP nodePort'),
    local: straight('client', localHealth),
    source: 'kubernetes/cloud-provider-aws docs/service_controller.md',
  },
  {
    name: 'AWS NLB, instance targets',
    platform: aws(),
    annotations: external,
    node: 'client',
    to: 'nodePort',
    cluster: through('TCP nodePort'),
    local: straight('client', localHealth),
    source:
      'awsdocs/elb-network-load-balancers-user-guide load-balancer-target-groups.md, client IP preservation',
  },
  {
    name: 'AWS NLB, instance targets, client addresses not preserved',
    platform: aws(),
    annotations: {
      ...external,
      [`${awsPrefix}target-group-attributes`]: 'preserve_client_ip.enabled=false',
    },
    node: 'balancer',
    to: 'nodePort',
    cluster: through('TCP nodePort'),
    local: straight('balancer', localHealth),
    source:
      'awsdocs/elb-network-load-balancers-user-guide load-balancer-target-groups.md, client IP preservation',
  },
  {
    name: 'AWS NLB, ip targets, TCP',
    platform: aws(),
    annotations: { ...external, [`${awsPrefix}nlb-target-type`]: 'ip' },
    node: 'balancer',
    to: 'podIP',
    cluster: past('balancer', 'TCP pod'),
    local: past('balancer', 'TCP pod'),
    source: 'kubernetes-sigs/aws-load-balancer-controller docs/guide/service/nlb.md',
  },
  {
    name: 'AWS NLB, ip targets, UDP',
    platform: aws(),
    annotations: { ...external, [`${awsPrefix}nlb-target-type`]: 'ip' },
    protocol: 'UDP',
    node: 'client',
    to: 'podIP',
    cluster: past('client', 'TCP pod'),
    local: past('client', 'TCP pod'),
    source:
      'awsdocs/elb-network-load-balancers-user-guide load-balancer-target-groups.md, client IP preservation',
  },
  {
    // externalTrafficPolicy is not looked at, but kube-proxy keeps it.
    name: 'AWS ALB, instance targets',
    platform: aws(),
    alb: { [`${albPrefix}scheme`]: 'internet-facing' },
    node: 'balancer',
    to: 'nodePort',
    cluster: through('HTTP nodePort/'),
    local: straight('balancer', 'HTTP nodePort/'),
    source:
      'kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md, target-type, health check',
  },
  {
    name: 'AWS ALB, ip targets',
    platform: aws(),
    alb: { [`${albPrefix}scheme`]: 'internet-facing', [`${albPrefix}target-type`]: 'ip' },
    node: 'balancer',
    to: 'podIP',
    cluster: past('balancer', 'HTTP pod/'),
    local: past('balancer', 'HTTP pod/'),
    source:
      'kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md, target-type, health check',
  },
  {
    name: 'AWS ALB, internal',
    platform: aws(),
    alb: {},
    node: 'balancer',
    to: 'nodePort',
    cluster: through('HTTP nodePort/'),
    local: straight('balancer', 'HTTP nodePort/'),
    source: 'kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md, scheme',
  },
  {
    name: 'Google Cloud, external, by a backend service with NEGs',
    platform: gcp(),
    annotations: { 'cloud.google.com/l4-rbs': 'enabled' },
    node: 'client',
    to: 'vip',
    cluster: through(nodeHealth),
    local: straight('client', localHealth),
    source:
      'kubernetes/ingress-gce pkg/l4; docs.cloud.google.com load-balancing/docs/network/networklb-backend-service',
  },
  {
    name: 'Google Cloud, internal, with instance groups',
    platform: gcpWithoutSubsets(),
    annotations: { 'networking.gke.io/load-balancer-type': 'Internal' },
    node: 'client',
    to: 'vip',
    cluster: through(nodeHealth),
    local: straight('client', localHealth),
    source: 'kubernetes/cloud-provider-gcp providers/gce/gce_loadbalancer_internal.go',
  },
  {
    name: 'Google Cloud, external',
    platform: gcp(),
    node: 'client',
    to: 'vip',
    cluster: through(nodeHealth),
    local: straight('client', localHealth),
    source: 'docs.cloud.google.com load-balancing/docs/network/networklb-backend-service',
  },
  {
    name: 'Google Cloud, internal',
    platform: gcp(),
    annotations: { 'networking.gke.io/load-balancer-type': 'Internal' },
    node: 'client',
    to: 'vip',
    cluster: through(nodeHealth),
    local: straight('client', localHealth),
    source: 'docs.cloud.google.com load-balancing/docs/internal',
  },
  {
    name: 'Azure',
    platform: azure(),
    node: 'client',
    to: 'vip',
    cluster: through('TCP nodePort'),
    local: straight('client', localHealth),
    source: 'MicrosoftDocs/azure-docs articles/load-balancer/load-balancer-floating-ip.md',
  },
  {
    name: 'Azure without floating IP',
    platform: azure(),
    annotations: { [`${azurePrefix}disable-load-balancer-floating-ip`]: 'true' },
    node: 'client',
    to: 'nodePort',
    cluster: through('TCP nodePort'),
    local: straight('client', localHealth),
    source: 'kubernetes-sigs/cloud-provider-azure site/content/en/topics/loadbalancer.md',
  },
  {
    name: 'Azure, internal, IPv6',
    platform: azureOfIPv6(),
    annotations: { [`${azurePrefix}load-balancer-internal`]: 'true' },
    node: 'client',
    to: 'nodePort',
    cluster: through('TCP nodePort'),
    local: straight('client', localHealth),
    source: 'kubernetes-sigs/cloud-provider-azure pkg/provider/azure_loadbalancer.go',
  },
  {
    name: 'Hetzner Cloud',
    platform: hetzner(),
    node: 'balancer',
    to: 'nodePort',
    cluster: through('TCP nodePort'),
    local: straight('balancer', 'TCP nodePort'),
    source: 'hetznercloud/hcloud-cloud-controller-manager docs/reference/load_balancer_annotations.md',
  },
  {
    name: 'MetalLB, layer 2',
    platform: metallb(),
    node: 'client',
    to: 'vip',
    cluster: through('nothing'),
    local: straight('client', 'nothing'),
    source: 'metallb/metallb website/content/concepts/layer2.md, usage/_index.md',
  },
  {
    name: 'MetalLB, BGP',
    platform: metallb({ mode: 'bgp' }),
    node: 'client',
    to: 'vip',
    cluster: through('nothing'),
    local: straight('client', 'nothing'),
    source: 'metallb/metallb website/content/concepts/bgp.md, usage/_index.md',
  },
  {
    // The client asks the node itself, so there is no hop of a balancer.
    name: 'k3s',
    platform: k3s(),
    node: 'client',
    to: 'vip',
    cluster: { ...through('nothing'), hops: 6 },
    local: { ...straight('client', 'nothing'), hops: 5 },
    source: 'k3s-io/k3s pkg/cloudprovider/servicelb.go; k3s-io/k3s discussion 9927',
  },
  {
    name: 'k3d',
    platform: k3d({ nodes: 3 }),
    node: 'client',
    to: 'vip',
    cluster: { ...through('nothing'), hops: 6 },
    local: { ...straight('client', 'nothing'), hops: 5 },
    source: 'k3d-io/k3d docs/usage/exposing_services.md; k3s-io/k3s pkg/cloudprovider/servicelb.go',
  },
  {
    name: 'the generic cloud',
    platform: cloud(),
    node: 'client',
    to: 'nodePort',
    cluster: through(nodeHealth),
    local: straight('client', localHealth),
    source: 'kubernetes/website concepts/services-networking/service.md, type LoadBalancer',
  },
  {
    name: 'kind',
    platform: kind({ nodes: 3 }),
    node: 'balancer',
    to: 'nodePort',
    cluster: through(nodeHealth),
    local: straight('balancer', localHealth),
    source: 'kubernetes-sigs/cloud-provider-kind pkg/loadbalancer',
  },
  {
    // The only node has the pod. To a cluster IP from outside of the pods' range kube-proxy masquerades under any policy.
    name: 'minikube, virtual machine',
    platform: minikube({ tunnel: 'vm' }),
    node: 'client',
    to: 'clusterIP',
    cluster: { ...through('nothing'), hops: 6 },
    local: { ...through('nothing'), hops: 6 },
    source: 'kubernetes/minikube site/content/en/docs/handbook/accessing.md; kubernetes/kubernetes pkg/proxy',
  },
];
