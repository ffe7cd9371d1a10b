import { expect, test } from 'vitest';
import { eventText, type Happening } from '@kubehop/sim';

const cases: readonly (readonly [Happening, string])[] = [
  [{ kind: 'act', act: 'drain', detail: 'node-a' }, 'drain node-a'],
  [
    {
      kind: 'written',
      by: 'kubectl',
      verb: 'added',
      object: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
    },
    'kubectl: added Pod/shop/web-1',
  ],
  [{ kind: 'pod-deleting', by: 'kubectl', pod: 'shop/web-1' }, 'pod shop/web-1 is being deleted by kubectl'],
  [{ kind: 'pod-ready', pod: 'shop/web-1', ready: true }, 'pod shop/web-1 is ready'],
  [
    { kind: 'container-started', pod: 'shop/web-1', container: 'app', restarts: 0 },
    'container app of shop/web-1 started',
  ],
  [
    { kind: 'container-started', pod: 'shop/web-1', container: 'app', restarts: 2 },
    'container app of shop/web-1 started, restart 2',
  ],
  [{ kind: 'container-ended', pod: 'shop/web-1', container: 'app' }, 'container app of shop/web-1 ended'],
  [
    { kind: 'signal', pod: 'shop/web-1', container: 'app', signal: 'SIGTERM' },
    'SIGTERM to container app of shop/web-1',
  ],
  [{ kind: 'proxy-synced', node: 'node-a' }, 'kube-proxy on node-a brought its rules up to date'],
  [
    { kind: 'controller-synced', pod: 'ingress/nginx', reload: true },
    'ingress controller ingress/nginx reloaded',
  ],
  [
    { kind: 'controller-synced', pod: 'ingress/nginx', reload: false },
    'ingress controller ingress/nginx took new endpoints',
  ],
  [
    { kind: 'target-health', balancer: 'web:80', target: 'node-a', healthy: false },
    'load balancer web:80 found node-a unhealthy',
  ],
  [{ kind: 'node-status', node: 'node-a', ready: 'Unknown' }, 'node node-a has Ready Unknown'],
  [
    { kind: 'node-tainted', node: 'node-a', key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' },
    'node node-a tainted node.kubernetes.io/unreachable:NoExecute',
  ],
  [
    {
      kind: 'rollout',
      deployment: 'shop/web',
      progressing: 'False',
      reason: 'ProgressDeadlineExceeded',
    },
    'deployment shop/web has Progressing False: ProgressDeadlineExceeded',
  ],
  [
    { kind: 'autoscaled', workload: 'deployment/shop/web', from: 2, to: 4 },
    'deployment/shop/web scaled from 2 to 4',
  ],
  [
    { kind: 'request', url: 'http://shop/', outcome: '200', cause: 'answered', pod: 'shop/web-1' },
    'http://shop/: 200, answered, pod shop/web-1',
  ],
];

test.each(cases)('an event in words: %j', (event, text) => {
  expect(eventText(event)).toBe(text);
});
