import type { Cluster } from '../../cluster/cluster.js';

/** The ranges of sources that Services and Ingresses let in or keep out. */
export function sourceRanges(cluster: Cluster): readonly string[] {
  const annotated = cluster.list('Ingress').flatMap(({ metadata }) =>
    Object.entries(metadata.annotations)
      .filter(([name]) => name.endsWith('source-range'))
      .flatMap(([, value]) => value.split(',').map((range) => range.trim())),
  );
  return [...cluster.list('Service').flatMap(({ spec }) => spec.loadBalancerSourceRanges), ...annotated];
}
