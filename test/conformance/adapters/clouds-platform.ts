import {
  aws,
  azure,
  bareMetal,
  cloud,
  gcp,
  hetzner,
  k3s,
  kind,
  metallb,
  minikube,
  type LoadBalancerController,
  type Platform,
  type PlatformOptions,
} from '@kubehop/core';
import type { CloudCaseCluster } from './clouds-case.js';

/** The platform of a case, with the controller that the case names alone. */
export function cloudPlatform(facts: CloudCaseCluster): Platform {
  const options: PlatformOptions = {
    // Room for as many nodes as a case may have, and where its cluster IPs are.
    podCIDRs: ['100.64.0.0/10'],
    serviceCIDRs: ['10.96.0.0/12'],
    ...(facts.nodes === undefined ? {} : { nodes: facts.nodes }),
  };
  switch (facts.platform) {
    case 'aws':
      return served(aws(options), awsController(facts));
    case 'gcp':
      return served(gcp(options), googleController(facts));
    case 'azure':
      return served(azure(options), {
        name: 'azure-cloud-provider',
        healthProbeMode:
          facts.cloudConfig?.['clusterServiceLoadBalancerHealthProbeMode'] === 'shared'
            ? 'shared'
            : 'servicenodeport',
      });
    case 'bare-metal':
      return facts.controller === 'metallb'
        ? metallb({ ...options, mode: facts.mode ?? 'layer2' })
        : bareMetal(options);
    case 'hetzner':
      return hetzner(options);
    case 'k3s':
      return k3s(options);
    case 'kind':
      return kind({ nodes: 3, ...options });
    case 'minikube':
      return minikube({ ...options, tunnel: facts.driver === 'docker' ? 'container' : 'vm' });
    case 'any':
      return cloud(options);
    default:
      throw new Error(`the adapter does not know the platform ${facts.platform}`);
  }
}

function googleController({ controller, subsetting, vpcNative }: CloudCaseCluster): LoadBalancerController {
  return controller === 'gce-ingress'
    ? { name: 'gce-ingress', vpcNative: vpcNative ?? true }
    : { name: 'gce', subsetting: subsetting ?? false, external: 'target-pool' };
}

function awsController({ controller, cloudConfig }: CloudCaseCluster): LoadBalancerController {
  return controller === 'aws-load-balancer-controller'
    ? { name: 'aws-load-balancer-controller' }
    : {
        name: 'aws-cloud-provider',
        healthProbeMode:
          cloudConfig?.['ClusterServiceLoadBalancerHealthProbeMode'] === 'Shared'
            ? 'Shared'
            : 'ServiceNodePort',
      };
}

function served(platform: Platform, controller: LoadBalancerController): Platform {
  const { loadBalancers } = platform;
  return loadBalancers === null
    ? platform
    : { ...platform, loadBalancers: { ...loadBalancers, controllers: [controller] } };
}
