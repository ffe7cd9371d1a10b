/**
 * What drawn acts do, each kind with its meaning.
 *
 * @public
 */
export const actKinds = {
  rollout: 'New pods for a workload, with the same image or with another one.',
  scale: 'Another number of replicas, by a user or by an autoscaler.',
  edit: 'A change that people make to Services, Ingresses, pods and workloads.',
  delete: 'A pod is deleted, with its grace or without.',
  crash: 'The process of a container ends.',
  condition: 'A condition of a pod is set.',
  behave:
    'The processes of an image do something else: start slowly, hang, fail their probes, answer errors.',
  drain: 'A node takes no more pods, and may lose those that it has; it takes some again later.',
  taint: 'A node gets a taint, and keeps it.',
  report: 'A kubelet says that its node is not ready, and later that it is.',
  node: 'A machine, or a zone, stops and starts again.',
  terminate: 'A machine goes for good.',
  outage: 'A pod, DNS, a load balancer or a link fails and comes back.',
  leader: 'The instance of kube-controller-manager that leads is gone.',
} as const;

/** What a drawn act does, listed in {@link actKinds}. @public */
export type ActKind = keyof typeof actKinds;

/** What drawn acts are. @public */
export interface ActKnobs {
  /** What they may do; everything unless given. Shrinking leads to the first. */
  readonly kinds?: readonly ActKind[];
  /** How many there are at most; five unless given. What fails comes back besides. */
  readonly most?: number;
  /** Milliseconds within which they are done; a minute unless given. */
  readonly within?: number;
}

/** Every kind. */
export const allActKinds: readonly ActKind[] = Object.keys(actKinds).filter(isActKind);

function isActKind(name: string): name is ActKind {
  return Object.hasOwn(actKinds, name);
}
