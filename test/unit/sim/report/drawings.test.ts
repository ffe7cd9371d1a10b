import { describe, expect, test } from 'vitest';
import { fc, test as property } from '@fast-check/vitest';
import { reportHtml, timelineSvg, type LoadReport, type SimulationEvent } from '@kubehop/sim';
import { fullReport, report } from './reports.js';
import { parsed, type ParsedElement } from './well-formed.js';

const hostile = `</title><script>alert('1' & "2")</script><img src=x onerror=alert(1)>`;

const rollout: readonly SimulationEvent[] = [
  { at: 1_000, kind: 'act', act: 'rollout', detail: 'deployment/shop/web' },
  { at: 2_000, kind: 'pod-ready', pod: 'shop/web-1', ready: false },
  { at: 4_000, kind: 'pod-ready', pod: 'shop/web-3', ready: true },
  { at: 5_000, kind: 'proxy-synced', node: 'node-a' },
];

const hostileReport: LoadReport = {
  ...fullReport,
  name: hostile,
  errors: [{ cause: 'process-hangs', message: hostile, component: hostile, isBehind: true, count: 11 }],
  pods: [{ pod: hostile, requests: 1 }],
  proxies: [{ place: hostile, requests: 1, failures: 0 }],
  withoutMetrics: [hostile],
};

const hostileLog: readonly SimulationEvent[] = [
  { at: 1, kind: 'act', act: 'apply', detail: hostile },
  { at: 2, kind: 'pod-ready', pod: hostile, ready: true },
  { at: 3, kind: 'controller-synced', pod: hostile, reload: true },
];

function texts(elements: readonly ParsedElement[], name: string): readonly string[] {
  return elements.filter((each) => each.name === name).map(({ text }) => text);
}

/** A load with so many steps and events. */
function longRun(count: number): { reports: readonly LoadReport[]; log: readonly SimulationEvent[] } {
  const timeline = Array.from({ length: count }, (_, index) => ({ at: index, sent: 9, failed: 1 }));
  const log = Array.from({ length: count }, (_, index): SimulationEvent => ({
    at: index,
    kind: 'pod-ready',
    pod: 'shop/web',
    ready: true,
  }));
  return { reports: [report({ timeline, step: 1, until: count })], log };
}

const drawings = {
  timelineSvg: { draw: timelineSvg, root: 'svg' },
  reportHtml: { draw: reportHtml, root: 'html' },
};

describe.each(Object.entries(drawings))('%s', (_name, { draw, root }) => {
  test('is one well-formed document', () => {
    expect(parsed(draw({ reports: [fullReport, report()], log: rollout }))[0]?.name).toBe(root);
    expect(parsed(draw({ reports: [] }))[0]?.name).toBe(root);
  });

  test('has no script, and asks for nothing', () => {
    for (const { name, attributes } of parsed(draw({ reports: [hostileReport], log: hostileLog }))) {
      expect(['script', 'img', 'link', 'iframe', 'image', 'use', 'a', 'object']).not.toContain(name);
      for (const attribute of attributes.keys()) expect(attribute).not.toMatch(/^on|^href$|^src$|^style$/);
    }
  });

  test('shows a hostile name as the text that it is', () => {
    const elements = parsed(draw({ reports: [hostileReport], log: hostileLog }));
    const label = `apply ${hostile}`;
    expect(elements.map(({ text }) => text).some((text) => text.includes(label))).toBe(true);
  });

  property.prop([fc.string({ unit: 'binary' }), fc.nat(20_000)])(
    'is well-formed whatever things are called',
    (text, at) => {
      const log: readonly SimulationEvent[] = [
        { at, kind: 'act', act: 'apply', detail: text },
        { at, kind: 'pod-ready', pod: text, ready: false },
      ];
      const reports = [{ ...hostileReport, name: text, withoutMetrics: [text] }];
      expect(parsed(draw({ reports, log })).length).toBeGreaterThan(5);
    },
  );

  test('knows light and dark', () => {
    expect(draw({ reports: [fullReport] })).toContain('@media (prefers-color-scheme: dark)');
  });

  test('does not grow with the number of requests, steps and events', () => {
    expect(draw(longRun(50_000)).length).toBeLessThan(draw(longRun(5_000)).length * 1.2);
  });
});

describe('timelineSvg', () => {
  const elements = parsed(timelineSvg({ reports: [fullReport], log: rollout }));

  test('writes what users did, and what a load came to', () => {
    expect(texts(elements, 'text')).toContain('rollout deployment/shop/web');
    expect(texts(elements, 'text')).toContain(
      'GET http://shop.example.com:80/: 10 000 requests, 7 failed, availability 99.929 %',
    );
  });

  test('has a row for each kind of event that there is', () => {
    const labels = texts(elements, 'text');
    expect(labels).toContain('pods');
    expect(labels).toContain('kube-proxy');
    expect(labels).not.toContain('nodes');
  });

  test('has a time axis of round moments', () => {
    expect(texts(elements, 'text')).toEqual(expect.arrayContaining(['0 ms', '1 s', '5 s', '10 s']));
  });

  test('says of events and failures when they were', () => {
    expect(texts(elements, 'title')).toEqual(
      expect.arrayContaining(['2 s: pod shop/web-1 is not ready', '3 s: 7 of 1 000 requests failed']),
    );
  });

  test('leaves out what happened before and after', () => {
    const late: SimulationEvent = { at: 10_001, kind: 'act', act: 'drain', detail: 'node-a' };
    expect(timelineSvg({ reports: [fullReport], log: [late] })).not.toContain('drain');
  });
});

describe('reportHtml', () => {
  test('has a title, a drawing for all loads, and tables for each', () => {
    const elements = parsed(reportHtml({ title: 'Rolling out', reports: [fullReport], log: rollout }));
    expect(texts(elements, 'title')[0]).toBe('Rolling out');
    expect(texts(elements, 'h1')).toEqual(['Rolling out']);
    expect(texts(elements, 'h3')).toEqual(['Errors', 'Requests a pod', 'Proxies of layer 7', 'Main events']);
    expect(elements.filter(({ name }) => name === 'svg')).toHaveLength(1);
    expect(texts(elements, 'td')).toEqual(
      expect.arrayContaining(['kube-proxy on node-a, which was behind', 'shop/web-2']),
    );
    expect(texts(elements, 'p')).toEqual([
      'A load balancer of layer 4 keeps no counts of requests: service/shop/web.',
    ]);
  });
});
