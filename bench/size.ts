/** How much work a run does. */
export interface Size {
  readonly name: string;
  /** Measured rounds; one more comes before to warm up. */
  readonly rounds: number;
  /** Pods of the large cluster and of the small one. */
  readonly pods: number;
  readonly fewPods: number;
  /** Pods of the cluster for single traces: the limit of Kubernetes. */
  readonly mostPods: number;
  readonly traces: number;
  readonly changes: number;
  readonly hosts: number;
  /** Paths of a host that has many. */
  readonly pathsOfHost: number;
  readonly requests: number;
  readonly ranges: number;
  readonly addresses: number;
  readonly appointments: number;
  /** Requests of a simulated load, and pods that answer them. */
  readonly loadRequests: number;
  readonly loadPods: number;
  /** Clusters that are drawn at random. */
  readonly draws: number;
}

const usual: Size = {
  name: 'usual',
  rounds: 5,
  pods: 15_000,
  fewPods: 1_500,
  mostPods: 150_000,
  traces: 10_000,
  changes: 1_000,
  hosts: 500,
  pathsOfHost: 1_000,
  requests: 10_000,
  ranges: 1_000,
  addresses: 4_096,
  appointments: 100_000,
  loadRequests: 10_000_000,
  loadPods: 100,
  draws: 1_000,
};

const smoke: Size = {
  name: 'smoke',
  rounds: 1,
  pods: 300,
  fewPods: 30,
  mostPods: 300,
  traces: 50,
  changes: 20,
  hosts: 10,
  pathsOfHost: 20,
  requests: 200,
  ranges: 20,
  addresses: 100,
  appointments: 100,
  loadRequests: 20_000,
  loadPods: 5,
  draws: 10,
};

/**
 * The sizes that a run can have: `usual` ends within two minutes, `full` goes to the limits of Kubernetes, `smoke` only
 * shows that everything runs and that the answers agree.
 *
 * @see kubernetes/community sig-scalability/configs-and-limits/thresholds.md
 */
export const sizes = {
  usual,
  full: { ...usual, name: 'full', pods: 150_000, requests: 20_000 },
  smoke,
} as const;

/** The size with this name. */
export function sizeByName(name: string): Size | undefined {
  return Object.values(sizes).find((size) => size.name === name);
}
