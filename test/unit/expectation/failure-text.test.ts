import { describe, expect, test } from 'vitest';
import { checkExpectation } from '../../../packages/core/src/expectation/check-expectation.js';
import { failureText } from '../../../packages/core/src/expectation/failure-text.js';
import { explain } from '../../../packages/core/src/explain/explain.js';
import { pod } from '../../../packages/core/src/request/origin.js';
import { shop } from './shop.js';

const from = pod('shop', 'client');
const empty = { url: 'http://empty/', from };

const asIs = (text: string): string => text;

/** The paragraphs of a text. */
function paragraphs(text: string): readonly string[] {
  return text.split('\n\n');
}

describe('failureText', () => {
  test('tells of a verdict each member, the way hop by hop with its cause, and what was taken for granted', () => {
    const verdict = checkExpectation(shop, empty, {
      expect: { outcome: 'timeout', reaches: 'svc/shop/empty' },
    });
    const [facts = '', way = '', granted = '', ...others] = paragraphs(failureText(verdict));
    expect(facts).toBe(
      [
        'GET http://empty/',
        '✗ outcome',
        '    expected timeout',
        '    actual   refused: connection refused at node node-1 (100 % of requests)',
        '✗ reaches',
        '    expected svc/shop/empty',
        '    actual   connection refused at node node-1, after service/shop/empty (100 % of requests)',
      ].join('\n'),
    );
    expect(way.split('\n').map((line) => line.slice(0, 12))).toEqual([
      ' 1. pod shop',
      ' 2. empty is',
      ' 3. Service ',
      '⇒ connection',
      '  Service sh',
      '  Fix: Set s',
    ]);
    expect(granted).toContain('Taken for granted\n  No Node is among the objects');
    expect(others).toEqual([]);
  });

  test('tells what comes nearest and the share of requests', () => {
    const asked = 'https://shop.example.com/pay';
    const text = failureText(checkExpectation(shop, asked, { expect: { reaches: 'service/shop/pey' } }));
    expect(text).toContain('near     there is no Service shop/pey; did you mean service/shop/pay?');
    const part = failureText(checkExpectation(shop, asked, { expect: { reaches: 'service/shop/pay' } }));
    expect(part).toContain('deployment/shop/pay-canary (20 % of requests)');
  });

  test('tells shares as they are', () => {
    const weights = { 'service/shop/pay': '50%' } as const;
    const verdict = checkExpectation(shop, 'https://shop.example.com/pay', { expect: { weights } });
    expect(failureText(verdict)).toContain('expected 50 % to service/shop/pay\n    actual   80 %\n');
  });

  test('tells of what may be that no way has it', () => {
    const verdict = checkExpectation(shop, empty, { may: { outcome: 'timeout' } });
    expect(paragraphs(failureText(verdict))[0]).toBe(
      [
        'GET http://empty/',
        '✗ outcome',
        '    expected timeout, on some way',
        '    actual   refused: connection refused at node node-1 (on the way that comes nearest)',
      ].join('\n'),
    );
  });

  test('tells of a question to DNS each query', () => {
    const verdict = checkExpectation(
      shop,
      { dns: 'SRV', name: '_http._tcp.cart', from },
      { expect: { rcode: 'NODATA' } },
    );
    expect(paragraphs(failureText(verdict))[0]).toContain(
      '\n    _http._tcp.cart.shop.svc.cluster.local. SRV: 0 100 80 ',
    );
  });

  test('tells what is doubtful', () => {
    const strange = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: 'shop', name: 'empty' },
      spec: { selector: { app: 'nobody' }, ports: [{ port: 80 }], strange: 1 },
    };
    const verdict = checkExpectation(shop.apply(strange), empty, {
      expect: { status: 200, neverReaches: 'svc/shop/x' },
    });
    expect(failureText(verdict)).toContain(
      'note there is no Service shop/x\nwarning Service shop/empty spec.strange: ',
    );
  });

  test('tells a failure alone, in depth full with all about each hop', () => {
    const [failure] = checkExpectation(shop, empty, { expect: { outcome: 'timeout' } }).failures;
    const options = { depth: 'full', width: 60 } as const;
    const text = failure === undefined ? '' : failureText(failure, options);
    const way = failure?.trace === undefined ? '' : explain(failure.trace, options);
    expect(text).toBe(
      `✗ outcome\n    expected timeout\n    actual   refused: connection refused at node node-1 (100\n             % of requests)\n\n${way}`,
    );
  });

  test('sets off what fails', () => {
    const [failure] = checkExpectation(shop, empty, { expect: { outcome: 'timeout' } }).failures;
    const style = {
      heading: asIs,
      dim: asIs,
      good: asIs,
      bad: (text: string) => `<${text}>`,
      doubtful: asIs,
    };
    expect(failure === undefined ? '' : failureText(failure, { style })).toMatch(/^<✗ ><outcome>\n/);
  });
});
