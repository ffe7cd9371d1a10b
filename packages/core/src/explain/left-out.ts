import type { EndpointLeftOut } from '../trace/hop.js';

/** Why an endpoint is not used, in words. */
export function leftOutText(reason: EndpointLeftOut): string {
  switch (reason) {
    case 'not-ready':
      return 'not ready';
    case 'terminating':
      return 'terminating, and others are ready';
    case 'other-zone':
      return 'hinted at other zones';
    case 'other-node':
      return 'hinted at other nodes';
    case 'not-on-node':
      return 'on another node';
    default:
      return reason satisfies never;
  }
}
