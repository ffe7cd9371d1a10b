import { describe, expect, test } from 'vitest';
import type { PlatformConfig } from '../../../../packages/cli/src/config/config.js';
import { namedPlatform, platformFor } from '../../../../packages/cli/src/config/platform.js';
import { WrongUse } from '../../../../packages/cli/src/wrong-use.js';

describe('options that some platforms alone have', () => {
  test.each<readonly [PlatformConfig, object]>([
    [
      { name: 'minikube', tunnel: 'container' },
      { name: 'minikube-tunnel', driver: 'container' },
    ],
    [
      { name: 'metallb', mode: 'bgp' },
      { name: 'metallb', mode: 'bgp' },
    ],
    [
      { name: 'gcp', vpcNative: false },
      { name: 'gce-ingress', vpcNative: false },
    ],
    [
      { name: 'gcp', subsetting: true, external: 'backend-service' },
      { name: 'gce', subsetting: true, external: 'backend-service' },
    ],
    [
      { name: 'aws', sharedHealthProbe: true },
      { name: 'aws-cloud-provider', healthProbeMode: 'Shared' },
    ],
    [
      { name: 'azure', sharedHealthProbe: true },
      { name: 'azure-cloud-provider', healthProbeMode: 'shared' },
    ],
  ])('%o makes the controller %o', (platform, controller) => {
    expect(namedPlatform({ platform }, {}).loadBalancers?.controllers).toContainEqual(controller);
  });

  test('the range of load balancers is one of every platform that has any', () => {
    const platform: PlatformConfig = { name: 'metallb', loadBalancerCIDR: '10.1.2.0/24' };
    expect(namedPlatform({ platform }, {}).loadBalancers?.addressCIDR).toBe('10.1.2.0/24');
  });

  test.each<readonly [PlatformConfig, string]>([
    [{ name: 'kind', tunnel: 'vm' }, 'the platform kind has no option tunnel, but minikube'],
    [
      { name: 'cloud', sharedHealthProbe: true },
      'the platform cloud has no option sharedHealthProbe, but aws and azure',
    ],
    [
      { mode: 'bgp' },
      'platform.mode is an option of metallb: name the platform, platform.name or --platform',
    ],
  ])('%o is wrong use', (platform, message) => {
    expect(() => platformFor({ platform }, {})).toThrow(new WrongUse(message));
  });
});
