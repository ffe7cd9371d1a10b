import { internet, readRequest, type Request } from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { requestText } from '../../../../packages/cli/src/prove/request-text.js';
import { urlOf } from '../../../../packages/cli/src/trace/command-for-request.js';

const plain = readRequest({ url: 'https://a.test/b' }, internet());

describe('a request that no command sends', () => {
  test.each<readonly [Partial<Request>, string]>([
    [{}, ''],
    [{ hostHeader: '192.0.2.1', sni: 'b.test' }, ' (Host 192.0.2.1, server name b.test)'],
    [{ hostHeader: null, sni: null }, ' (without Host, without server name)'],
    [{ hostHeader: '' }, ' (Host empty)'],
    [{ insecure: true, version: '2' }, ' (certificate not checked, HTTP/2)'],
    [{ address: '192.0.2.1', sourcePort: 7 }, ' (sent to 192.0.2.1, from port 7)'],
    [{ proxyProtocol: 'PROXY' }, ' (behind a line of the PROXY protocol)'],
    [{ headers: [{ name: 'x-tenant', value: 'blue' }] }, ' (x-tenant: blue)'],
  ])('%j', (patch, told) => {
    expect(requestText({ ...plain, ...patch })).toBe(`GET https://a.test/b${told}`);
  });

  test.each(['x', '*', 'http://b.test/'])('its target may be %s', (target) => {
    const request = { ...plain, target };
    expect(urlOf(request)).toBe('https://a.test');
    expect(requestText(request)).toBe(`GET https://a.test (target ${target})`);
  });
});
