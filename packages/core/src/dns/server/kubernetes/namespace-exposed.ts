import { matchesLabels } from '../../../object/label-selector.js';
import type { ServerView } from './view.js';

/**
 * Whether the server shows a namespace: it exists, is on the list where there is one, and has the labels asked for.
 *
 * A namespace that holds Services exists, though its own object may not have been given.
 * @see coredns/coredns plugin/kubernetes/namespace.go, namespaceExposed
 */
export function isNamespaceExposed({ cluster, plugin }: ServerView, name: string): boolean {
  if (plugin.namespaces.length > 0 && !plugin.namespaces.includes(name)) return false;
  const namespace = cluster.get('Namespace', name);
  if (plugin.namespaceLabels === undefined)
    return namespace !== undefined || cluster.list('Service', name).length > 0;
  return namespace !== undefined && matchesLabels(plugin.namespaceLabels, namespace.metadata.labels);
}
