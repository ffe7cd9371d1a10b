import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../packages/core/src/manifest/json.js';
import { ingressPath } from '../../../../packages/core/src/object/validation/ingress-path.js';
import { admitted, manifest, problemsOf } from '../admitted.js';

const backend = { service: { name: 'web', port: { number: 80 } } };

function path(fields: JsonObject): JsonObject {
  return { path: '/', pathType: 'Prefix', backend, ...fields };
}

function rule(fields: JsonObject, ...paths: readonly JsonObject[]): JsonObject {
  return { rules: [{ ...fields, http: { paths: paths.length === 0 ? [path({})] : paths } }] };
}

/** The problems whose messages begin with these texts; patterns in messages are left out. */
function check(
  rows: readonly (readonly [title: string, spec: JsonObject, problems: readonly string[]])[],
): void {
  test.each(rows)('%s', (_, spec, problems) => {
    const found = problemsOf(manifest('Ingress', { spec }));
    expect(found.map((problem, index) => problem.slice(0, problems[index]?.length))).toEqual(problems);
  });
}

describe('ingressPath', () => {
  test.each([
    ['/', 'Exact'],
    ['/a/', 'Prefix'],
    ['/a..b/...', 'Prefix'],
    ['/%2e%2e/a?b#c*[', 'Exact'],
    ['', 'ImplementationSpecific'],
    ['//a/../%2F', 'ImplementationSpecific'],
  ] as const)('%j as %s is fine', (text, type) => {
    expect(ingressPath(text, type)).toEqual([]);
  });

  test.each([
    ['', 'Prefix', ['must be an absolute path']],
    ['a', 'Exact', ['must be an absolute path']],
    ['a', 'ImplementationSpecific', ['must be an absolute path']],
    ['/a//b', 'Prefix', ["must not contain '//'"]],
    ['/a/./b', 'Prefix', ["must not contain '/./'"]],
    ['/a/../b', 'Exact', ["must not contain '/../'"]],
    ['/a%2fb', 'Exact', ["must not contain '%2f'"]],
    ['/a%2Fb', 'Exact', ["must not contain '%2F'"]],
    ['/a/..', 'Prefix', ["cannot end with '/..'"]],
    ['/.', 'Prefix', ["cannot end with '/.'"]],
    ['//%2f/.', 'Prefix', ["must not contain '//'", "must not contain '%2f'", "cannot end with '/.'"]],
  ] as const)('%j as %s is not', (text, type, details) => {
    expect(ingressPath(text, type)).toEqual(details);
  });
});

describe('rules', () => {
  check([
    [
      'or a default backend have to be there',
      {},
      ['spec: Invalid value: null: either `defaultBackend` or `rules` must be specified'],
    ],
    ['may name a host alone', { rules: [{ host: 'a.example' }] }, []],
    ['may name nothing', { rules: [{}] }, []],
    ['have paths', { rules: [{ http: {} }] }, ['spec.rules[0].http.paths: Required value']],
    [
      'have path types',
      rule({}, { path: '/', backend }),
      ['spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified'],
    ],
    [
      'have path types that there are',
      rule({}, path({ pathType: 'Regex' })),
      [
        'spec.rules[0].http.paths[0].pathType: Unsupported value: "Regex": supported values: "Exact", "ImplementationSpecific", "Prefix"',
      ],
    ],
    [
      'have paths that fit their type',
      rule({}, path({ path: 'a' })),
      ['spec.rules[0].http.paths[0].path: Invalid value: "a": must be an absolute path'],
    ],
  ]);
});

describe('hosts', () => {
  check([
    ['may be missing', rule({ host: '' }), []],
    ['may have one star at the front', rule({ host: '*.example.com' }), []],
    [
      'have no star elsewhere',
      rule({ host: 'a.*.com' }),
      ['spec.rules[0].host: Invalid value: "a.*.com": a wildcard DNS-1123 subdomain'],
    ],
    [
      'are in lower case',
      rule({ host: 'A.example' }),
      ['spec.rules[0].host: Invalid value: "A.example": a lowercase RFC 1123 subdomain'],
    ],
    [
      'have no port',
      rule({ host: 'a:80' }),
      ['spec.rules[0].host: Invalid value: "a:80": a lowercase RFC 1123 subdomain'],
    ],
    [
      'are no addresses',
      rule({ host: '10.0.0.1' }),
      ['spec.rules[0].host: Invalid value: "10.0.0.1": must be a DNS name, not an IP address'],
    ],
    [
      'of TLS are names',
      { ...rule({}), tls: [{ hosts: ['*.a.example', ''] }] },
      ['spec.tls[0].hosts[1]: Invalid value: "": a lowercase RFC 1123 subdomain'],
    ],
  ]);
});

