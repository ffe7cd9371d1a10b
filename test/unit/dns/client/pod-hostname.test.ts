import { describe, expect, test } from 'vitest';
import { podHostname } from '../../../../packages/core/src/dns/client/pod-hostname.js';
import type { PodSpec } from '../../../../packages/core/src/object/pod.js';
import { storedPod } from './stored-pod.js';

const domain = 'web.shop.svc.cluster.local';

describe('podHostname', () => {
  test.each<[string, string, Partial<PodSpec>, unknown]>([
    ['is the name of the pod', 'web-0', {}, { hostname: 'web-0', domain: '', kernelHostname: 'web-0' }],
    [
      'is spec.hostname where it is set',
      'web-0',
      { hostname: 'first' },
      { hostname: 'first', domain: '', kernelHostname: 'first' },
    ],
    [
      'has a domain with spec.subdomain, Service or not',
      'web-0',
      { subdomain: 'web' },
      { hostname: 'web-0', domain, fqdn: `web-0.${domain}`, kernelHostname: 'web-0' },
    ],
    [
      'is the full name to the kernel with setHostnameAsFQDN',
      'web-0',
      { subdomain: 'web', setHostnameAsFQDN: true },
      { hostname: 'web-0', domain, fqdn: `web-0.${domain}`, kernelHostname: `web-0.${domain}` },
    ],
    [
      'is hostnameOverride, which takes the domain away',
      'web-0',
      { hostname: 'first', subdomain: 'web', hostnameOverride: 'other.example' },
      { hostname: 'other.example', domain: '', kernelHostname: 'other.example' },
    ],
    [
      'is the name of the pod cut to 63 characters',
      'a'.repeat(64),
      {},
      { hostname: 'a'.repeat(63), domain: '', kernelHostname: 'a'.repeat(63) },
    ],
    [
      'does not end in a hyphen or dot where it was cut',
      `${'a'.repeat(61)}-.b`,
      {},
      { hostname: 'a'.repeat(61), domain: '', kernelHostname: 'a'.repeat(61) },
    ],
  ])('%s', (_title, name, spec, expected) => {
    expect(podHostname(storedPod(spec, name), 'cluster.local')).toEqual({
      kind: 'called',
      ...(expected as object),
    });
  });

  test.each<[string, Partial<PodSpec>]>([
    ['spec.hostname of more than 63 characters', { hostname: 'a'.repeat(64) }],
    [
      'a full name of more than 64 characters for the kernel',
      { subdomain: 'a'.repeat(40), setHostnameAsFQDN: true },
    ],
  ])('is refused for %s', (_title, spec) => {
    expect(podHostname(storedPod(spec), 'cluster.local').kind).toBe('refused');
  });
});
