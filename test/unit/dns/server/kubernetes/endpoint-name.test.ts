import { describe, expect, test } from 'vitest';
import { endpointName } from '../../../../../packages/core/src/dns/server/kubernetes/endpoint-name.js';

const pod = (name: string) => ({ targetRef: { kind: 'Pod', name } });

describe('endpointName', () => {
  test.each([
    ['is the host name', { hostname: 'web-0', ...pod('web-x') }, '10.0.0.1', true, 'web-0'],
    ['is the address with dashes otherwise', pod('web-x'), '10.0.0.1', false, '10-0-0-1'],
    ['is so for IPv6 too', {}, 'fd00::1', false, 'fd00--1'],
    ['does not end in a dash', {}, 'fd00::', false, 'fd00--0'],
    ['may be the name of the pod', pod('web-x'), '10.0.0.1', true, 'web-x'],
    ['is not the name of a pod that is no label', pod('w'.repeat(64)), '10.0.0.1', true, '10-0-0-1'],
  ])('%s', (_title, endpoint, address, usePodNames, name) => {
    expect(endpointName({ addresses: [address], conditions: {}, ...endpoint }, address, usePodNames)).toBe(
      name,
    );
  });
});
