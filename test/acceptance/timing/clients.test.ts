import { describe } from 'vitest';
import { node, readRequest } from '@kubehop/core';
import { synSchedule, type Answer, type ClientOptions, type Connection } from '@kubehop/sim';
import { webPod } from './objects.js';
import { numbers, text } from './facts.js';
import { podOf, requestTo } from './requests.js';
import { timingCase } from './timing-case.js';

/** The kernels of the case, by whether their first tries follow one another each second. */
function kernelOf(version: string): NonNullable<ClientOptions['kernel']> {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 6 || (major === 6 && minor >= 5) ? 'since-6.5' : 'before-6.5';
}

describe('clients', () => {
  // Doubling waits: 1+2+4+8+16+32 = 63 to the last try, and 64 more until the kernel gives up: 127. Since Linux 6.5 the
  // first four tries are a second apart: 1, 2, 3, 4, then 1, 2, 4, ... 32 more: 67, and 64 until the end: 131.
  timingCase('tm-syn-schedule', {
    acts: {
      'connect to an address that drops packets': (stage) => {
        const { simulation } = stage;
        simulation.fail({ node: 'node-b' });
        const [pod] = stage.cluster.podsOnNode('node-b');
        const input = { from: node('node-a'), url: `tcp://${pod?.status.podIP ?? ''}:8080` };
        for (const kernel of ['before-6.5', 'since-6.5'] as const) {
          simulation.begin(readRequest(input, node('node-a')), { timeout: null, kernel }, (answer) =>
            stage.notes.set(kernel, answer),
          );
        }
      },
    },
    objects: () => [webPod('silent', 'node-b')],
    facts: {
      connect: (stage, { kernel: version, result, retransmitsAt }) => {
        const kernel = kernelOf(text(version));
        const answer = stage.notes.get(kernel) as Answer | undefined;
        const again = synSchedule(kernel).again.map((ms) => ms / 1_000);
        return (
          result === 'ETIMEDOUT' &&
          answer?.trace.outcome.kind === 'timeout' &&
          answer.answeredAt === stage.simulation.now &&
          JSON.stringify(again) === JSON.stringify(numbers(retransmitsAt))
        );
      },
    },
  });

  // The connection was balanced when it was made; requests on it go where it goes.
  timingCase('tm-grpc-pinned', {
    acts: {
      'gRPC client connects to web: web-0': (stage) => {
        stage.notes.set('g', stage.simulation.connect(requestTo(stage, 'web')));
      },
      'web scales from 1 to 5': ({ simulation }) => {
        simulation.apply(...[1, 2, 3, 4].map((number) => webPod(`web-${number}`, 'node-b')));
      },
    },
    facts: {
      requestShare: (stage, { client, pod, share }) => {
        const connection = stage.notes.get(text(client)) as Connection;
        const answers = Array.from({ length: 50 }, () => connection.send(requestTo(stage, 'web')));
        const there = answers.filter(({ trace }) => podOf(trace) === pod);
        return stage.endpointsOf('web').length === 5 && there.length / answers.length === share;
      },
    },
  });
});
