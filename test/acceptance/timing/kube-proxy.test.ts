import { describe } from 'vitest';
import { node } from '@kubehop/core';
import type { Connection } from '@kubehop/sim';
import type { Json, JsonObject } from '../../conformance/vectors.js';
import { text } from './facts.js';
import { answersNow, podOf, requestTo, resultOf } from './requests.js';
import type { Stage } from './stage.js';
import { nothing, timingCase } from './timing-case.js';

/** Change N makes Service `change-N`. */
function change(number: number): (stage: Stage) => void {
  return ({ simulation }) => {
    simulation.apply({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `change-${number}`, namespace: 'default' },
      spec: { ports: [{ port: 80 }] },
    });
  };
}

function udpPod(name: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels: { app: 'dns' } },
    spec: {
      nodeName: 'node-b',
      containers: [{ name: 'app', image: 'app', ports: [{ containerPort: 53, protocol: 'UDP' }] }],
    },
  };
}

const udpService: JsonObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'dns', namespace: 'default' },
  spec: { selector: { app: 'dns' }, ports: [{ port: 53, protocol: 'UDP' }] },
};

/** The next datagram of the flow of a client, which always sends from the same port. */
function datagram(stage: Stage): string | undefined {
  const { url } = requestTo(stage, 'dns');
  const input = {
    from: node('node-a'),
    url: `${url.replace('http', 'udp').slice(0, -1)}:53`,
    sourcePort: 4_321,
  };
  const [answer] = answersNow(stage, input, 1, { timeout: 10 });
  return answer === undefined ? undefined : podOf(answer.trace);
}

function remove(name: string): (stage: Stage) => void {
  return ({ simulation }) => {
    simulation.do({ act: 'delete', objects: [{ kind: 'Pod', namespace: 'default', name }], force: true });
  };
}

function withProbe(pod: JsonObject): Json {
  if (pod['kind'] !== 'Pod') return pod;
  const { containers = [], ...spec } = pod['spec'] as JsonObject;
  const probed = (containers as readonly JsonObject[]).map((container) => ({
    ...container,
    readinessProbe: { httpGet: { path: '/ok', port: 8_080 }, periodSeconds: 1, failureThreshold: 1 },
  }));
  return { ...pod, spec: { ...spec, containers: probed } };
}

describe('kube-proxy', () => {
  // Two syncs are there to be used, at 0 and 0.2. At 0.4 there is none: the third waits until 1 s after the second.
  timingCase('tm-proxy-burst-old', {
    acts: { 'change 1': change(1), 'change 2': change(2), 'change 3': change(3) },
    facts: {
      proxySynced: ({ simulation }, { changes }) => {
        const rules = simulation.views().of({ kind: 'kube-proxy', node: 'node-a' });
        const known = [1, 2, 3].filter(
          (number) => rules.get('Service', `default/change-${number}`) !== undefined,
        );
        return JSON.stringify(known) === JSON.stringify(changes);
      },
    },
  });

  // Connections that stand are tracked; only the first packet of a connection meets the rules.
  timingCase('tm-tcp-established-stays', {
    objects: (given) => given.map(withProbe),
    acts: {
      'connection c1 to web goes to web-0': (stage) => {
        let connection: Connection;
        do {
          connection = stage.simulation.connect(requestTo(stage, 'web'));
        } while (podOf(connection.opened.trace) !== 'web-0');
        stage.notes.set('c1', connection);
      },
      'web-0 becomes not ready, still runs': ({ simulation }) => {
        simulation.setResponse({ pod: 'web-0' }, { healthy: false });
      },
      'rules synced': nothing,
    },
    facts: {
      request: (stage, { connection, pod, result }) => {
        if (connection === 'new') {
          const answers = answersNow(stage, requestTo(stage, 'web'), 20);
          return (
            answers.length === 20 &&
            answers.every((each) => podOf(each.trace) === pod && resultOf(each) === result)
          );
        }
        const answer = (stage.notes.get(text(connection)) as Connection).send(requestTo(stage, 'web'));
        return podOf(answer.trace) === pod && resultOf(answer) === result;
      },
    },
  });

  // The entry leads to an address that is no endpoint that serves, while another one does: it is cleared with the sync.
  timingCase('tm-udp-flush', {
    objects: () => [udpService, udpPod('pod-1')],
    acts: {
      'UDP flow of client a goes to pod-1': datagram,
      'pod-1 is removed, pod-2 serves': (stage) => {
        stage.simulation.apply(udpPod('pod-2'));
        remove('pod-1')(stage);
      },
      'rules synced': nothing,
    },
    facts: { udpFlow: (stage, { pod }) => datagram(stage) === pod },
  });

  // The cleanup passes over Services without an endpoint that serves.
  timingCase('tm-udp-no-endpoint-left', {
    objects: () => [udpService, udpPod('pod-1')],
    acts: {
      'UDP flow of client a goes to pod-1': (stage) => {
        const { cluster } = stage;
        stage.notes.set('pod-1', cluster.get('Pod', 'default/pod-1')?.status.podIP);
        datagram(stage);
      },
      'pod-1, the only endpoint, is removed': remove('pod-1'),
      'rules synced': nothing,
    },
    facts: {
      conntrackEntry: ({ simulation, notes }, { pod, exists }) => {
        const entries = [...(simulation.memory.connections.get('node-a') ?? [])];
        return entries.some(([, { endpoint }]) => endpoint.address === notes.get(text(pod))) === exists;
      },
    },
  });

  // 10000 is less than 10800 after the first connection, and begins the time anew: it is over after 20800.
  timingCase('tm-affinity-expiry', {
    acts: { 'new connection from client a': connectAgain },
    facts: {
      affinity: (stage, { same, remembered }) => {
        const pods = stage.notes.get('pods') as readonly (string | undefined)[];
        if (same !== undefined) return (new Set(pods).size === 1 && pods.length === 2) === same;
        const kept = [...stage.simulation.memory.affinity].flatMap(([, endpoints]) => endpoints);
        const isFresh = kept.some(({ at }) => at + 10_800 >= stage.simulation.now / 1_000);
        return kept.length > 0 && isFresh === remembered;
      },
    },
  });
});

function connectAgain(stage: Stage): void {
  const pods = (stage.notes.get('pods') ?? []) as readonly (string | undefined)[];
  const [answer] = answersNow(stage, requestTo(stage, 'web'));
  stage.notes.set('pods', [...pods, answer === undefined ? undefined : podOf(answer.trace)]);
}
