import { internet, workload } from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { fileProblemText } from '../../../../packages/cli/src/test/file-problem.js';
import type { ParsedTestFile } from '../../../../packages/cli/src/test/parse-test-file.js';
import { parseTestFile } from '../../../../packages/cli/src/test/parse-test-file.js';

function parsed(text: string): ParsedTestFile {
  const reading = parseTestFile(text);
  if (reading.parsed === undefined) throw new Error(problemsOf(text).join('\n'));
  return reading.parsed;
}

function problemsOf(text: string): readonly string[] {
  const reading = parseTestFile(text);
  return reading.parsed === undefined
    ? reading.problems.map((problem) => fileProblemText('routes.yaml', problem))
    : [];
}

/** A file with one expectation that has these fields besides. */
function expecting(fields: string): string {
  return `expectations:\n  - name: cart\n    ${fields.replaceAll('\n', '\n    ')}\n`;
}

const request = 'request: GET https://shop.example.com/cart\nexpect: { status: 200 }';

/** Eight lists, each of nine times the one before. */
const aliasesOfAliases = Array.from({ length: 8 }, (_, level) => {
  const item = level === 0 ? 'x' : `*a${level - 1}`;
  return `list${level}: &a${level} [${Array.from({ length: 9 }, () => item).join()}]\n`;
}).join('');

