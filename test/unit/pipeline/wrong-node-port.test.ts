import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { bareMetal } from '../../../packages/core/src/provider/bare-metal.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { internet, network } from '../../../packages/core/src/request/origin.js';
import type { Origin } from '../../../packages/core/src/request/origin.js';
import type { Outcome } from '../../../packages/core/src/trace/outcome.js';

const web = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: {
    type: 'NodePort',
    ports: [
      { name: 'admin', port: 8081, nodePort: 30081 },
      { name: 'http', port: 80, nodePort: 30080 },
    ],
  },
};

function outcomeOf(url: string, from: Origin): Outcome {
  const platform = from.kind === 'internet' ? cloud() : bareMetal();
  return traceRequest(createCluster([web], { platform }), { url, from }).outcome;
}

const service = { kind: 'Service', namespace: 'default', name: 'web' };

describe('a node port', () => {
  test('that is asked at an address of nobody names the Service and addresses that can be reached', () => {
    expect(outcomeOf('http://10.9.9.9:30080/', network('192.168.1.200'))).toMatchObject({
      kind: 'left',
      cause: {
        code: 'left-the-model',
        object: service,
        path: 'spec.ports[1].nodePort',
        fix: expect.stringContaining('192.168.1.11') as string,
      },
    });
    const { cause } = outcomeOf('http://198.18.0.1:30080/', internet());
    expect(cause.fix).toContain('192.0.2.11');
  });

  test('is named where the port of its Service is asked at a node', () => {
    expect(outcomeOf('http://192.168.1.11/', network('192.168.1.200'))).toMatchObject({
      kind: 'refused',
      cause: {
        code: 'nobody-listens-on-node',
        object: service,
        path: 'spec.ports[1].nodePort',
        fix: 'Ask node port 30080 (Service default/web).',
      },
    });
  });
});

describe('a port that is of no Service', () => {
  test('is refused by the node, and nothing is said of Services', () => {
    expect(outcomeOf('http://192.168.1.11:9999/', network('192.168.1.200')).cause).toMatchObject({
      code: 'nobody-listens-on-node',
      object: { kind: 'Node', name: 'node-1' },
    });
  });

  test('leaves the model at an address of nobody without a word on Services', () => {
    expect(outcomeOf('http://10.9.9.9:9999/', network('192.168.1.200')).cause.object).toBeUndefined();
  });
});
