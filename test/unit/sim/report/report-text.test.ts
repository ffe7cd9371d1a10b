import { describe, expect, test } from 'vitest';
import { reportText } from '@kubehop/sim';
import { fullReport, report } from './reports.js';

describe('reportText', () => {
  test('tells what was sent, what failed and of what, who answered, and when', () => {
    expect(reportText(fullReport)).toBe(`\
GET http://shop.example.com:80/, from 0 ms to 10 s
  availability  99.929 % of 9 996 requests; clients sent 3 requests again
  under way     4 requests
  latency       p50 4 ms, p95 20 ms, p99 1.5 s, longest 1 min 1 s

Errors
  5  0.050 %  process-not-listening  kube-proxy on node-a, which was behind
  2  0.020 %  no-endpoint

Requests a pod, the busiest 1.20 times the mean
  6 000  60.066 %  shop/web-1
  3 989  39.933 %  shop/web-2

Proxies of layer 7
  10 000  7 failed  ingress-nginx/controller

A load balancer of layer 4 keeps no counts of requests: service/shop/web.

Timeline, at most 1 000 requests a second
  sent    ██████████
  failed     ▁
          0 ms  10 s
`);
  });

  test('of a load without requests claims nothing about them', () => {
    expect(reportText(report())).toBe(`\
GET http://shop.example.com:80/, from 0 ms to 10 s
  availability  – of 0 requests
`);
  });

  test('does not round up to 100 % what is less', () => {
    const text = reportText(report({ requests: 10_000_000, ok: 9_999_999 }));
    expect(text).toContain('99.999 % of 10 000 000 requests');
  });

  test('does not round down to nothing what is more', () => {
    const errors = [{ cause: 'process-hangs', message: '', isBehind: false, count: 1 }] as const;
    const text = reportText(report({ requests: 10_000_000, ok: 9_999_999, errors }));
    expect(text).toContain('1  < 0.001 %  process-hangs');
  });

  test('shows as many rows as asked for, and says how many it leaves out', () => {
    const pods = Array.from({ length: 25 }, (_, index) => ({ pod: `shop/web-${index}`, requests: 1 }));
    const text = reportText(report({ requests: 25, ok: 25, pods }), { rows: 3 });
    expect(text.match(/shop\/web/g)).toHaveLength(3);
    expect(text).toContain('and 22 more');
  });

  test('puts a long timeline into as many characters as asked for', () => {
    const timeline = Array.from({ length: 1_000 }, (_, index) => ({
      at: index * 10,
      sent: 10,
      failed: index === 999 ? 1 : 0,
    }));
    const lines = reportText(report({ requests: 10_000, step: 10, timeline }), { width: 20 }).split('\n');
    expect(lines.find((line) => line.startsWith('  sent'))).toBe(`  sent    ${'█'.repeat(20)}`);
    expect(lines.find((line) => line.startsWith('  failed'))).toBe(`  failed  ${' '.repeat(19)}▁`);
  });

  test('lets no name steer the terminal', () => {
    const text = reportText(report({ name: 'a\u001B[2Jb\nc\u202Ed' }));
    expect(text.split('\n')[0]).toBe('a\\x1b[2Jb\\x0ac\\u202ed, from 0 ms to 10 s');
  });
});