describe('parseTestFile', () => {
  test('reads manifests, platform and expectations', () => {
    const { settings, cases } = parsed(
      `manifests: [k8s/]\nplatform: { name: kind, nodes: 2 }\nproxy: { mode: ipvs }\n${expecting(request)}`,
    );
    expect(settings).toEqual({
      manifests: ['k8s/'],
      platform: { name: 'kind', nodes: 2 },
      proxy: { mode: 'ipvs' },
    });
    expect(cases).toMatchObject([
      {
        name: 'cart',
        request: 'GET https://shop.example.com/cart',
        path: 'expectations[0]',
        line: 5,
        expectations: { expect: { status: 200 } },
      },
    ]);
  });

  test('makes a case of each of several requests, named after both, at its own line', () => {
    const { cases } = parsed(
      expecting('requests:\n  - GET http://a/\n  - tcp://b:1\nmay: { reaches: service/c }'),
    );
    expect(cases.map(({ name, line }) => [name, line])).toEqual([
      ['cart › GET http://a/', 4],
      ['cart › tcp://b:1', 5],
    ]);
    expect(cases[1]?.expectations).toEqual({ may: { reaches: 'service/c' } });
  });

  test('reads JSON as well', () => {
    const file = { expectations: [{ name: 'cart', request: 'http://a/', expect: { status: 200 } }] };
    expect(parsed(JSON.stringify(file)).cases).toHaveLength(1);
  });

  test.each<readonly [string, string, object]>([
    [
      'a method, a URL and what curl would be told',
      `request: POST https://shop.example.com/a/../b
headers: { X-Tenant: blue, accept: null, empty: '' }
version: '1.0'
sni: other.example.com
address: 203.0.113.10
insecure: true
proxyProtocol: PROXY TCP4 192.0.2.1 192.0.2.2 1 2`,
      {
        method: 'POST',
        target: '/b',
        headers: [
          { name: 'x-tenant', value: 'blue' },
          { name: 'empty', value: '' },
        ],
        version: '1.0',
        sni: 'other.example.com',
        address: '203.0.113.10',
        insecure: true,
        proxyProtocol: 'PROXY TCP4 192.0.2.1 192.0.2.2 1 2',
      },
    ],
    ['a path as it is', 'request: http://a/x/../b\npathAsIs: true', { target: '/x/../b' }],
    ['no Host header', 'request: http://a/\nheaders: { host: null }', { hostHeader: null }],
    ['no server name', 'request: https://a.example.com/\nsni: null', { sni: null }],
    ['a connection', 'request: tcp://db.shop:5432', { scheme: 'tcp', host: 'db.shop', port: 5432 }],
    ['a question to DNS', 'request: dns aaaa api.shop', { dns: 'AAAA', name: 'api.shop' }],
  ])('a request is %s', (_, fields, sent) => {
    const [{ asked } = { asked: undefined }] = parsed(expecting(`${fields}\nexpect: { status: 200 }`)).cases;
    expect(asked?.(internet())).toMatchObject({ ...sent, from: internet() });
  });

  test('a request comes from where the file says, or else from where the platform does', () => {
    const from = parsed(expecting(`${request}\nfrom: deploy/shop/web`)).cases[0]?.from;
    expect(from).toEqual(workload('Deployment', 'shop', 'web'));
    expect(parsed(expecting(request)).cases[0]).not.toHaveProperty('from');
  });

  test.each([
    [
      'an unknown field, with the nearest that there is',
      expecting('request: http://a/\nexpect: { reachs: service/a }'),
      'routes.yaml:4: expectations[0].expect.reachs: unknown field; did you mean "reaches"? (unknown-field)',
    ],
    [
      'an unknown field of the platform',
      `platform: { node: 3 }\n${expecting(request)}`,
      'routes.yaml:1: platform.node: unknown field; did you mean "nodeLabels", "nodes", "mode"? (unknown-field)',
    ],
    [
      'the manifests under the name that they have in kubehop.yaml',
      `files: [k8s/]\n${expecting(request)}`,
      'routes.yaml:1: files: unknown field (unknown-field)',
    ],
    [
      'a missing field',
      'expectations:\n  - request: http://a/\n    expect: { status: 200 }\n',
      "routes.yaml:2: expectations[0]: must have required property 'name' (field-missing)",
    ],
    [
      'no expectations',
      'manifests: []\n',
      "routes.yaml:1: must have required property 'expectations' (field-missing)",
    ],
    [
      'a value of another type',
      expecting('request: 80\nexpect: { status: 200 }'),
      'routes.yaml:3: expectations[0].request: must be string, put it in quotes (wrong-type)',
    ],
    [
      'a value that is none of those allowed, with the nearest',
      expecting('request: http://a/\nexpect: { outcome: refuse }'),
      'routes.yaml:4: expectations[0].expect.outcome: must be one of response, connected, delivered, refused, reset, closed, timeout, unroutable, left, dns-error, tls-error; did you mean "refused", "reset"? (not-allowed)',
    ],
    [
      'a text of none of the forms that a field takes',
      expecting('request: http://a/\nexpect: { status: 20x }'),
      'routes.yaml:4: expectations[0].expect.status: "20x" does not fit: The status of the response, or all that begin with a digit: `2xx`. (wrong-form)',
    ],
    [
      'a number in quotes',
      expecting('request: http://a/\nexpect: { status: "200" }'),
      'routes.yaml:4: expectations[0].expect.status: "200" does not fit: The status of the response, or all that begin with a digit: `2xx`. Write 200 without quotes. (wrong-form)',
    ],
    [
      'a number of the platform in quotes',
      `platform: { nodes: "3" }\n${expecting(request)}`,
      'routes.yaml:1: platform.nodes: must be integer, write 3 without quotes (wrong-type)',
    ],
    [
      'a text in place of an object',
      `platform: kind\n${expecting(request)}`,
      'routes.yaml:1: platform: must be object, such as { name: ... } (wrong-type)',
    ],
    [
      'a value other than the only one',
      expecting('request: http://a/\nexpect: { crossesZone: true }'),
      'routes.yaml:4: expectations[0].expect.crossesZone: must be false (not-allowed)',
    ],
    [
      'a URL without the colon of its scheme',
      expecting('request: GET https//a/x\nexpect: { status: 200 }'),
      'routes.yaml:3: expectations[0].request: https//a/x: write :// behind the scheme, https:// (wrong-form)',
    ],
    [
      'a field of one of several expectations',
      expecting('request: http://a/\nmay:\n  - { status: 200 }\n  - { sttus: 200 }'),
      'routes.yaml:6: expectations[0].may[1].sttus: unknown field; did you mean "status"? (unknown-field)',
    ],
    [
      'a value that no alternative takes',
      expecting('request: http://a/\nexpect: { reaches: 5 }'),
      'routes.yaml:4: expectations[0].expect.reaches: 5 does not fit: The object that the request comes to, or several of which it comes to one: a pod or a pod of a workload that takes it, a Service that leads to a pod that takes it, an Ingress of which a rule takes it. (wrong-form)',
    ],
    [
      'a name of two lines',
      'expectations: [{ name: "a\\nb", request: http://a/, expect: { status: 200 } }]\n',
      'routes.yaml:1: expectations[0].name: "a\\nb" does not fit: What must hold, in words, on one line. (wrong-form)',
    ],
    [
      'a request that is none',
      expecting('request: GET to nowhere\nexpect: { status: 200 }'),
      'routes.yaml:3: expectations[0].request: "GET to nowhere" is no request: write GET https://host/path, tcp://host:port or dns A name (wrong-form)',
    ],
    [
      'a URL that is none, among several',
      expecting('requests:\n  - http://a/\n  - tcp://b\nexpect: { outcome: connected }'),
      'routes.yaml:5: expectations[0].requests[1]: tcp://b: tcp has no default port, write host:port (wrong-form)',
    ],
    [
      'an origin that is none',
      expecting(`${request}\nfrom: podd/a`),
      'routes.yaml:5: expectations[0].from: nothing sends from "podd/a": write internet, internet/IP, network/IP, node/NAME, pod/NAMESPACE/NAME, deployment/NAMESPACE/NAME (or another workload); did you mean "pod", "node", "po"? (wrong-form)',
    ],
    [
      'an address that is none',
      expecting(`${request}\naddress: 300.0.0.1`),
      'routes.yaml:3: expectations[0].request: address: "300.0.0.1" is no IP address (wrong-form)',
    ],
    [
      'what a question to DNS cannot have',
      expecting('request: dns A a\nheaders: { a: b }\nexpect: { rcode: NXDOMAIN }'),
      'routes.yaml:3: expectations[0].request: a question to DNS has no headers: leave it out (wrong-form)',
    ],
    [
      'a request and a list of requests',
      expecting(`${request}\nrequests: [http://a/]`),
      'routes.yaml:2: expectations[0]: give it either a request or a list of requests (not-allowed)',
    ],
    [
      'no request',
      expecting('expect: { status: 200 }'),
      'routes.yaml:2: expectations[0]: give it either a request or a list of requests (field-missing)',
    ],
    [
      'an empty list of requests',
      expecting('requests: []\nexpect: { status: 200 }'),
      'routes.yaml:3: expectations[0].requests: give at least one request (field-missing)',
    ],
    [
      'no object that is never reached',
      expecting('request: http://a/\nexpect: { neverReaches: [] }'),
      'routes.yaml:4: expectations[0].expect.neverReaches: give at least one (field-missing)',
    ],
    [
      'a list without expectations',
      'expectations: []\n',
      'routes.yaml:1: expectations: give at least one (field-missing)',
    ],
    [
      'nothing expected',
      expecting('request: http://a/\nexpect: {}'),
      'routes.yaml:2: expectations[0]: say what must come of it, such as expect: { status: 200 } (nothing-expected)',
    ],
    [
      'a name that is taken',
      `${expecting(request)}  - name: cart\n    request: http://a/\n    expect: { status: 200 }\n`,
      'routes.yaml:5: expectations[1].name: another expectation has this name: give each its own (name-taken)',
    ],
    ['an empty file', '# nothing\n', 'routes.yaml:1: there is nothing in it (not-one-document)'],
    [
      'two documents',
      `${expecting(request)}---\n${expecting(request)}`,
      'routes.yaml:6: write one document, without --- (not-one-document)',
    ],
  ])('%s is a problem with line, field, what to do and code', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  test('everything wrong is told at once', () => {
    expect(problemsOf(expecting('request: tcp://b\nfrom: x\nexpect: {}'))).toHaveLength(3);
  });

  test.each([
    ['a tab', 'expectations:\n\t- name: a\n', 'yaml-tab'],
    ['a key that is there twice', 'expectations: []\nexpectations: []\n', 'yaml-key-twice'],
    ['plain text', 'the cart is there\n', 'manifest-not-object'],
    ['aliases of aliases', aliasesOfAliases, 'yaml-aliases'],
    ['an alias of itself', 'expectations: &a [*a]\n', 'yaml-aliases'],
    ['lists in lists', `expectations: ${'['.repeat(1000)}${']'.repeat(1000)}\n`, 'yaml-invalid'],
    ['more text than a test file has', `# ${'x'.repeat(4_000_001)}\n`, 'text-too-long'],
  ])('%s is no test file', (_, text, code) => {
    const reading = parseTestFile(text);
    expect(reading.parsed === undefined && reading.problems.map((problem) => problem.code)).toEqual([code]);
  });
});
