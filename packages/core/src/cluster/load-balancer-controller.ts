/** What a load balancer like many does, for a provider that is none of those known. @public */
export interface GenericLoadBalancers {
  readonly name: 'generic';
  readonly kind: 'passthrough' | 'l4-proxy' | 'announce';
  /** Which destination the packet carries when it reaches the node. */
  readonly delivers: 'vip' | 'nodePort';
  /** Whether the node sees the client's address; otherwise it sees the balancer's. */
  readonly preservesClient: boolean;
  readonly ipMode?: 'VIP' | 'Proxy';
  /** Seconds between probes, and how many decide. */
  readonly probe: { readonly intervalSeconds: number; readonly healthy: number; readonly unhealthy: number };
}

/** The part of the cloud provider for AWS that serves Services: Classic ELBs, and NLBs by annotation. @public */
export interface AwsCloudProvider {
  readonly name: 'aws-cloud-provider';
  /** `ClusterServiceLoadBalancerHealthProbeMode` of its configuration. */
  readonly healthProbeMode: 'ServiceNodePort' | 'Shared';
}

/** The AWS Load Balancer Controller. @public */
export interface AwsLoadBalancerController {
  readonly name: 'aws-load-balancer-controller';
}

/** What makes load balancers for Services on Google Cloud. @public */
export interface GoogleCloudController {
  readonly name: 'gce';
  /** Whether internal load balancers take a subset of the nodes; automatic from GKE 1.36. */
  readonly subsetting: boolean;
  /** What a Service gets that does not say: a target pool up to GKE 1.36, then a backend service. */
  readonly external: 'target-pool' | 'backend-service';
}

/** What makes load balancers for Ingresses on Google Cloud. @public */
export interface GoogleCloudIngress {
  readonly name: 'gce-ingress';
  /** Whether pods have addresses of the network: Services get network endpoint groups unless they say otherwise. */
  readonly vpcNative: boolean;
}

/** The cloud provider for Azure. @public */
export interface AzureCloudProvider {
  readonly name: 'azure-cloud-provider';
  /** `clusterServiceLoadBalancerHealthProbeMode` of its configuration. */
  readonly healthProbeMode: 'servicenodeport' | 'shared';
}

/** MetalLB: nodes announce the addresses of Services. @public */
export interface MetalLB {
  readonly name: 'metallb';
  readonly mode: 'layer2' | 'bgp';
}

/** The load balancer of k3s: the nodes' own addresses. @public */
export interface ServiceLB {
  readonly name: 'servicelb';
}

/** An Envoy in a container beside the nodes of kind. @public */
export interface CloudProviderKind {
  readonly name: 'cloud-provider-kind';
}

/** The cloud controller manager of Hetzner Cloud. @public */
export interface HetznerCloudController {
  readonly name: 'hcloud-cloud-controller-manager';
}

/** `minikube tunnel`, as it works with the driver of minikube. @public */
export interface MinikubeTunnel {
  readonly name: 'minikube-tunnel';
  /** Whether the node is a virtual machine or a container. */
  readonly driver: 'vm' | 'container';
}

/** Something that provisions load balancers for Services of type LoadBalancer or for Ingresses, and how it is set up. @public */
export type LoadBalancerController =
  | GenericLoadBalancers
  | AwsCloudProvider
  | AwsLoadBalancerController
  | GoogleCloudController
  | GoogleCloudIngress
  | AzureCloudProvider
  | MetalLB
  | ServiceLB
  | CloudProviderKind
  | HetznerCloudController
  | MinikubeTunnel;

/** The name of a controller that provisions load balancers. @public */
export type LoadBalancerControllerName = LoadBalancerController['name'];
