import type { Pod } from '../../object/pod.js';

/** What a pod is called inside of itself, or why it cannot be called so and does not start. @public */
export type PodHostname =
  | {
      readonly kind: 'called';
      readonly hostname: string;
      /** The part of the full name behind the host name; empty where there is none. */
      readonly domain: string;
      /** `hostname.domain` where there is a domain. */
      readonly fqdn?: string;
      /** What `hostname` prints. */
      readonly kernelHostname: string;
    }
  | { readonly kind: 'refused'; readonly message: string };

const longestHostname = 63;
const longestKernelHostname = 64;

/**
 * The host name and domain of a pod. Having a domain makes no DNS record yet.
 *
 * @see kubernetes/kubernetes pkg/kubelet/kubelet_pods.go, GeneratePodHostNameAndDomain
 * @see kubernetes/website concepts/workloads/pods/pod-hostname.md
 * @public
 */
export function podHostname({ metadata, spec }: Pod, clusterDomain: string): PodHostname {
  if (spec.hostnameOverride !== undefined) return called(spec.hostnameOverride, '', false);
  const hostname = spec.hostname ?? cut(metadata.name);
  if (hostname.length > longestHostname) {
    return { kind: 'refused', message: `hostname ${hostname} is longer than ${longestHostname} characters` };
  }
  const domain =
    spec.subdomain === undefined ? '' : `${spec.subdomain}.${metadata.namespace}.svc.${clusterDomain}`;
  return called(hostname, domain, spec.setHostnameAsFQDN);
}

/** A cut must not end in a hyphen or dot. */
function cut(name: string): string {
  return name.slice(0, longestHostname).replace(/[-.]+$/, '');
}

function called(hostname: string, domain: string, asFQDN: boolean): PodHostname {
  if (domain === '') return { kind: 'called', hostname, domain, kernelHostname: hostname };
  const fqdn = `${hostname}.${domain}`;
  if (asFQDN && fqdn.length > longestKernelHostname) {
    return { kind: 'refused', message: `FQDN ${fqdn} is longer than ${longestKernelHostname} characters` };
  }
  return { kind: 'called', hostname, domain, fqdn, kernelHostname: asFQDN ? fqdn : hostname };
}
