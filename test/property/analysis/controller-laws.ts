import * as fc from 'fast-check';
import { expect } from 'vitest';
import { diff } from '../../../packages/core/src/analysis/difference/diff.js';
import { parseIP } from '../../../packages/core/src/address/ip.js';
import type { Request } from '../../../packages/core/src/request/request.js';
import { law } from '../law.js';
import { faresOtherwise } from './difference-laws.js';
import { sentByName, sentTo, servedBy, servedSets, serverNames } from './served-sets.js';

/** The same Ingresses, and two servers for them. */
const servedTwice = fc
  .tuple(servedSets, fc.constantFrom(...serverNames), fc.constantFrom(...serverNames))
  .filter(([, one, other]) => one !== other);

/** Paths that are the same as sent and decoded. */
function isPlain({ target }: Request): boolean {
  return /^(?:\/|(?:\/[\w-]+)+\/?)(?:\?.*)?$/.test(target);
}

/** What holds for differences between controllers. */
export const controllerLaws = {
  'a request with a plain path is in a difference between controllers exactly where it fares otherwise': law(
    fc.property(servedTwice, ([set, one, other]) => {
      const [before, after] = [servedBy(one, set), servedBy(other, set)];
      const difference = diff(before, after);
      const { isExact } = difference;
      for (const raw of set.requests) {
        for (const request of [sentTo(before, raw), ...sentByName(before, raw)]) {
          const changed = difference.isChanged(request);
          // Other paths may be told apart by one that decodes them alone, and nobody states every name.
          if (!isExact && !isPlain(request)) continue;
          if (changed === undefined && (!isExact || parseIP(request.host) === undefined)) continue;
          const { fate, wording } = faresOtherwise(before, after, request);
          const asked = { one, other, request, isExact };
          if (fate || wording || changed !== true) {
            expect({ ...asked, changed }).toEqual({ ...asked, changed: fate || wording });
          }
        }
      }
    }),
    6,
  ),
};