describe('names', () => {
  check([
    [
      'of TLS Secrets are names',
      { ...rule({}), tls: [{ secretName: 'a_b' }] },
      ['spec.tls[0].secretName: Invalid value: "a_b": a lowercase RFC 1123 subdomain'],
    ],
    [
      'of classes are names',
      { ...rule({}), ingressClassName: 'Nginx' },
      ['spec.ingressClassName: Invalid value: "Nginx": a lowercase RFC 1123 subdomain'],
    ],
  ]);
});

function toBackend(fields: JsonObject): JsonObject {
  return { defaultBackend: fields };
}

function service(name: string, port: JsonObject): JsonObject {
  return toBackend({ service: { name, port } });
}

describe('backends', () => {
  check([
    [
      'are a Service or something else',
      toBackend({}),
      ['spec.defaultBackend: Invalid value: "": resource or service backend is required'],
    ],
    [
      'are not both',
      toBackend({ ...backend, resource: { kind: 'A', name: 'b' } }),
      ['spec.defaultBackend: Invalid value: "": cannot set both resource and service backends'],
    ],
    ['have a name', service('', { number: 80 }), ['spec.defaultBackend.service.name: Required value']],
    [
      'have the name of a Service',
      service('1web', { number: 80 }),
      ['spec.defaultBackend.service.name: Invalid value: "1web": a DNS-1035 label'],
    ],
    [
      'have a port',
      service('web', {}),
      ['spec.defaultBackend: Required value: port name or number is required'],
    ],
    [
      'have a port by number or name',
      service('web', { number: 80, name: 'http' }),
      ['spec.defaultBackend: Invalid value: "": cannot set both port name & port number'],
    ],
    [
      'have a port with a number',
      service('web', { number: 65_536 }),
      [
        'spec.defaultBackend.service.port.number: Invalid value: 65536: must be between 1 and 65535, inclusive',
      ],
    ],
    [
      'have a port with a name',
      service('web', { name: 'a--b' }),
      ['spec.defaultBackend.service.port.name: Invalid value: "a--b": must not contain consecutive hyphens'],
    ],
    [
      'may be anything in the namespace',
      toBackend({ resource: { apiGroup: 'a.b', kind: 'Bucket', name: 'x' } }),
      [],
    ],
    [
      'that are something else are named in full',
      toBackend({ resource: { apiGroup: 'A' } }),
      [
        'spec.defaultBackend.resource.apiGroup: Invalid value: "A": a lowercase RFC 1123 subdomain',
        'spec.defaultBackend.resource.kind: Required value',
        'spec.defaultBackend.resource.name: Required value',
      ],
    ],
    [
      'that are something else are parts of a path',
      toBackend({ resource: { kind: 'a/b', name: 'c%' } }),
      [
        'spec.defaultBackend.resource.kind: Invalid value: "a/b": may not contain \'/\'',
        'spec.defaultBackend.resource.name: Invalid value: "c%": may not contain \'%\'',
      ],
    ],
  ]);
});

describe('the class', () => {
  const annotations = { 'kubernetes.io/ingress.class': 'a' };
  const spec = { ...rule({}), ingressClassName: 'b' };

  test('by field and by annotation has to be one when an Ingress is new', () => {
    expect(problemsOf(manifest('Ingress', { spec }, { annotations }))).toEqual([
      'annotations.kubernetes.io/ingress.class: Invalid value: "a": must match `ingressClassName` when both are specified',
    ]);
    expect(
      problemsOf(manifest('Ingress', { spec: { ...spec, ingressClassName: 'a' } }, { annotations })),
    ).toEqual([]);
  });

  test('by field and by annotation may differ later', () => {
    const old = admitted('Ingress', { spec });
    expect(problemsOf(manifest('Ingress', { spec }, { annotations }), { old })).toEqual([]);
  });
});

