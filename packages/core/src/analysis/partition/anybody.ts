import { anyInternetAddress, type Origin } from '../../request/origin.js';

/** Whether an origin stands for anybody in the internet: it names no address of its own. */
export function isAnybody(origin: Origin): origin is Extract<Origin, { kind: 'internet' }> {
  return origin.kind === 'internet' && origin.address === anyInternetAddress;
}
