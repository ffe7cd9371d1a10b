import { describe, expect, test } from 'vitest';
import {
  hostAliases,
  hostsByName,
  nodeHosts,
  podHosts,
} from '../../../../packages/core/src/dns/client/etc-hosts.js';
import { storedPod } from './stored-pod.js';

describe('podHosts', () => {
  test('holds localhost, the names of the pod at each of its addresses, and its hostAliases', () => {
    const spec = {
      subdomain: 'web',
      hostAliases: [{ ip: '10.1.2.3', hostnames: ['foo.local', 'bar.local'] }],
    };
    const hosts = podHosts(storedPod(spec, 'web-0', ['10.244.1.5', 'fd00::5']), 'cluster.local');
    const names = ['web-0.web.shop.svc.cluster.local', 'web-0'];
    expect(hosts).toEqual([
      { address: '127.0.0.1', names: ['localhost'] },
      { address: '::1', names: ['localhost', 'ip6-localhost', 'ip6-loopback'] },
      { address: '10.244.1.5', names },
      { address: 'fd00::5', names },
      { address: '10.1.2.3', names: ['foo.local', 'bar.local'] },
    ]);
  });
});

describe('nodeHosts', () => {
  test('holds localhost and the name of the node', () => {
    expect(hostsByName(nodeHosts(['192.0.2.1'], 'node-a')).get('node-a')).toEqual(['192.0.2.1']);
  });
});

describe('hostsByName', () => {
  test('adds up the addresses of a name in the order of the file, whatever the letter case', () => {
    const spec = {
      hostAliases: [
        { ip: '10.1.2.3', hostnames: ['Foo.local'] },
        { ip: '10.1.2.4', hostnames: ['foo.local'] },
      ],
    };
    expect(hostsByName(hostAliases(storedPod(spec))).get('foo.local')).toEqual(['10.1.2.3', '10.1.2.4']);
  });
});
