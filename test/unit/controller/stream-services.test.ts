import { describe, expect, test } from 'vitest';
import { readStreams, type StreamProtocol } from '../../../packages/core/src/controller/stream-services.js';
import { ingressCluster } from '../ingress/asking.js';
import { configMap } from './controller-pod.js';

function read(
  data: Readonly<Record<string, string>>,
  protocol: StreamProtocol = 'TCP',
  flags: Readonly<Record<string, string>> = {},
): ReturnType<typeof readStreams> {
  const [map] = ingressCluster(configMap('ingress/streams', data)).list('ConfigMap');
  if (map === undefined) throw new TypeError('the ConfigMap cannot be read');
  return readStreams(map, protocol, flags);
}

describe('readStreams', () => {
  test.each([
    ['shop/db:5432', 'TCP', '5432', false, false],
    ['shop/db:sql', 'TCP', 'sql', false, false],
    ['shop/db:5432:PROXY', 'TCP', '5432', true, false],
    ['shop/db:5432:proxy', 'TCP', '5432', true, false],
    ['shop/db:5432::PROXY', 'TCP', '5432', false, true],
    ['shop/db:5432:PROXY:PROXY', 'TCP', '5432', true, true],
    ['shop/db:5432:PROXY:PROXY:x', 'TCP', '5432', true, false],
    ['shop/db:5432:other', 'TCP', '5432', false, false],
    ['shop/db:53:PROXY:PROXY', 'UDP', '53', false, false],
  ] as const)('reads %s of %s', (text, protocol, port, takesProxyLine, sendsProxyLine) => {
    expect(read({ 9000: text }, protocol)).toEqual({
      streams: [
        {
          protocol,
          port: 9000,
          configMap: { kind: 'ConfigMap', namespace: 'ingress', name: 'streams' },
          path: 'data[9000]',
          target: { service: 'shop/db', port, takesProxyLine, sendsProxyLine },
        },
      ],
      problems: [],
    });
  });

  test.each([
    ['x', 'shop/db:1', 'x is no port number'],
    ['0', 'shop/db:1', '0 is no port number'],
    ['65536', 'shop/db:1', '65536 is no port number'],
    ['80', 'shop/db:1', 'the controller needs port 80 itself (--http-port)'],
    ['443', 'shop/db:1', 'the controller needs port 443 itself (--https-port)'],
    ['442', 'shop/db:1', 'the controller needs port 442 itself (--ssl-passthrough-proxy-port)'],
    ['8181', 'shop/db:1', 'the controller needs port 8181 itself (--default-server-port)'],
    ['10247', 'shop/db:1', 'the controller needs port 10247 itself (--stream-port)'],
  ])('leaves the entry %s: %s out', (key, text, message) => {
    expect(read({ [key]: text })).toMatchObject({
      streams: [],
      problems: [{ path: `data[${key}]`, message }],
    });
  });

  test.each(['', 'shop/db', 'db:5432', 'a/b/c:5432', '/db:5432', 'shop/:5432'])(
    'takes the port of an entry without Service and port, and nobody listens there: %j',
    (text) => {
      expect(read({ 9000: text })).toMatchObject({
        streams: [{ port: 9000, target: undefined }],
        problems: [{ path: 'data[9000]', fix: 'Write namespace/service:port' }],
      });
    },
  );

  test('knows the own ports of the controller by its flags', () => {
    const { streams, problems } = read({ 80: 'shop/db:1', 8080: 'shop/db:1' }, 'TCP', {
      'http-port': '8080',
    });
    expect(streams.map(({ port }) => port)).toEqual([80]);
    expect(problems.map(({ path }) => path)).toEqual(['data[8080]']);
  });
});
