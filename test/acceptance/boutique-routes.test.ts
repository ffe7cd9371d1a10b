import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run, type Run } from '../unit/cli/run.js';
import { areLeftOut, realText } from './manifests.js';

function ownText(file: string): string {
  return readFileSync(new URL(`boutique/${file}`, import.meta.url), 'utf8');
}

const routes = ownText('routes.yaml');
const manifests = [
  realText('online-boutique.yaml'),
  realText('ingress-nginx-cloud.yaml'),
  ownText('ingress.yaml'),
];

/** The objects of the boutique and of ingress-nginx, as texts. */
const documents = manifests.join('\n---\n').split(/^---$/m);

/** Runs the expectations of the boutique on some manifests. */
async function runOn(texts: readonly string[], ...options: readonly string[]): Promise<Run> {
  const files = { 'routes.yaml': routes, 'boutique.yaml': texts.join('\n---\n') };
  return run(['test', 'routes.yaml', '-f', 'boutique.yaml', ...options], { files });
}

/** The manifests with the text of one object changed; an empty text takes it away. */
function changed(kind: string, name: string, change: (text: string) => string): readonly string[] {
  const isMeant = (text: string): boolean =>
    new RegExp(`^kind: ${kind}$`, 'm').test(text) &&
    new RegExp(`^metadata:.*?name: ${name}[ \\n]`, 'ms').test(text);
  const [meant, ...others] = documents.filter(isMeant);
  if (meant === undefined || others.length > 0) throw new Error(`one ${kind} ${name} is expected`);
  const after = change(meant);
  if (after === meant) throw new Error(`nothing changes in ${kind} ${name}`);
  return documents.map((text) => (text === meant ? after : text));
}

/** The names of the expectations that do not hold. */
function redOf({ stdout }: Run): readonly string[] {
  return [...stdout.matchAll(/^ {2}✗ (.*?)(?: \[[\d -]+\])?$/gm)].map(([, name = '']) => name);
}

/** The names of the expectations, in the order of the file; those with several requests are told apart by these. */
const pages = [
  'the home page is served',
  "every page is the frontend's › GET https://boutique.example.com/product/OLJCESPC7Z",
  "every page is the frontend's › GET https://boutique.example.com/cart",
  "every page is the frontend's › POST https://boutique.example.com/cart/checkout",
];
const certificate = 'the shop shows its own certificate';
const redirect = 'plain HTTP is sent to HTTPS';
const client = 'the frontend learns who asks';
const otherHost = 'nobody is served under another host';
const rewrite = 'the old path is rewritten';
const nothingElse = 'nothing else is at the old host';
const beta = [
  'a fifth of the beta is the canary',
  'who asks for the canary gets it',
  'who refuses the canary does not get it',
];
const grpc = ['currencies over gRPC', 'products over gRPC', 'no other gRPC service is public'];
const load = [
  'load is made for the frontend › GET http://frontend/',
  'load is made for the frontend › GET http://frontend-external/',
];
/** What the pods of the frontend answer through the Service of that name. */
const frontend = [...pages, client, rewrite];

