import { describe } from 'vitest';
import { recordedObjects } from './facts.js';
import { requestResult } from './requests.js';
import { nothing, timingCase } from './timing-case.js';

describe('probes', () => {
  // Probes start at 20, 30 and 40, since the fault is at 12. Each gets no answer for its timeout of 1 s and has failed at
  // 21, 31 and 41; three failures in a row turn the pod.
  timingCase('tm-probe-hang', {
    acts: {
      'probe tick, period 10': nothing,
      'app of web-0 hangs': ({ simulation }) => {
        simulation.setResponse({ pod: 'web-0' }, { hangs: true });
      },
    },
  });

  // The first probe after the fault starts 0..10 s later, the third 20 s after it, and fails 1 s after it starts: 21..31.
  timingCase('tm-probe-bounds', {
    acts: {
      'app hangs': ({ simulation }) => {
        simulation.setResponse({ pod: 'web-0' }, { hangs: true });
      },
    },
  });

  // As for readiness: three timeouts end at 21, 31, 41. Then SIGTERM, which is ignored, and SIGKILL after 30 s of grace.
  // Nobody asks for readiness, so the pod is ready as long as its container runs. The kubelet looks at its containers
  // every second, and the first restart waits for nothing: 71..72.
  timingCase('tm-liveness-kill', {
    acts: {
      'probe tick, period 10': nothing,
      'app hangs and ignores SIGTERM': ({ simulation }) => {
        simulation.setResponse({ pod: 'web-0' }, { hangs: true, onSigterm: 'ignore' });
      },
    },
    delays: { kubelet: { notice: { from: 0, to: 1_000 } } },
  });

  // The worker of the probe begins with the pod, at 0; at that tick no container runs. Those at 10, 20, ... 300 are
  // refused: the thirtieth is at 300. Readiness waits for the startup probe.
  timingCase('tm-startup-budget', {
    objects: () => [],
    behaviours: [{ pod: 'web-0', does: { listens: false } }],
    delays: { kubelet: { imagePull: 3_000 } },
    acts: {
      'probe tick, period 10': ({ simulation }) => {
        simulation.apply(...recordedObjects('tm-startup-budget'));
      },
      'container starts, never opens its port': nothing,
    },
  });

  // Without a probe ready means that the container runs: from 4 on. Until the port opens at 9 the kernel refuses.
  timingCase('tm-no-probe-ready', {
    objects: (given) => given.filter(({ kind }) => kind === 'Service'),
    behaviours: [{ pod: 'web-0', does: { startup: 5_000 } }],
    acts: {
      'container starts': ({ simulation }) => {
        simulation.apply(...recordedObjects('tm-no-probe-ready').filter(({ kind }) => kind === 'Pod'));
      },
      'app opens its port': nothing,
    },
    facts: { request: requestResult },
  });

  // The container alone makes ContainersReady; Ready waits for the condition of the gate, which is missing until 35.
  timingCase('tm-readiness-gate', {
    objects: () => [],
    acts: {
      'container ready': ({ simulation }) => {
        simulation.apply(...recordedObjects('tm-readiness-gate'));
      },
      'condition example.com/lb = True': ({ simulation }) => {
        simulation.do({ act: 'set-condition', pod: 'default/web-0', type: 'example.com/lb', status: 'True' });
      },
    },
  });
});
