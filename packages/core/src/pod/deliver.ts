import type { Cluster } from '../cluster/cluster.js';
import type { Pod } from '../object/pod.js';
import type { Assumption } from '../problem/assumption.js';
import { proxyLineIsRead } from '../request/proxy-line.js';
import type { Memory } from '../step/memory.js';
import { done } from '../step/result.js';
import type { Flight, Step, Views } from '../step/step.js';
import type { PodHop } from '../trace/hop.js';
import type { Cause, Outcome } from '../trace/outcome.js';
import type { Place } from '../trace/place.js';
import { listening, podReference, settingsFor } from './application.js';
import { workloadOf } from './workload.js';

/**
 * The process in a pod takes the packet, or nobody is there.
 *
 * What an application answers is its own business: 200 unless the user says otherwise, stated as an assumption.
 */
export function podComponent(views: Views, _memory: Memory, flight: Flight, key: string): Step {
  const cluster = views.of({ kind: 'network' });
  const pod = cluster.get('Pod', key);
  if (pod === undefined) return gone(key);
  const { port } = flight.packet.destination;
  const found = listening(cluster, pod, port, flight.packet.protocol);
  const workload = workloadOf(cluster, pod);
  const hop: PodHop = {
    stage: 'pod',
    place: placeOf(pod),
    pod: podReference(pod),
    ...(workload === undefined ? {} : { workload }),
    hostNetwork: pod.spec.hostNetwork,
    ...(found.container === undefined ? {} : { container: found.container }),
    client: flight.packet.source.address,
    action: found.listens ? 'delivered' : 'rejected',
    packet: flight.packet,
    changes: [],
    rule: {
      id: found.listens ? 'process-listens' : 'nobody-listens',
      object: podReference(pod),
      path: 'spec.containers[*].ports',
    },
    skipped: [],
  };
  const listens = found.assumption === undefined ? [] : [found.assumption];
  if (!found.listens) {
    const outcome: Outcome = {
      kind: 'refused',
      place: hop.place,
      cause: nobodyListens(cluster, pod, flight),
    };
    return done([hop], outcome, listens);
  }
  return done([hop], answer(cluster, pod, flight), [...listens, ...answering(cluster, pod, flight)]);
}

function placeOf(pod: Pod): Place {
  return {
    kind: 'pod',
    namespace: pod.metadata.namespace,
    name: pod.metadata.name,
    node: pod.spec.nodeName ?? '',
  };
}

function gone(key: string): Step {
  return done([], {
    kind: 'timeout',
    place: { kind: 'network' },
    cause: {
      code: 'address-unused',
      message: `Pod ${key} does not exist any more; nobody answers on its address.`,
    },
  });
}

function answer(cluster: Cluster, pod: Pod, flight: Flight): Outcome {
  const place = placeOf(pod);
  if (flight.packet.http === undefined) {
    const kind = flight.packet.protocol === 'UDP' ? 'delivered' : 'connected';
    return { kind, place, cause: { code: 'application-reached', message: `${label(pod)} takes it.` } };
  }
  const settings = settingsFor(cluster, pod);
  return {
    kind: 'response',
    status: settings?.status ?? 200,
    headers: Object.entries(settings?.headers ?? {}).map(([name, value]) => ({
      name: name.toLowerCase(),
      value,
    })),
    from: 'application',
    place,
    cause: { code: 'application-answered', message: `${label(pod)} answers.` },
  };
}

/** What is taken for granted about the application's own behaviour. */
function answering(cluster: Cluster, pod: Pod, flight: Flight): readonly Assumption[] {
  const assumptions: Assumption[] = [];
  if (flight.packet.http !== undefined && settingsFor(cluster, pod)?.status === undefined) {
    assumptions.push({
      code: 'application-answers',
      message: 'The application answers every HTTP request with 200.',
      state: 'Give the platform, or kubehop.yaml, applications: [{ selector, status }].',
    });
  }
  if (flight.packet.tls !== undefined) {
    assumptions.push({
      code: 'application-speaks-tls',
      message: 'TLS was not ended on the way: the application itself is taken to speak it on this port.',
    });
  }
  if (flight.packet.proxyProtocol !== undefined) assumptions.push(proxyLineIsRead(label(pod)));
  return assumptions;
}

function nobodyListens(cluster: Cluster, pod: Pod, { packet }: Flight): Cause {
  const asked = `${packet.destination.port}/${packet.protocol}`;
  const stated = settingsFor(cluster, pod)?.listens;
  const declared = pod.spec.containers
    .flatMap((container) => container.ports)
    .map((entry) => `${entry.containerPort}/${entry.protocol}`);
  const others =
    stated === undefined ? `it declares ${textOf(declared)}` : `it is said to listen on ${textOf(stated)}`;
  return {
    code: 'nobody-listens',
    object: podReference(pod),
    path: 'spec.containers[*].ports',
    message: `${label(pod)} does not listen on ${asked}; ${others}.`,
    fix: 'Make targetPort of the Service name a port that a container listens on.',
  };
}

function textOf(ports: readonly (string | number)[]): string {
  return ports.length === 0 ? 'no port' : ports.join(', ');
}

function label(pod: Pod): string {
  return `Pod ${pod.metadata.namespace}/${pod.metadata.name}`;
}
