import type { DaemonSetManifest } from '../../manifest/daemon-set.js';
import type { DeploymentManifest } from '../../manifest/deployment.js';
import type { EndpointSliceManifest } from '../../manifest/endpoint-slice.js';
import type { IngressClassManifest } from '../../manifest/ingress-class.js';
import type { IngressManifest } from '../../manifest/ingress.js';
import type { PodManifest } from '../../manifest/pod.js';
import type { ServiceManifest } from '../../manifest/service.js';
import type { StatefulSetManifest } from '../../manifest/stateful-set.js';

/** An object of a drawn cluster, as a user would write it. @public */
export type WrittenManifest =
  | DaemonSetManifest
  | DeploymentManifest
  | EndpointSliceManifest
  | IngressClassManifest
  | IngressManifest
  | PodManifest
  | ServiceManifest
  | StatefulSetManifest;

/** Metadata of a name and namespace; `default` is left out. */
export function metadata(
  namespace: string,
  name: string,
): { readonly namespace?: string; readonly name: string } {
  return namespace === 'default' ? { name } : { namespace, name };
}
