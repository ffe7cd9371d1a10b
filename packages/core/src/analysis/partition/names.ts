import type { Cluster } from '../../cluster/cluster.js';
import type { Origin } from '../../request/origin.js';

/** The annotation by which a Service names its hosts. @see kubernetes-sigs/external-dns docs/annotations/annotations.md */
const hostnameAnnotation = 'external-dns.alpha.kubernetes.io/hostname';

/** Names that a client may ask for: those that mean something, and one of each kind that means nothing. */
export function namesFor(cluster: Cluster, origin: Origin): readonly string[] {
  const isInside = origin.kind === 'pod' || origin.kind === 'workload' || origin.kind === 'node';
  const { clusterDomain } = cluster.platform.dns;
  const [first] = cluster.list('Service');
  return [
    ...publicNames(cluster),
    ...(isInside ? insideNames(cluster, clusterDomain) : []),
    // The name of a namespace exists, and has no address.
    ...(first === undefined ? [] : [`${first.metadata.namespace}.svc.${clusterDomain}`]),
    'name-of-nobody.example',
    'nobody',
    `nobody.default.svc.${clusterDomain}`,
    'nobody.nowhere.svc',
    `${'long'.repeat(16)}.example`,
  ];
}

function publicNames(cluster: Cluster): readonly string[] {
  const ingresses = cluster.list('Ingress').flatMap(({ spec }) => {
    const ofTls = spec.tls.flatMap(({ hosts }) => hosts);
    return [...spec.rules.map(({ host }) => host), ...ofTls];
  });
  const annotated = cluster
    .list('Service')
    .flatMap(({ metadata }) => metadata.annotations[hostnameAnnotation]?.split(',') ?? [])
    .map((name) => name.trim());
  const balancers = cluster.infrastructure.flatMap(({ hostname }) => hostname ?? []);
  const records = cluster.platform.dns.records.map(({ name }) => name);
  const all = [...ingresses, ...annotated, ...balancers, ...records].filter((name) => name !== '');
  const named = [...new Set(all)];
  const parents = named.flatMap((name) => (name.startsWith('*.') ? name.slice(1) : []));
  return named.flatMap((name) =>
    name.startsWith('*.') ? [`x${name.slice(1)}`, `x.y${name.slice(1)}`] : [name, ...around(name, parents)],
  );
}

/**
 * The names below a name, and between it and a wildcard above: the wildcard stands for none of them.
 *
 * @see RFC 4592 section 3.3.1: the closest encloser
 */
function around(name: string, parents: readonly string[]): readonly string[] {
  return parents
    .filter((parent) => name.endsWith(parent))
    .flatMap((parent) => {
      const labels = name.slice(0, -parent.length).split('.');
      return [
        `x.${name}`,
        ...labels.slice(1).map((_, index) => `${labels.slice(index + 1).join('.')}${parent}`),
      ];
    });
}

/** Every name of each Service, the shortest first. */
function insideNames(cluster: Cluster, domain: string): readonly string[] {
  const services = cluster.list('Service').flatMap((service) => {
    const { namespace, name } = service.metadata;
    const own = [name, ...endpointNames(cluster, namespace, name)];
    return own.flatMap((short) => [
      short,
      `${short}.${namespace}`,
      `${short}.${namespace}.svc`,
      `${short}.${namespace}.svc.${domain}`,
    ]);
  });
  return [...services, ...cluster.list('Node').map(({ metadata }) => metadata.name), 'localhost'];
}

/** The names of endpoints below that of their Service. */
function endpointNames(cluster: Cluster, namespace: string, name: string): readonly string[] {
  return cluster
    .slicesOf(`${namespace}/${name}`)
    .flatMap(({ endpoints }) => endpoints.flatMap(({ hostname }) => hostname ?? []))
    .map((hostname) => `${hostname}.${name}`);
}