describe.skipIf(areLeftOut)('the routes of the boutique', () => {
  test('hold, and most of what there is is exercised', async () => {
    const { status, stdout } = await runOn(documents, '--coverage', '--fail-under', '90');
    expect({ status, red: redOf({ status, stdout, stderr: '' }) }).toEqual({ status: 0, red: [] });
    expect(stdout).toMatch(/^(\d+) expectations: \1 hold$/m);
    expect(Number(/^(\d+) expectations/m.exec(stdout)?.[1])).toBeGreaterThanOrEqual(25);
    expect(stdout).toContain('rules of Ingresses   6 of 6      100 %');
    expect(stdout).toContain(
      'load balancer 80/TCP                                           Service default/frontend-external',
    );
  });

  test.each<readonly [string, () => readonly string[], readonly string[], string]>([
    [
      'the label of the pods of the frontend is renamed, but not the selectors of its Services',
      () => changed('Deployment', 'frontend', (text) => text.replaceAll('app: frontend', 'app: web')),
      [...frontend, ...beta, ...load],
      'no pod of namespace default has the labels app=frontend',
    ],
    [
      'the targetPort of a Service is wrong',
      () => changed('Service', 'cartservice', (text) => text.replace('targetPort: 7070', 'targetPort: 7071')),
      ['the frontend reaches the carts'],
      'does not listen on 7071/TCP; it declares 7070/TCP',
    ],
    [
      'the HTTPS port of the load balancer is dropped',
      () =>
        changed('Service', 'ingress-nginx-controller', (text) =>
          text.replace(/ {2}- appProtocol: https\n(?: {4}.*\n)+/, ''),
        ),
      [...pages, certificate, client, otherHost, ...grpc],
      'Add port 443 to spec.ports of the Service',
    ],
    [
      'the IngressClass is deleted',
      () => changed('IngressClass', 'nginx', () => ''),
      [...pages, certificate, redirect, client, otherHost, rewrite, nothingElse, ...beta, ...grpc],
      'names the IngressClass nginx, which does not exist, so no controller takes it',
    ],
    [
      'the load balancer no longer keeps to nodes with a controller',
      () =>
        changed('Service', 'ingress-nginx-controller', (text) =>
          text.replace('Policy: Local', 'Policy: Cluster'),
        ),
      [client],
      'expected x-forwarded-for: 198.51.100.77\n          actual   x-forwarded-for: 10.0.0.1',
    ],
    [
      'a path becomes Exact',
      () => changed('Ingress', 'boutique', (text) => text.replace('pathType: Prefix', 'pathType: Exact')),
      pages.slice(1),
      'Host boutique.example.com has no path that covers /cart; there is /.',
    ],
    [
      'a host is misspelt',
      () => changed('Ingress', 'boutique', (text) => text.replace('host: boutique', 'host: botique')),
      [...pages, certificate, redirect, client, otherHost],
      'Ask for botique.example.com, or add the host to spec.rules of an Ingress.',
    ],
    [
      'the Secret of the certificate is missing',
      () => changed('Secret', 'boutique-tls', () => ''),
      [...pages, certificate, client, otherHost, ...grpc],
      'Secret default/boutique-tls does not exist, so the controller shows its own certificate',
    ],
    [
      'the store of carts is scaled to zero',
      () => changed('Deployment', 'redis-cart', (text) => text.replace(/^spec:$/m, 'spec:\n  replicas: 0')),
      ['carts are kept'],
      'Service default/redis-cart selects pods with app=redis-cart, and namespace default has none',
    ],
    [
      'a Service is renamed',
      () =>
        changed('Service', 'paymentservice', (text) =>
          text.replace('name: paymentservice', 'name: payments'),
        ),
      ['the checkout takes payments'],
      'Namespace default has no Service paymentservice.',
    ],
    [
      'the weight of the canary is doubled',
      () => changed('Ingress', 'beta-canary', (text) => text.replace("weight: '20'", "weight: '40'")),
      ['a fifth of the beta is the canary'],
      'expected 20 % to deployment/frontend-canary\n          actual   40 %',
    ],
    [
      'the canary and the shop share a Service, so that ingress-nginx gives the canary to the shop as well',
      () => changed('Ingress', 'beta', (text) => text.replace('name: frontend-beta', 'name: frontend')),
      [...pages, rewrite],
      'to Service default/frontend-canary port 80',
    ],
    [
      'the Service of the frontend moves to another port',
      () => changed('Service', 'frontend', (text) => text.replace('port: 80\n', 'port: 8080\n')),
      [...frontend, 'load is made for the frontend › GET http://frontend/'],
      'names port 80 of Service frontend, which has 8080 (http)',
    ],
  ])('turn red when %s', async (_, texts, red, telling) => {
    const ended = await runOn(texts());
    expect(redOf(ended)).toEqual(red);
    expect(ended.stdout).toContain(telling);
    expect(ended.status).toBe(1);
  });
});
