import type { Cluster } from '../../cluster/cluster.js';
import type { Service } from '../../object/service.js';
import type { Cause } from '../../trace/outcome.js';
import type { Client } from '../client/client.js';
import { usesClusterDns } from '../client/pod-resolv-conf.js';
import type { Walk } from '../client/resolver.js';
import type { Answer } from '../message.js';
import { isInZone, lowerName } from '../name.js';
import { referenceTo } from '../../object/reference.js';
import { servicesNamed } from './services-named.js';

/** Why a client does not find a name that the cluster's DNS knows: it asks somebody else, or does not search. */
export function causeOfClient(
  cluster: Cluster,
  client: Client,
  name: string,
  walk: Walk<Answer>,
): Cause | undefined {
  const service = serviceMeant(cluster, name);
  const isClusterName = walk.asked.some(({ answers }) =>
    answers.some(({ finding }) => finding.kind === 'cluster-name'),
  );
  if (service === undefined && !isClusterName) return undefined;
  const object = service === undefined ? {} : { object: referenceTo(service) };
  const { pod } = client;
  if (pod === undefined) {
    return {
      code: 'cluster-name-outside',
      ...object,
      message: `Only the DNS server of the cluster knows ${name}, and this client does not ask it.`,
      fix: 'Ask from a pod, or expose the Service and ask for its public name or address.',
    };
  }
  if (!usesClusterDns(pod)) {
    const { namespace, name: podName } = pod.metadata;
    return {
      code: 'cluster-dns-not-used',
      object: { kind: 'Pod', namespace, name: podName },
      path: 'spec.dnsPolicy',
      message: `Only the DNS server of the cluster knows ${name}, and pod ${namespace}/${podName} does not ask it.`,
      fix: `Set dnsPolicy: ${pod.spec.hostNetwork ? 'ClusterFirstWithHostNet' : 'ClusterFirst'}.`,
    };
  }
  if (service === undefined || walk.asked.length > 1) return undefined;
  const full = `${service.metadata.name}.${service.metadata.namespace}.svc.${cluster.platform.dns.clusterDomain}`;
  return {
    code: 'name-not-searched',
    ...object,
    message: name.endsWith('.')
      ? `The final dot of ${name} turns the search list off.`
      : `musl does not search for a name with as many dots as ndots says, and ${name} is one.`,
    fix: `Ask for ${full}.`,
  };
}

/** The Service that a name means to a client of the cluster's DNS: `service`, `service.namespace` or that and `.svc`. */
function serviceMeant(cluster: Cluster, name: string): Service | undefined {
  const [service = '', namespace, kind = 'svc', ...rest] = labelsOf(cluster, lowerName(name));
  if (kind !== 'svc' || rest.length > 0) return undefined;
  return servicesNamed(cluster, service).find(
    ({ metadata }) => namespace === undefined || namespace === metadata.namespace,
  );
}

/** The labels left of the cluster domain, or all where it is missing. */
function labelsOf(cluster: Cluster, name: string): readonly string[] {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  const domain = lowerName(cluster.platform.dns.clusterDomain);
  const isBelow = bare.length > domain.length && isInZone(bare, domain);
  return (isBelow ? bare.slice(0, -domain.length - 1) : bare).split('.');
}
