import { anyInternetAddress, type Origin } from '../../request/origin.js';

/** Whether an origin stands for anybody in the internet: it names no address of its own. */
export function isAnybody(origin: Origin): boolean {
  return origin.kind === 'internet' && origin.address === anyInternetAddress;
}

/** Whether clients of an origin send from there: in the internet from any address, where the origin names none. */
export function isFrom(origin: Origin, from: Origin): boolean {
  return isAnybody(origin) ? from.kind === 'internet' : JSON.stringify(origin) === JSON.stringify(from);
}
