import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../packages/core/src/manifest/json.js';
import { manifest, problemsOf } from '../admitted.js';

const port = (fields: JsonObject): JsonObject => ({ ingress: [{ ports: [fields] }] });
const peer = (fields: JsonObject): JsonObject => ({ egress: [{ to: [fields] }] });

describe('a NetworkPolicy', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    ['may be about everything', { ingress: [{}], egress: [{}] }, []],
    [
      'selects by labels',
      { podSelector: { matchLabels: { 'a b': 'c' } } },
      ['spec.podSelector.matchLabels: Invalid value: "a b"'],
    ],
    [
      'has two types at most',
      { policyTypes: ['Ingress', 'Egress', 'Ingress'] },
      [
        'spec.policyTypes: Invalid value: ["Ingress","Egress","Ingress"]: may not specify more than two policyTypes',
      ],
    ],
    [
      'has types that there are',
      { policyTypes: ['ingress'] },
      ['spec.policyTypes[0]: Unsupported value: "ingress": supported values: "Ingress", "Egress"'],
    ],
    [
      'has ports in range',
      port({ port: 0 }),
      ['spec.ingress[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive'],
    ],
    [
      'has ports with names',
      port({ port: 'a--b' }),
      ['spec.ingress[0].ports[0].port: Invalid value: "a--b": must not contain consecutive hyphens'],
    ],
    [
      'has protocols',
      port({ port: 80, protocol: 'ICMP' }),
      [
        'spec.ingress[0].ports[0].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"',
      ],
    ],
    ['may have ranges of ports', port({ port: 80, endPort: 90 }), []],
    [
      'has ranges that go up',
      port({ port: 80, endPort: 79 }),
      ['spec.ingress[0].ports[0].endPort: Invalid value: 79: must be greater than or equal to `port`'],
    ],
    [
      'has ranges that end',
      port({ port: 80, endPort: 65_536 }),
      ['spec.ingress[0].ports[0].endPort: Invalid value: 65536: must be between 1 and 65535, inclusive'],
    ],
    [
      'has ranges of numbers',
      port({ port: 'http', endPort: 90 }),
      [
        'spec.ingress[0].ports[0].endPort: Invalid value: 90: may not be specified when `port` is non-numeric',
      ],
    ],
    [
      'has ranges that begin',
      port({ endPort: 90 }),
      [
        'spec.ingress[0].ports[0].endPort: Invalid value: 90: may not be specified when `port` is not specified',
      ],
    ],
    ['has peers that are some', peer({}), ['spec.egress[0].to[0]: Required value: must specify a peer']],
    ['has peers by both selectors', peer({ podSelector: {}, namespaceSelector: {} }), []],
    [
      'has peers by selectors that are some',
      peer({ namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }),
      [
        "spec.egress[0].to[0].namespaceSelector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
      ],
    ],
    [
      'has peers by selector or by address',
      peer({ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }),
      ['spec.egress[0].to[0]: Forbidden: may not specify both ipBlock and another peer'],
    ],
    ['has blocks', peer({ ipBlock: {} }), ['spec.egress[0].to[0].ipBlock.cidr: Required value']],
    [
      'has blocks that are ranges',
      peer({ ipBlock: { cidr: '10.0.0.1' } }),
      ['spec.egress[0].to[0].ipBlock.cidr: Invalid value: "10.0.0.1": must be a valid CIDR value'],
    ],
    ['has holes in blocks', peer({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }), []],
    [
      'has holes that are ranges',
      peer({ ipBlock: { cidr: '10.0.0.0/8', except: ['x'] } }),
      ['spec.egress[0].to[0].ipBlock.except[0]: Invalid value: "x": must be a valid CIDR value'],
    ],
    [
      'has holes inside of their blocks',
      peer({ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }),
      [
        'spec.egress[0].to[0].ipBlock.except[0]: Invalid value: "11.0.0.0/16": must be a strict subset of `cidr`',
      ],
    ],
    [
      'has holes smaller than their blocks',
      peer({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } }),
      [
        'spec.egress[0].to[0].ipBlock.except[0]: Invalid value: "10.0.0.0/8": must be a strict subset of `cidr`',
      ],
    ],
    [
      'has holes of the same family',
      peer({ ipBlock: { cidr: '10.0.0.0/8', except: ['fd00::/64'] } }),
      [
        'spec.egress[0].to[0].ipBlock.except[0]: Invalid value: "fd00::/64": must be a strict subset of `cidr`',
      ],
    ],
  ])('%s', (_, spec, problems) => {
    const found = problemsOf(manifest('NetworkPolicy', { spec: { podSelector: {}, ...spec } }));
    expect(found.map((problem, index) => problem.slice(0, problems[index]?.length))).toEqual(problems);
  });
});
