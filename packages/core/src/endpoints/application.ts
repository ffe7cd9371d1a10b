import type { Cluster } from '../cluster/cluster.js';
import type { ApplicationSettings } from '../cluster/platform.js';
import { matchesLabels } from '../object/label-selector.js';
import type { Container, Pod } from '../object/pod.js';
import type { Protocol } from '../address/protocol.js';
import type { Assumption } from '../problem/assumption.js';
import type { ObjectReference } from '../problem/problem.js';

/** Whether a process of a pod listens on a port, and how that is known. @public */
export interface Listening {
  readonly listens: boolean;
  readonly container?: string;
  readonly assumption?: Assumption;
}

/** What the user said about the processes of a pod; the first entry that selects it counts. @public */
export function settingsFor(cluster: Cluster, pod: Pod): ApplicationSettings | undefined {
  return cluster.platform.applications.find(
    (entry) =>
      (entry.namespace === undefined || entry.namespace === pod.metadata.namespace) &&
      matchesLabels(entry.selector, pod.metadata.labels),
  );
}

/**
 * A pod listens on the container ports that it declares, unless the user says otherwise. A pod that declares none at
 * all is taken to listen on the port asked: the declaration is informational to Kubernetes.
 *
 * @see kubernetes/api core/v1/types.go, Container.Ports
 * @public
 */
export function listening(cluster: Cluster, pod: Pod, port: number, protocol: Protocol): Listening {
  const stated = settingsFor(cluster, pod)?.listens;
  if (stated !== undefined) return { listens: stated.includes(port) };
  const containers = running(pod);
  const container = containers.find((entry) =>
    entry.ports.some((declared) => declared.containerPort === port && declared.protocol === protocol),
  );
  if (container !== undefined) {
    return { listens: true, container: container.name, assumption: assume(pod, 'listens-on-declared-ports') };
  }
  if (containers.some((entry) => entry.ports.length > 0)) return { listens: false };
  return { listens: true, assumption: assume(pod, 'listens-on-undeclared-port') };
}

/** Containers and sidecars: what runs as long as the pod does. */
function running(pod: Pod): readonly Container[] {
  const sidecars = pod.spec.initContainers.filter((container) => container.restartPolicy === 'Always');
  return sidecars.length === 0 ? pod.spec.containers : [...pod.spec.containers, ...sidecars];
}

/** The reference of a pod, for hops and causes. */
export function podReference(pod: Pod): ObjectReference {
  return { kind: 'Pod', namespace: pod.metadata.namespace, name: pod.metadata.name };
}

const assumed = new WeakMap<Pod, Map<string, Assumption>>();

function assume(pod: Pod, code: 'listens-on-declared-ports' | 'listens-on-undeclared-port'): Assumption {
  const known = assumed.get(pod)?.get(code);
  if (known !== undefined) return known;
  const { namespace, name } = pod.metadata;
  const assumption: Assumption = {
    code,
    object: podReference(pod),
    path: 'spec.containers[*].ports',
    message:
      code === 'listens-on-declared-ports'
        ? `Pod ${namespace}/${name} listens on the container ports that it declares.`
        : `Pod ${namespace}/${name} declares no container ports; it is taken to listen on the port asked.`,
    state: 'Give the platform, or kubehop.yaml, applications: [{ selector, listens: [ports] }].',
  };
  const codes = assumed.get(pod) ?? new Map<string, Assumption>();
  codes.set(code, assumption);
  assumed.set(pod, codes);
  return assumption;
}