describe('an update may keep the sins of old', () => {
  const sins: readonly (readonly [string, JsonObject, JsonObject])[] = [
    [
      'a Secret name that is none',
      { ...rule({}), tls: [{ secretName: 'a b' }] },
      { ...rule({}), tls: [{ secretName: 'c d' }] },
    ],
    [
      'paths below a host with a star',
      rule({ host: '*.a.example' }, path({ path: 'x' })),
      rule({ host: '*.b.example' }, path({ path: 'y' })),
    ],
    [
      'names of Services that begin with a digit',
      { defaultBackend: { service: { name: '1a', port: { number: 80 } } } },
      rule({}, path({ backend: { service: { name: '2b', port: { number: 80 } } } })),
    ],
  ];

  test.each(sins)('%s', (_, before, after) => {
    const old = admitted('Ingress', { spec: before }, {}, { validate: false });
    const innocent = admitted('Ingress', { spec: rule({ host: '*.a.example' }) });
    expect(problemsOf(manifest('Ingress', { spec: after }), { old })).toEqual([]);
    expect(problemsOf(manifest('Ingress', { spec: after }), { old: innocent })).toHaveLength(1);
  });

  test('but no others', () => {
    const old = admitted('Ingress', { spec: rule({}, path({ path: 'x' })) }, {}, { validate: false });
    expect(problemsOf(manifest('Ingress', { spec: rule({}, path({ path: 'x' })) }), { old })).toHaveLength(1);
  });
});

function withParameters(parameters: JsonObject): JsonObject {
  return { controller: 'a.b/c', parameters: { kind: 'A', name: 'b', ...parameters } };
}

describe('an IngressClass', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    ['has a controller', {}, ['spec.controller: Required value']],
    [
      'has a controller with a domain',
      { controller: 'nginx' },
      ['spec.controller: Invalid value: "nginx": must be a domain-prefixed path (such as "acme.io/foo")'],
    ],
    [
      'has a controller with a domain that is one',
      { controller: 'A.b/c' },
      ['spec.controller: Invalid value: "A.b": a lowercase RFC 1123 subdomain'],
    ],
    [
      'has a controller with a path',
      { controller: 'a.b/c d' },
      ['spec.controller: Invalid value: "c d": Invalid path (regex used for validation is'],
    ],
    [
      'has a controller of 250 letters at most',
      { controller: `a.b/${'c'.repeat(247)}` },
      ['spec.controller: Too long: may not be more than 250 bytes'],
    ],
    [
      'has parameters that are named in full',
      withParameters({ kind: '', name: '' }),
      ['spec.parameters.kind: Required value', 'spec.parameters.name: Required value'],
    ],
    [
      'has parameters of the cluster or of a namespace',
      withParameters({ scope: 'Node' }),
      ['spec.parameters.scope: Unsupported value: "Node": supported values: "Cluster", "Namespace"'],
    ],
    [
      'has parameters of a namespace that is named',
      withParameters({ scope: 'Namespace' }),
      ["spec.parameters.namespace: Required value: `parameters.scope` is set to 'Namespace'"],
    ],
    [
      'has parameters of a namespace that is one',
      withParameters({ scope: 'Namespace', namespace: 'a.b' }),
      ['spec.parameters.namespace: Invalid value: "a.b": must not contain dots'],
    ],
    [
      'has parameters of the cluster without namespace',
      withParameters({ namespace: 'a' }),
      ["spec.parameters.namespace: Forbidden: `parameters.scope` is set to 'Cluster'"],
    ],
  ])('%s', (_, spec, problems) => {
    const found = problemsOf(manifest('IngressClass', { spec }));
    expect(found.map((problem, index) => problem.slice(0, problems[index]?.length))).toEqual(problems);
  });

  test('keeps its controller', () => {
    const old = admitted('IngressClass', { spec: { controller: 'a.b/c' } });
    expect(problemsOf(manifest('IngressClass', { spec: { controller: 'a.b/d' } }), { old })).toEqual([
      'spec.controller: Invalid value: "a.b/d": field is immutable',
    ]);
  });
});
