import { matchesLabels } from '../../object/label-selector.js';
import type { ServerView } from './view.js';

/**
 * Whether the server shows a namespace: it exists, is on the list where there is one, and has the labels asked for.
 *
 * @see coredns/coredns plugin/kubernetes/namespace.go, namespaceExposed
 */
export function isNamespaceExposed({ cluster, plugin }: ServerView, name: string): boolean {
  const namespace = cluster.get('Namespace', name);
  if (namespace === undefined) return false;
  if (plugin.namespaces.length > 0 && !plugin.namespaces.includes(name)) return false;
  return (
    plugin.namespaceLabels === undefined || matchesLabels(plugin.namespaceLabels, namespace.metadata.labels)
  );
}
