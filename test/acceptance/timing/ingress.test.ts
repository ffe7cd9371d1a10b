import { describe } from 'vitest';
import type { Answer } from '@kubehop/sim';
import { readRequest } from '@kubehop/core';
import type { JsonObject } from '../../conformance/vectors.js';
import { text } from './facts.js';
import { webService } from './objects.js';
import { outside } from './requests.js';
import type { Stage } from './stage.js';
import { timingCase } from './timing-case.js';

const nginx: readonly JsonObject[] = [
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'controller',
      namespace: 'ingress-nginx',
      labels: { 'app.kubernetes.io/name': 'ingress-nginx' },
    },
    spec: {
      nodeName: 'node-c',
      containers: [
        {
          name: 'controller',
          image: 'registry.k8s.io/ingress-nginx/controller:v1.12.0',
          args: ['/nginx-ingress-controller', '--ingress-class=nginx'],
          ports: [{ name: 'http', containerPort: 80, hostPort: 80 }],
        },
      ],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'web.example.com',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } },
            ],
          },
        },
      ],
    },
  },
];

const quickProbe = {
  readinessProbe: { httpGet: { path: '/ok', port: 8080 }, periodSeconds: 1, failureThreshold: 1 },
};

const controller = 'ingress-nginx/controller';

/** Sends a request to the controller, and notes when it was answered and with what. */
function request(method: string): (stage: Stage) => void {
  return (stage) => {
    const node = stage.cluster.get('Node', 'node-c');
    const address = node?.status.addresses.find(({ type }) => type === 'InternalIP')?.address ?? '';
    const input = { from: outside, method, url: 'http://web.example.com/', address };
    stage.simulation.begin(readRequest(input, outside), {}, (answer) => stage.notes.set('answer', answer));
  };
}

describe('ingress-nginx', () => {
  // A sync has just run for another endpoint: the next one is 1 / 0.3 s later, and each worker looks at the list within a
  // second after that. The lists of endpoints change without a reload.
  timingCase('tm-nginx-endpoint-lag', {
    objects: () => [...nginx, ...webService({}, quickProbe)],
    acts: {
      'endpoint web-0 becomes not ready, a sync has just run': ({ simulation }) => {
        simulation.setResponse({ pod: 'web-1' }, { healthy: false });
        simulation.advance(0);
        simulation.setResponse({ pod: 'web-0' }, { healthy: false });
      },
    },
    facts: {
      nginxUses: (stage, { pod, used }) => {
        const known = stage.simulation
          .views()
          .of({ kind: 'ingress-controller', namespace: 'ingress-nginx', pod: 'controller' });
        const isUsed = stage
          .endpointsOf('web', known)
          .some(({ targetRef, conditions }) => targetRef?.name === text(pod) && conditions.ready !== false);
        return isUsed === used;
      },
      nginxReloads: ({ simulation }, { name: count }) => simulation.reloadsOf(controller) === count,
    },
  });

  // Three tries, each of which waits 5 s for a connection: 15. The last one ends by its timeout.
  timingCase('tm-nginx-all-dead', {
    objects: () => [...nginx, ...webService()],
    acts: {
      'GET, every peer silent': (stage) => {
        stage.simulation.fail({ node: 'node-a' });
        stage.simulation.fail({ node: 'node-b' });
        request('GET')(stage);
      },
    },
    facts: { httpResponse: answered },
  });

  // The request was sent, and a POST is not sent twice: nginx answers when its connection breaks.
  timingCase('tm-nginx-post-reset', {
    objects: () => [...nginx, ...webService().filter(({ metadata }) => nameOf(metadata) !== 'web-1')],
    behaviours: [{ pod: 'web-0', does: { latency: 60_000 } }],
    acts: {
      'POST sent to web-0': request('POST'),
      'web-0 resets the connection': ({ simulation }) => {
        simulation.do({ act: 'crash', pod: 'default/web-0', code: 1 });
      },
    },
    facts: { httpResponse: answered },
  });
});

function nameOf(metadata: unknown): unknown {
  return (metadata as JsonObject)['name'];
}

/** The answer came at this moment. */
function answered(stage: Stage, { status, tries }: JsonObject): boolean {
  const answer = stage.notes.get('answer') as Answer | undefined;
  if (answer?.trace.outcome.kind !== 'response') return false;
  return (
    answer.answeredAt === stage.simulation.now &&
    answer.trace.outcome.status === status &&
    (tries === undefined || answer.upstreamTries === tries)
  );
}
