import { describe, expect, test } from 'vitest';
import type { NameRequest } from '../../../packages/core/src/expectation/asked.js';
import { checkExpectation } from '../../../packages/core/src/expectation/check-expectation.js';
import type { Expectation, Expectations } from '../../../packages/core/src/expectation/expectation.js';
import { ExpectationError } from '../../../packages/core/src/expectation/expectation.js';
import { node, pod } from '../../../packages/core/src/request/origin.js';
import { faultsOf, shop } from './shop.js';

const from = pod('shop', 'client');
const cartAddress = shop.get('Service', 'shop/cart')?.spec.clusterIP ?? '';

interface Row {
  readonly asked: NameRequest;
  readonly holds: Expectation;
  readonly fails: Expectation;
  readonly faults: readonly string[];
}

const questions: Readonly<Record<string, Row>> = {
  'a pod finds a Service of its namespace': {
    asked: { dns: 'A', name: 'cart', from },
    holds: { addresses: [cartAddress] },
    fails: { addresses: ['10.0.0.1'], rcode: 'NXDOMAIN' },
    faults: [`rcode: ${cartAddress} [1]`, `addresses: ${cartAddress} [1]`],
  },
  'a name without Service does not exist': {
    asked: { dns: 'A', name: 'crt', from },
    holds: { rcode: 'NXDOMAIN', addresses: [] },
    fails: { addresses: [cartAddress] },
    faults: ['addresses: NXDOMAIN [1]'],
  },
  'a Service of one family has no record of the other': {
    asked: { dns: 'AAAA', name: 'cart', from },
    holds: { rcode: 'NODATA' },
    fails: { rcode: 'NXDOMAIN' },
    faults: ['rcode: NODATA [1]'],
  },
  'a node does not ask the DNS of the cluster': {
    asked: { dns: 'A', name: 'cart.shop.svc.cluster.local', from: node('node-1') },
    holds: { rcode: 'NXDOMAIN' },
    fails: { addresses: [cartAddress] },
    faults: ['addresses: NXDOMAIN [1]'],
  },
  'the internet finds what is published': {
    asked: { dns: 'A', name: 'shop.example.com' },
    holds: { addresses: ['198.51.100.133'] },
    fails: { rcode: 'NODATA' },
    faults: ['rcode: 198.51.100.133 [1]'],
  },
};

describe('checkExpectation of a question to DNS', () => {
  test.each(Object.entries(questions))('%s', (_, { asked, holds, fails, faults }) => {
    expect(faultsOf(checkExpectation(shop, asked, { expect: holds }))).toEqual([]);
    expect(faultsOf(checkExpectation(shop, asked, { expect: fails }))).toEqual(faults);
  });

  test('tells which Service is meant', () => {
    const { failures } = checkExpectation(
      shop,
      { dns: 'A', name: 'crt', from },
      { expect: { addresses: ['1.1.1.1'] } },
    );
    expect(failures[0]?.near).toContain('cart is close');
    expect(failures[0]?.trace?.outcome.kind).toBe('dns-error');
  });

  test('is lost where no server answers, and an error is what is expected then', () => {
    const silent = shop.delete(
      ...shop
        .list('Pod', 'kube-system')
        .map(({ metadata: { namespace, name } }) => ({ kind: 'Pod', namespace, name })),
      { kind: 'Deployment', namespace: 'kube-system', name: 'coredns' },
    );
    const asked: NameRequest = { dns: 'A', name: 'cart', from };
    expect(faultsOf(checkExpectation(silent, asked, { expect: { rcode: 'REFUSED' } }))).toEqual([]);
    const { failures } = checkExpectation(silent, asked, { expect: { addresses: [cartAddress] } });
    expect(failures).toMatchObject([{ actual: 'REFUSED', trace: { outcome: { kind: 'refused' } } }]);
  });

  test.each<[string, NameRequest]>([
    ['a public name of which nobody said anything', { dns: 'A', name: 'elsewhere.example.net', from }],
    ['a client that does not exist', { dns: 'A', name: 'cart', from: pod('shop', 'nobody') }],
  ])('%s is not known, and never as expected', (_, asked) => {
    const verdict = checkExpectation(shop, asked, { expect: { addresses: [] } });
    expect(verdict).toMatchObject({ holds: false, unknown: 1 });
    expect(verdict.failures[0]?.actual).toMatch(/^unknown: /);
  });

  test('shows the ways to the name server', () => {
    const { all, resolution } = checkExpectation(shop, 'dns A cart.shop.svc.cluster.local.', {
      expect: { rcode: 'NXDOMAIN' },
    });
    expect({ all, answeredBy: resolution?.answeredBy }).toEqual({ all: undefined, answeredBy: 'public' });
    const inside = checkExpectation(
      shop,
      { dns: 'A', name: 'cart', from },
      { expect: { addresses: [cartAddress] } },
    );
    expect(inside.all?.outcomes.map(({ outcome }) => outcome.kind)).toEqual(['delivered']);
  });

  test.each<[Expectations, string]>([
    [{}, 'nothing is expected'],
    [{ expect: { status: 200 } }, 'a question to DNS has no status'],
    [{ may: { rcode: 'NXDOMAIN' } }, 'a name has one answer'],
  ])('%j is refused', (expectations, message) => {
    const check = (): unknown => checkExpectation(shop, { dns: 'A', name: 'cart', from }, expectations);
    expect(check).toThrow(ExpectationError);
    expect(check).toThrow(message);
  });
});
