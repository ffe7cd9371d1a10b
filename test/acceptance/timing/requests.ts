import { network, node, type Origin, type RequestInput, type Trace } from '@kubehop/core';
import { toRequest } from '@kubehop/core/engine';
import type { Answer, ClientOptions } from '@kubehop/sim';
import type { JsonObject } from '../../conformance/vectors.js';
import { text } from './facts.js';
import type { Holds } from './holds.js';
import type { Stage } from './stage.js';

/** Where clients are that are not part of the cluster: on the network of its nodes. */
export const outside: Origin = network('192.168.1.200');

/** A request to a Service by its cluster IP: no DNS plays a part. */
export function requestTo(
  { cluster }: Stage,
  service: string,
  from: Origin = node('node-b'),
  rest: Partial<RequestInput> = {},
): RequestInput {
  const address = cluster.get('Service', `default/${service}`)?.spec.clusterIPs[0] ?? '';
  return { from, url: `http://${address}/`, ...rest };
}

/** What requests come to that take no time; the rest is under way. */
export function answersNow(
  stage: Stage,
  input: RequestInput,
  count = 1,
  client: ClientOptions = {},
): readonly Answer[] {
  const answers: Answer[] = [];
  for (let sent = 0; sent < count; sent++) {
    stage.simulation.begin(toRequest(stage.cluster, input), client, (answer) => answers.push(answer));
  }
  return answers;
}

/** The name of the pod that a request came to. */
export function podOf({ hops }: Trace): string | undefined {
  const last = hops.at(-1);
  return last?.stage === 'pod' ? last.pod.name : undefined;
}

/** `ok`, or the kind of what came instead. */
export function resultOf({ trace: { outcome } }: Answer): string {
  if (outcome.kind !== 'response') return outcome.kind;
  return outcome.status < 400 ? 'ok' : String(outcome.status);
}

/** A request at this moment has the result, and goes to the pod, that a fact says. */
export const requestResult: Holds = (stage, { to, result, pod }: JsonObject) => {
  const answers = answersNow(stage, requestTo(stage, text(to)), 20);
  return (
    answers.length === 20 &&
    answers.every(
      (answer) => resultOf(answer) === result && (pod === undefined || podOf(answer.trace) === pod),
    )
  );
};
