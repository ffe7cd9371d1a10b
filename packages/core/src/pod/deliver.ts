import type { Cluster } from '../cluster/cluster.js';
import type { Pod } from '../object/pod.js';
import type { Assumption } from '../problem/assumption.js';
import { proxyLineIsRead } from '../request/proxy-line.js';
import type { Memory } from '../step/memory.js';
import { done } from '../step/result.js';
import type { Flight, Process, ProcessAnswer, Step, Views } from '../step/step.js';
import type { Choice } from '../trace/choice.js';
import type { PodHop } from '../trace/hop.js';
import type { Cause, Outcome } from '../trace/outcome.js';
import { listening, podReference, settingsFor } from '../endpoints/application.js';
import { hopAt, labelOf } from './arrival.js';

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
  const hop = hopAt(cluster, pod, flight, found.listens ? 'delivered' : 'rejected', found.container);
  const listens = found.assumption === undefined ? [] : [found.assumption];
  if (!found.listens) {
    const outcome: Outcome = {
      kind: 'refused',
      place: hop.place,
      cause: nobodyListens(cluster, pod, flight),
    };
    return done([hop], outcome, listens);
  }
  const process = views.reality?.process(pod, port);
  const assumptions = [...listens, ...answering(cluster, pod, flight, process)];
  const answers = process?.kind === 'answers' && flight.packet.http !== undefined ? process.answers : [];
  const [only] = answers;
  if (only === undefined) return done([hop], answer(cluster, pod, hop, flight), assumptions);
  const answered = (given: ProcessAnswer, choice?: Choice): Step =>
    done(
      [choice === undefined ? hop : { ...hop, choice }],
      response(cluster, pod, hop, given.status),
      assumptions,
    );
  if (answers.length === 1) return answered(only);
  return {
    kind: 'choose',
    of: 'answer',
    by: 'random',
    candidates: answers,
    take: (index, choice) => answered(answers[index] ?? only, choice),
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

function answer(cluster: Cluster, pod: Pod, hop: PodHop, flight: Flight): Outcome {
  const { place } = hop;
  if (flight.packet.http === undefined) {
    const kind = flight.packet.protocol === 'UDP' ? 'delivered' : 'connected';
    return { kind, place, cause: { code: 'application-reached', message: `${labelOf(pod)} takes it.` } };
  }
  return response(cluster, pod, hop, settingsFor(cluster, pod)?.status ?? 200);
}

function response(cluster: Cluster, pod: Pod, { place }: PodHop, status: number): Outcome {
  return {
    kind: 'response',
    status,
    headers: Object.entries(settingsFor(cluster, pod)?.headers ?? {}).map(([name, value]) => ({
      name: name.toLowerCase(),
      value,
    })),
    from: 'application',
    place,
    cause: { code: 'application-answered', message: `${labelOf(pod)} answers.` },
  };
}

/** What is taken for granted about the application's own behaviour. */
function answering(
  cluster: Cluster,
  pod: Pod,
  flight: Flight,
  process: Process | undefined,
): readonly Assumption[] {
  const assumptions: Assumption[] = [];
  const isStated = process?.kind === 'answers' || settingsFor(cluster, pod)?.status !== undefined;
  if (flight.packet.http !== undefined && !isStated) {
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
  if (flight.packet.proxyProtocol !== undefined) assumptions.push(proxyLineIsRead(labelOf(pod)));
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
    message: `${labelOf(pod)} does not listen on ${asked}; ${others}.`,
    fix: 'Make targetPort of the Service name a port that a container listens on.',
  };
}

function textOf(ports: readonly (string | number)[]): string {
  return ports.length === 0 ? 'no port' : ports.join(', ');
}
