import type { Cluster } from '../../../cluster/cluster.js';
import type { Ingress } from '../../../object/ingress.js';
import { groupOf, isBuiltInGroup } from '../../../manifest/kind.js';

/**
 * Annotations by which an Ingress asks for a certificate, and somebody makes the Secret.
 *
 * @see cert-manager/website content/docs/usage/ingress.md; gardener/cert-management README.md
 */
const asksForCertificate =
  /^(?:(?:[\w.-]+\.)?cert-manager\.io\/|certmanager\.k8s\.io\/|cert\.gardener\.cloud\/|kubernetes\.io\/tls-acme$)/;

/** Whether the Secrets of an Ingress are made by somebody who watches it. */
export function isMadeLater({ metadata }: Ingress): boolean {
  return Object.keys(metadata.annotations).some((key) => asksForCertificate.test(key));
}

/** Whether objects that the model does not look at stand for Secrets: those of cert-manager, sealed or external ones. */
export function mayMakeSecrets({ problems }: Cluster): boolean {
  return problems.some(
    ({ code, object: { apiVersion = '', kind } }) =>
      code === 'kind-not-modelled' &&
      !isBuiltInGroup(groupOf(apiVersion)) &&
      /secret|certificate|credential|onepassword/i.test(kind),
  );
}
