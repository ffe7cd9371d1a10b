import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../packages/core/src/manifest/json.js';
import { admitted, manifest, problemsOf } from '../admitted.js';

const main = { name: 'main', image: 'web:1' };
const port = (fields: JsonObject): JsonObject => ({
  containers: [{ ...main, ports: [{ containerPort: 80, ...fields }] }],
});

function check(
  rows: readonly (readonly [title: string, spec: JsonObject, problems: readonly string[]])[],
): void {
  test.each(rows)('%s', (_, spec, problems) => {
    const found = problemsOf(manifest('Pod', { spec: { containers: [main], ...spec } }));
    expect(found.map((problem, index) => problem.slice(0, problems[index]?.length))).toEqual(problems);
  });
}

describe('containers', () => {
  check([
    ['there has to be one', { containers: [] }, ['spec.containers: Required value']],
    ['have names', { containers: [{ image: 'a' }] }, ['spec.containers[0].name: Required value']],
    [
      'have names that are labels',
      { containers: [{ ...main, name: 'Main' }] },
      ['spec.containers[0].name: Invalid value: "Main"'],
    ],
    ['have names once', { containers: [main, main] }, ['spec.containers[1].name: Duplicate value: "main"']],
    ['have images', { containers: [{ name: 'main' }] }, ['spec.containers[0].image: Required value']],
    [
      'have images without blanks around them',
      { containers: [{ ...main, image: ' web' }] },
      ['spec.containers[0].image: Invalid value: " web": must not have leading or trailing whitespace'],
    ],
    [
      'have no restart policy of their own',
      { containers: [{ ...main, restartPolicy: 'Always' }] },
      ['spec.containers[0].restartPolicy: Forbidden: may not be set for non-init containers'],
    ],
    [
      'have variables with names',
      { containers: [{ ...main, env: [{ value: 'a' }] }] },
      ['spec.containers[0].env[0].name: Required value'],
    ],
    [
      'have variables with almost any name',
      { containers: [{ ...main, env: [{ name: 'a b;1' }, { name: 'a=b' }] }] },
      ['spec.containers[0].env[1].name: Invalid value: "a=b": a valid environment variable name'],
    ],
  ]);
});

function init(fields: JsonObject): JsonObject {
  return { initContainers: [{ ...main, name: 'init', ...fields }] };
}

describe('init containers', () => {
  const readinessProbe = { exec: { command: ['true'] } };

  check([
    [
      'have names that no other container has',
      init({ name: 'main' }),
      ['spec.initContainers[0].name: Duplicate value: "main"'],
    ],
    [
      'are restarted always or not at all',
      init({ restartPolicy: 'OnFailure' }),
      ['spec.initContainers[0].restartPolicy: Unsupported value: "OnFailure": supported values: "Always"'],
    ],
    [
      'are not probed',
      init({ readinessProbe }),
      [
        'spec.initContainers[0].readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always',
      ],
    ],
    ['are probed when they are sidecars', init({ readinessProbe, restartPolicy: 'Always' }), []],
  ]);
});

describe('ports', () => {
  check([
    [
      'have numbers',
      port({ containerPort: 0 }),
      ['spec.containers[0].ports[0].containerPort: Required value'],
    ],
    [
      'have numbers in range',
      port({ containerPort: 65_536 }),
      [
        'spec.containers[0].ports[0].containerPort: Invalid value: 65536: must be between 1 and 65535, inclusive',
      ],
    ],
    [
      'have names of IANA services',
      port({ name: 'a--b' }),
      ['spec.containers[0].ports[0].name: Invalid value: "a--b"'],
    ],
    [
      'have names once',
      {
        containers: [
          {
            ...main,
            ports: [
              { name: 'a', containerPort: 1 },
              { name: 'a', containerPort: 2 },
            ],
          },
        ],
      },
      ['spec.containers[0].ports[1].name: Duplicate value: "a"'],
    ],
    [
      'have protocols',
      port({ protocol: 'HTTP' }),
      [
        'spec.containers[0].ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"',
      ],
    ],
    [
      'have host ports in range',
      port({ hostPort: -1 }),
      ['spec.containers[0].ports[0].hostPort: Invalid value: -1: must be between 1 and 65535, inclusive'],
    ],
    [
      'have host ports once',
      {
        containers: [
          { ...main, ports: [{ containerPort: 80, hostPort: 80 }] },
          { ...main, name: 'b', ports: [{ containerPort: 81, hostPort: 80 }] },
        ],
      },
      ['spec.containers[1].ports[0].hostPort: Duplicate value: "TCP//80"'],
    ],
    [
      'have host ports once an address and protocol',
      {
        containers: [
          {
            ...main,
            ports: [
              { containerPort: 80, hostPort: 80 },
              { containerPort: 80, hostPort: 80, protocol: 'UDP' },
              { containerPort: 80, hostPort: 80, hostIP: '10.0.0.1' },
            ],
          },
        ],
      },
      [],
    ],
    ['of a hostNetwork pod are host ports', { hostNetwork: true, ...port({}) }, []],
    [
      'of a hostNetwork pod are no other host ports',
      { hostNetwork: true, ...port({ hostPort: 8080 }) },
      [
        'spec.containers[0].ports[0].hostPort: Invalid value: 8080: must match `containerPort` when `hostNetwork` is true',
      ],
    ],
  ]);
});

