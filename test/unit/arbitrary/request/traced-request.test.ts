import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requestTo } from '../../../../packages/core/src/arbitrary/request/request-to.js';
import { tracedRequest } from '../../../../packages/core/src/arbitrary/request/traced-request.js';
import { internet } from '../../../../packages/core/src/request/origin.js';
import { richCluster } from '../rich-cluster.js';

const plain = { from: internet(), url: 'http://shop.example.com/cart' };

describe('a drawn request', () => {
  test('is shown with the way that it takes', () => {
    const [first, ...way] = fc.stringify(tracedRequest(richCluster, plain)).split('\n');
    expect(first).toBe(fc.stringify(plain));
    expect(way.join('\n')).toMatch(
      /^GET http:\/\/shop\.example\.com\/cart\n 1\. the internet sends .*⇒ 200 /s,
    );
  });

  test('is otherwise an ordinary value', () => {
    const request = tracedRequest(richCluster, plain);
    expect(request).toStrictEqual(plain);
    expect(JSON.stringify(request)).toBe(JSON.stringify(plain));
    expect(Object.hasOwn({ ...request }, fc.toStringMethod)).toBe(false);
  });

  test('stands with its way in the message of a property that fails', () => {
    const property = fc.property(requestTo(richCluster), ({ url }) => !url.includes('/cart'));
    expect(fc.defaultReportMessage(fc.check(property, { seed: 1 }))).toMatch(
      /seed: 1, .*Counterexample: \[\{"from".*\n 1\. .* sends to shop\.example\.com.*⇒ /s,
    );
  });
});
