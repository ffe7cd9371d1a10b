import type { Cluster } from '../../cluster/cluster.js';
import type { StringMap } from '../../object/metadata.js';
import type { Service } from '../../object/service.js';

/** Services by one label that they ask for, the one that the fewest others ask for: key, then value. */
type LabelIndex = ReadonlyMap<string, ReadonlyMap<string, readonly Service[]>>;

const indexes = new WeakMap<readonly Service[], LabelIndex>();

/** The Services of a namespace whose selector these labels meet. @public */
export function* servicesSelecting(
  cluster: Cluster,
  namespace: string,
  labels: StringMap,
): Generator<Service> {
  const index = indexOf(cluster.list('Service', namespace));
  for (const key in labels) {
    for (const service of index.get(key)?.get(labels[key] ?? '') ?? []) {
      if (selects(service, labels)) yield service;
    }
  }
}

function selects({ spec: { selector } }: Service, labels: StringMap): boolean {
  for (const key in selector) if (labels[key] !== selector[key]) return false;
  return true;
}

function indexOf(services: readonly Service[]): LabelIndex {
  let index = indexes.get(services);
  if (index === undefined) {
    index = buildIndex(services);
    indexes.set(services, index);
  }
  return index;
}

function buildIndex(services: readonly Service[]): LabelIndex {
  const demand = new Map<string, number>();
  for (const { spec } of services) {
    for (const [key, value] of Object.entries(spec.selector ?? {})) {
      const label = `${key}=${value}`;
      demand.set(label, (demand.get(label) ?? 0) + 1);
    }
  }
  const index = new Map<string, Map<string, Service[]>>();
  for (const service of services) {
    const [rarest] = Object.entries(service.spec.selector ?? {})
      .map(([key, value]) => ({ key, value, count: demand.get(`${key}=${value}`) ?? 0 }))
      .sort((a, b) => a.count - b.count);
    if (rarest === undefined) continue;
    const values = index.get(rarest.key) ?? new Map<string, Service[]>();
    index.set(rarest.key, values);
    const found = values.get(rarest.value) ?? [];
    values.set(rarest.value, found);
    found.push(service);
  }
  return index;
}