function probe(fields: JsonObject, name = 'readinessProbe'): JsonObject {
  return { containers: [{ ...main, [name]: fields }] };
}

describe('probes', () => {
  const tcpSocket = { port: 80 };

  check([
    [
      'do something',
      probe({}),
      ['spec.containers[0].readinessProbe: Required value: must specify a handler type'],
    ],
    [
      'do one thing',
      probe({ tcpSocket, httpGet: { port: 80 }, exec: { command: ['a'] } }),
      [
        'spec.containers[0].readinessProbe.httpGet: Forbidden: may not specify more than 1 handler type',
        'spec.containers[0].readinessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type',
      ],
    ],
    [
      'ask ports',
      probe({ httpGet: { port: 'a--b' } }),
      ['spec.containers[0].readinessProbe.httpGet.port: Invalid value: "a--b"'],
    ],
    [
      'ask ports by number',
      probe({ tcpSocket: { port: 0 } }),
      ['spec.containers[0].readinessProbe.tcpSocket.port: Invalid value: 0'],
    ],
    [
      'ask ports by gRPC',
      probe({ grpc: { port: 0 } }),
      ['spec.containers[0].readinessProbe.grpc.port: Invalid value: 0'],
    ],
    ['run commands', probe({ exec: {} }), ['spec.containers[0].readinessProbe.exec.command: Required value']],
    [
      'count up',
      probe({ tcpSocket, periodSeconds: -1 }),
      [
        'spec.containers[0].readinessProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0',
      ],
    ],
    ['may need several successes', probe({ tcpSocket, successThreshold: 2 }), []],
    [
      'that decide over life need one',
      probe({ tcpSocket, successThreshold: 2 }, 'livenessProbe'),
      ['spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1'],
    ],
    [
      'that wait for the start need one',
      probe({ tcpSocket, successThreshold: 2 }, 'startupProbe'),
      ['spec.containers[0].startupProbe.successThreshold: Invalid value: 2: must be 1'],
    ],
  ]);
});

describe('the status of a pod', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    [
      'has addresses',
      { podIP: 'x' },
      ['status.podIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'],
    ],
    [
      'has one address a family',
      { podIPs: [{ ip: '10.0.0.1' }, { ip: '10.0.0.2' }] },
      [
        'status.podIPs: Invalid value: ["10.0.0.1","10.0.0.2"]: may specify no more than one IP for each IP family',
      ],
    ],
    ['has addresses of both families', { podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }] }, []],
    [
      'has a phase that there is',
      { phase: 'Crashed' },
      [
        'status.phase: Unsupported value: "Crashed": supported values: "Pending", "Running", "Succeeded", "Failed", "Unknown"',
      ],
    ],
  ])('%s', (_, status, problems) => {
    expect(problemsOf(manifest('Pod', { spec: { containers: [main] }, status }))).toEqual(problems);
  });
});

describe('an update of a pod', () => {
  const old = admitted('Pod', {
    spec: { containers: [main], nodeName: 'a', tolerations: [{ key: 'a', operator: 'Exists' }] },
    status: { phase: 'Running', podIP: '10.1.0.5' },
  });

  test.each<[string, JsonObject, readonly string[]]>([
    ['may change images', { containers: [{ ...main, image: 'web:2' }] }, []],
    [
      'may add tolerations',
      {
        tolerations: [
          { key: 'b', operator: 'Exists' },
          { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 1 },
          { key: 'a', operator: 'Exists' },
        ],
      },
      [],
    ],
    [
      'may not take tolerations away',
      { tolerations: [] },
      ['spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds'],
    ],
    [
      'may not add containers',
      { containers: [main, { ...main, name: 'b' }] },
      ['spec.containers: Forbidden: pod updates may not add or remove containers'],
    ],
    [
      'may not change anything else',
      { hostname: 'b' },
      ['spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`'],
    ],
    [
      'may not move a pod',
      { nodeName: 'b' },
      ['spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`'],
    ],
  ])('%s', (_, fields, problems) => {
    const spec = { containers: [main], tolerations: [{ key: 'a', operator: 'Exists' }], ...fields };
    const found = problemsOf(manifest('Pod', { spec }), { old });
    expect(found.map((problem, index) => problem.slice(0, problems[index]?.length))).toEqual(problems);
  });

  test('leaves it where it is', () => {
    const spec = {
      containers: [{ ...main, image: 'web:2' }],
      tolerations: [{ key: 'a', operator: 'Exists' }],
    };
    expect(admitted('Pod', { spec }, {}, { old })).toMatchObject({
      spec: { nodeName: 'a', containers: [{ image: 'web:2' }] },
      status: { phase: 'Running', podIP: '10.1.0.5' },
    });
  });
});
