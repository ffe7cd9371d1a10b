import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { nodeComponent } from '../../../packages/core/src/node/route.js';
import type { Leaving } from '../../../packages/core/src/node/leaving.js';
import { internet } from '../../../packages/core/src/request/origin.js';
import { readRequest } from '../../../packages/core/src/request/read-request.js';
import { emptyMemory } from '../../../packages/core/src/step/memory.js';
import type { Step } from '../../../packages/core/src/step/step.js';
import { node } from '../../objects/node.js';
import { controllerPod } from '../controller/controller-pod.js';

const own = '192.168.0.2';
const cluster = createCluster(
  [
    node('node-a', [own]),
    controllerPod('shop/host', { hostNetwork: true, addresses: [own], ports: [{ containerPort: 8080 }] }),
    controllerPod('shop/port', { ports: [{ containerPort: 8080, hostPort: 9090 }] }),
  ],
  { admission: 'skip', settle: 'never' },
);

/** A packet from an address, marked by the service proxy, to a port of the node. */
function deliver(from: Leaving['at']['from'], source: string, port: number, isMarked = true): Step {
  const at = { kind: 'leaving', node: 'node-a', from } as const;
  return nodeComponent({ of: () => cluster }, emptyMemory, {
    request: readRequest({ url: 'http://shop/' }, internet()),
    at,
    departure: at,
    packet: {
      protocol: 'TCP',
      source: { address: source },
      destination: { address: own, port },
      ...(isMarked ? { mark: 'masquerade' } : {}),
    },
  });
}

function inShort(step: Step): unknown {
  if (step.kind === 'choose') return step.kind;
  const hops = step.hops.map(({ action, rule }) => `${action} ${rule.id}`);
  return step.kind === 'done'
    ? [...hops, step.outcome.kind]
    : [...hops, step.flight.packet.source.address, step.flight.packet.destination.port];
}

describe('a packet for an address of the node itself', () => {
  test.each([
    ['is masqueraded over loopback when the node sent it', 'host', '127.0.0.1', true, own],
    ['keeps its source when it comes from the wire', 'wire', '203.0.113.7', true, '203.0.113.7'],
    ['keeps its source when a pod sent it', 'pod', '10.244.1.7', true, '10.244.1.7'],
    ['keeps its source when it is not marked', 'host', '127.0.0.1', false, '127.0.0.1'],
  ] as const)('%s', (_, from, source, isMarked, seen) => {
    const step = deliver(from, source, 8080, isMarked);
    const out = from === 'host' && isMarked ? ['forwarded masquerade-marked'] : [];
    expect(inShort(step)).toEqual([...out, 'received host-network', seen, 8080]);
    expect(step).not.toHaveProperty('flight.packet.mark');
  });

  test('is translated to the pod that has the port as its hostPort', () => {
    const step = deliver('wire', '203.0.113.7', 9090, false);
    expect(inShort(step)).toEqual(['translated host-port', '203.0.113.7', 8080]);
    expect(step).toMatchObject({
      hops: [{ changes: [{ kind: 'dnat', from: '192.168.0.2:9090', to: '10.244.1.9:8080' }] }],
    });
  });

  test('is refused where nobody listens', () => {
    expect(inShort(deliver('wire', '203.0.113.7', 81))).toEqual([
      'rejected nobody-listens-on-node',
      'refused',
    ]);
  });
});
