import type { Cluster } from '../../../cluster/cluster.js';
import { groupOf, isBuiltInGroup } from '../../../manifest/kind.js';

/** API groups of resources that are often seen in clusters, and that make neither pods nor endpoints. */
const makeNone: ReadonlySet<string> = new Set([
  'acme.cert-manager.io',
  'bitnami.com',
  'cert-manager.io',
  'cilium.io',
  'crd.projectcalico.org',
  'elbv2.k8s.aws',
  'external-secrets.io',
  'externaldns.k8s.io',
  'generators.external-secrets.io',
  'karpenter.k8s.aws',
  'karpenter.sh',
  'keda.sh',
  'kyverno.io',
  'metallb.io',
  'networking.gke.io',
  'networking.istio.io',
  'projectcalico.org',
  'secrets.hashicorp.com',
  'security.istio.io',
  'traefik.containo.us',
  'traefik.io',
]);

/** Kinds of groups some of whose kinds make pods; these make none. */
const makeNoneEither: ReadonlySet<string> = new Set([
  'PodMonitor',
  'Probe',
  'PrometheusRule',
  'ServiceMonitor',
]);

/**
 * Whether objects that the model does not look at may make pods or endpoints: resources of a controller that it does not
 * know, such as a database of an operator.
 *
 * @see kubernetes/website concepts/extend-kubernetes/operator.md
 */
export function mayMakeMore({ problems }: Cluster): boolean {
  return problems.some(({ code, object: { apiVersion = '', kind } }) => {
    if (code !== 'kind-not-modelled') return false;
    const group = groupOf(apiVersion);
    return !isBuiltInGroup(group) && !makeNone.has(group) && !makeNoneEither.has(kind);
  });
}
