import type { Cluster } from '../../../cluster/cluster.js';
import type { Ask, AskPlugin } from '../../message.js';
import type { KubernetesPlugin } from '../corefile/kubernetes-plugin.js';

/** The `kubernetes` plugin of a server: what it believes, how it is configured, whom it asks what it does not know. */
export interface ServerView {
  readonly cluster: Cluster;
  readonly plugin: KubernetesPlugin;
  /** The addresses that the server is bound to. */
  readonly localIPs: readonly string[];
  /** Until it has read the cluster once, it fails where it would say that a name does not exist. */
  readonly isSynced: boolean;
  /** The next plugin, usually `forward`. */
  readonly next: AskPlugin;
  /** The server as a whole, for the targets of aliases. */
  readonly resolve: Ask;
}
