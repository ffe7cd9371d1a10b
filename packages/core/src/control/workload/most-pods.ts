/**
 * How many pods the model makes for one owner at most. Kubernetes has no such limit, but a cluster of its largest
 * supported size would be full with fifteen such owners.
 *
 * @see kubernetes/website content/en/docs/setup/best-practices/cluster-large.md
 */
export const mostPods = 10_000;
