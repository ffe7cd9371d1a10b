import type { K8sExternalPlugin } from '../corefile/k8s-external-plugin.js';
import type { ServerView } from '../kubernetes/view.js';

/** The `k8s_external` plugin of a server; it reads the cluster through the `kubernetes` plugin. */
export interface ExternalView {
  readonly plugin: K8sExternalPlugin;
  readonly kubernetes: ServerView;
}
