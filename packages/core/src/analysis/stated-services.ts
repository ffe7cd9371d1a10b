import type { Cluster } from '../cluster/cluster.js';
import type { Service } from '../object/service.js';

/** The Services that somebody gave. */
export function statedServices(cluster: Cluster): readonly Service[] {
  const madeUp = new Set(
    cluster.assumptions.flatMap(({ code, object }) =>
      (code === 'api-server-made-up' || code === 'cluster-dns-made-up') && object?.kind === 'Service'
        ? [`${object.namespace}/${object.name}`]
        : [],
    ),
  );
  return cluster
    .list('Service')
    .filter(({ metadata: { namespace, name } }) => !madeUp.has(`${namespace}/${name}`));
}
