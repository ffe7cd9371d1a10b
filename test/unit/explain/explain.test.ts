import { describe, expect, test } from 'vitest';
import type { Hop, ShownCertificate } from '@kubehop/core';
import type { Paint, Style } from '../../../packages/core/src/explain/index.js';
import { explain } from '../../../packages/core/src/explain/index.js';
import {
  answered,
  clientHop,
  dnsHop,
  ingressHop,
  loadBalancerHop,
  lost,
  nodeHop,
  podHop,
  sampleTrace,
  serviceHop,
  traceOf,
} from './sample-trace.js';

/** Puts the name of a paint before what it paints. */
const named =
  (name: string): Paint =>
  (shown) =>
    `<${name}>${shown}`;

const text = explain(sampleTrace);
const lines = text.split('\n');

/** The lines below a hop, without their margin. */
function below(stage: string): readonly string[] {
  const start = lines.findIndex((line) => line.startsWith(`${line.slice(0, 3)} ${stage} `));
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => !line.startsWith('      '));
  return rest.slice(0, end).map((line) => line.trim());
}

describe('explain', () => {
  test.each(['full', 'summary', 'minimal'] as const)('writes control characters out in depth %s', (depth) => {
    const request = { ...sampleTrace.request, target: '/\u001B[2J\r\n\u009Bx' };
    const told = explain({ ...sampleTrace, request }, { depth });
    expect(told).toContain('/\\x1b[2J\\x0d\\x0a\\x9bx');
    // oxlint-disable-next-line no-control-regex
    expect(told).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
  });

  test('begins with the request', () => {
    expect(lines[0]).toBe('GET https://shop.example.com/cart');
  });

  test('tells every hop by number and stage, in order', () => {
    const stages = lines.flatMap((line) => /^ ?\d+\. ([a-z-]+)/.exec(line)?.[1] ?? []);
    expect(stages).toEqual(['client', 'dns', 'load-balancer', 'service', 'node', 'ingress', 'pod']);
  });

  test('tells what the connection carries where that is new, and its ends everywhere', () => {
    expect(below('client')[0]).toBe(
      'packet       203.0.113.7 → shop.example.com:443 TCP, TLS for shop.example.com, GET shop.example.com/cart',
    );
    expect(below('load-balancer')[0]).toBe('packet       203.0.113.7 → 198.51.100.1:443 TCP');
    expect(below('pod')[0]).toBe('packet       10.244.1.5 → 10.244.2.7:7070 TCP, GET shop.example.com/cart');
  });

  test('tells the rule with its object and field', () => {
    expect(below('service')).toContain(
      'rule         An external address or node port leads to an endpoint on the same node: externalTrafficPolicy is Local. [Service ingress-nginx/controller spec.externalTrafficPolicy]',
    );
  });

  test('tells what changed, what did not apply, and the choice', () => {
    expect(below('service')).toContain('changed      destination 198.51.100.1:443 → 10.244.1.5:443 (dnat)');
    expect(below('service')).toContain(
      'skipped      No masquerade: policy Local keeps the source. [Service ingress-nginx/controller spec.externalTrafficPolicy]',
    );
    expect(below('node')).toContain('skipped      No masquerade: the service proxy did not mark the packet.');
    expect(below('ingress')).toContain(
      'skipped      Not denied: the ranges do not hold the address that the controller sees. It is 10.0.0.11. [Ingress shop/cart]',
    );
    expect(below('ingress')).toContain('choice       endpoint 2 of 3, in turn: 33.33 %');
  });

  test('tells how a name was resolved', () => {
    expect(below('dns')).toEqual([
      'packet       203.0.113.7 → 10.96.0.10:53 UDP',
      'rule         The client opens a connection to the address it was given.',
      'resolver     nameserver 10.96.0.10, search shop.svc.cluster.local (glibc, ndots 5)',
      'query        shop.example.com.shop.svc.cluster.local. A, AAAA: NXDOMAIN from DNS server kube-system/coredns-0',
      'query        shop.example.com. A: CNAME lb.example.com., 198.51.100.1 from public DNS',
      'query        shop.example.com. AAAA: no such record from public DNS',
      'lost         50 % of the queries to 10.96.0.10, at pod kube-system/coredns-1 on node-2',
    ]);
  });

  test('tells why nodes are not healthy and endpoints are left out', () => {
    expect(below('load-balancer')).toContain('unhealthy    node-2: no local endpoint is ready');
    expect(below('service')).toContain('left out     10.244.2.9:443: The endpoint is not on this node.');
  });

  test('brings together what is left out for the same reason, and does not list everything', () => {
    const leftOut = Array.from({ length: 7 }, (_, index) => ({
      endpoint: { address: `10.244.9.${index}`, port: 80 },
      reason: 'not-ready' as const,
    }));
    expect(explain(traceOf([{ ...serviceHop, leftOut }], lost))).toContain(
      'left out     10.244.9.0:80, 10.244.9.1:80, 10.244.9.2:80, 10.244.9.3:80, 10.244.9.4:80 and 2 more: The endpoint is not ready.',
    );
  });

  test('tells why a packet is marked for masquerade', () => {
    const marked = {
      ...serviceHop,
      masquerade: true,
      masqueradeRule: { id: 'masquerade-external' as const },
    };
    expect(explain(traceOf([marked], lost))).toContain(
      'marked       Masquerade: what came through an external address',
    );
  });

  test('tells the mark, and the request only where it is new', () => {
    const marked = { ...nodeHop, packet: { ...podHop.packet, mark: 'masquerade' as const } };
    expect(explain(traceOf([podHop, marked], answered))).toContain(
      'packet       10.244.1.5 → 10.244.2.7:7070 TCP, marked for masquerade\n',
    );
  });

  test('tells headers in one line, and other changes in one each', () => {
    expect(below('ingress')).toContain('changed      tls TLS → plain (connection)');
    expect(below('ingress')).toContain('headers      x-real-ip: 203.0.113.7, x-forwarded-for: 203.0.113.7');
    expect(below('ingress')).toContain('changed      cookie a=b → (none) (header)');
  });

  test('tells what was rejected in place of what was left out, where the trace says it', () => {
    const rejected = Array.from({ length: 22 }, (_, index) => ({
      candidate: `10.244.9.${index}:443`,
      code: 'not-chosen' as const,
      reason: 'Another one was chosen.',
    }));
    const explained = explain(traceOf([{ ...serviceHop, rejected } as Hop], lost));
    expect(explained).toMatch(/rejected {5}10\.244\.9\.0:443, .* and 2 more: Another one was chosen\.\n/);
    expect(explained).not.toContain('left out');
  });

  test('tells the location of a proxy, the path as it is compared and as it is sent on', () => {
    expect(below('ingress')).toContain('location     ~* "^/cart"');
    expect(below('ingress')).toContain('path         compared as /cart, sent on as /cart');
  });

  test('tells what else had a say at a proxy', () => {
    expect(below('ingress')).toContain(
      'also         One Ingress with rewrite-target or use-regex makes all paths of the host regular expressions. [Ingress shop/blog metadata.annotations[nginx.ingress.kubernetes.io/use-regex]]',
    );
  });

  const section = '[Ingress shop/shop spec.tls[0]]';
  test.each<[Partial<ShownCertificate>, string]>([
    [{}, `Secret shop/shop-tls, which fits shop.example.com ${section}`],
    [{ fits: false }, `Secret shop/shop-tls, which does not fit shop.example.com ${section}`],
    [
      { fits: 'unknown' },
      `Secret shop/shop-tls, which cannot be read and is taken to fit shop.example.com ${section}`,
    ],
    [
      { default: true, fits: false },
      `the controller's own (Secret shop/shop-tls), which does not fit shop.example.com ${section}`,
    ],
  ])('tells the certificate of a proxy, whether it fits and who named it: %j', (how, expected) => {
    const certificate = { ...ingressHop.certificate, default: false, fits: true, ...how };
    const { packet } = ingressHop;
    const hop = { ...ingressHop, certificate, packet: { ...packet, tls: { sni: 'shop.example.com' } } };
    expect(explain(traceOf([hop], answered))).toContain(`certificate  ${expected}\n`);
  });

  test('tells that no server name was asked for', () => {
    const certificate = { default: true, fits: false };
    const hop = { ...ingressHop, certificate, packet: { ...ingressHop.packet, tls: { sni: null } } };
    expect(explain(traceOf([hop], answered))).toContain(
      "certificate  the controller's own (no Secret), no server name is asked for\n",
    );
  });

  test('tells the path rules that a proxy did not take as a user writes them', () => {
    const rejected = {
      candidate: 'Ingress shop/shop spec.rules[0].http.paths[0]',
      code: 'path-shorter' as const,
      reason: 'A longer path takes the request.',
    };
    const route = { host: '', path: '/', pathType: 'Prefix' };
    const hop = { ...ingressHop, rejected: [{ ...rejected, route }] } as Hop;
    expect(explain(traceOf([hop], answered))).toContain(
      'rejected     Prefix */ (Ingress shop/shop spec.rules[0].http.paths[0]): A longer path takes the request.\n',
    );
  });

  test('tells the way back', () => {
    expect(text).toContain(
      [
        'The way back',
        '    service        restored: 10.244.1.5:443 → 203.0.113.7 TCP, source 10.244.1.5:443 → 198.51.100.1:443 (dnat)',
      ].join('\n'),
    );
  });

  test('tells what was taken for granted and how to state it', () => {
    expect(text).toContain(
      [
        'Taken for granted',
        '    The application answers every HTTP request with 200.',
        '      instead: Give the platform applications: [{ selector, status }].',
      ].join('\n'),
    );
  });

  test('leaves out what there is nothing of', () => {
    const short = explain(traceOf([clientHop, podHop], answered));
    expect(short).not.toContain('The way back');
    expect(short).not.toContain('Taken for granted');
  });

  test('ends with the outcome, its cause and what to do about it', () => {
    expect(
      explain(traceOf([clientHop, loadBalancerHop, serviceHop], lost))
        .split('\n')
        .slice(-3),
    ).toEqual([
      '⇒ no answer: lost at node node-2',
      '  Node node-2 has no endpoint. (no-local-endpoint, Service ingress-nginx/controller spec.externalTrafficPolicy)',
      '  Fix: Run a pod on every node, or set externalTrafficPolicy to Cluster.',
    ]);
  });

  test('keeps to the width of a page', () => {
    const widths = explain(sampleTrace, { width: 80 })
      .split('\n')
      .map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(80);
  });

  test('a summary has a line a hop and the outcome', () => {
    expect(explain(traceOf([clientHop, dnsHop], answered), { depth: 'summary' })).toBe(
      [
        'GET https://shop.example.com/cart',
        ' 1. the internet sends to shop.example.com:443',
        ' 2. shop.example.com is 198.51.100.1, after 4 queries',
        '⇒ 200 from the application in pod shop/cart-0 on node-2',
        '  Pod shop/cart-0 answers. (application-answered)',
      ].join('\n'),
    );
  });

  test('a summary counts what was taken for granted', () => {
    expect(explain(sampleTrace, { depth: 'summary' })).toMatch(
      /\n {2}1 thing taken for granted; depth full tells which\.$/,
    );
  });

  test.each([
    ['good', answered],
    ['bad', lost],
    ['doubtful', { ...answered, kind: 'unknown' as const, missing: 'loop' }],
    ['doubtful', { ...answered, kind: 'left' as const, to: '192.0.2.1' }],
  ])('an outcome is painted as %s: %o', (paint, outcome) => {
    const style: Style = {
      heading: named('heading'),
      dim: named('dim'),
      good: named('good'),
      bad: named('bad'),
      doubtful: named('doubtful'),
    };
    expect(explain(traceOf([clientHop], outcome), { style, depth: 'summary' })).toContain(`<${paint}>⇒ `);
  });
});
