import type { Cluster } from '../../cluster/cluster.js';
import { hostFor } from './host-spelling.js';
import { plainPath } from './path-spelling.js';

/** A host that requests from outside are for, and the paths that have a meaning there. */
export interface PublishedSite {
  readonly host: string;
  /** Whether there is a name to publish: a rule for every host has none. */
  readonly isPublished: boolean;
  readonly paths: readonly string[];
}

/** The annotation by which a Service names its hosts. @see kubernetes-sigs/external-dns docs/annotations/annotations.md */
const hostnameAnnotation = 'external-dns.alpha.kubernetes.io/hostname';

/** The hosts that Ingresses and annotated Services name, each once, with the paths of all its rules. */
export function publishedSites(cluster: Cluster): readonly PublishedSite[] {
  const paths = new Map<string, Set<string>>();
  const add = (pattern: string, path: string): void => {
    const known = paths.get(pattern) ?? new Set();
    paths.set(pattern, known.add(plainPath(path)));
  };
  for (const { spec } of cluster.list('Ingress')) {
    for (const { host, paths: rules } of spec.rules) {
      for (const { path } of rules) add(host, path);
      if (rules.length === 0) add(host, '/');
    }
    for (const host of spec.tls.flatMap(({ hosts }) => hosts)) add(host, '/');
    if (spec.defaultBackend !== undefined) add('', '/');
  }
  for (const { metadata } of cluster.list('Service')) {
    for (const host of metadata.annotations[hostnameAnnotation]?.split(',') ?? []) {
      if (host.trim() !== '') add(host.trim(), '/');
    }
  }
  return Array.from(paths, ([pattern, known]) => ({
    host: hostFor(pattern),
    isPublished: pattern !== '',
    paths: [...known],
  }));
}
