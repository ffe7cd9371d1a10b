import type { Cluster } from '../../cluster/cluster.js';
import type { Service } from '../../object/service.js';
import { nearestOf } from './near-name.js';

const remembered = new WeakMap<readonly Service[], ReadonlyMap<string, readonly Service[]>>();

/** The Services of a name in all namespaces. */
export function servicesNamed(cluster: Cluster, name: string): readonly Service[] {
  const services = cluster.list('Service');
  let byName = remembered.get(services);
  if (byName === undefined) {
    const index = new Map<string, Service[]>();
    for (const service of services) {
      const known = index.get(service.metadata.name);
      if (known === undefined) index.set(service.metadata.name, [service]);
      else known.push(service);
    }
    byName = index;
    remembered.set(services, byName);
  }
  return byName.get(name) ?? [];
}

/** The name of a Service of the namespace that is close to one that does not exist. */
export function nearestService(cluster: Cluster, namespace: string, name: string): string | undefined {
  const services = cluster.list('Service', namespace);
  return nearestOf(services, name, () => services.map(({ metadata }) => metadata.name));
}
