import * as fc from 'fast-check';
import { expect } from 'vitest';
import { diff, type Difference } from '../../../packages/core/src/analysis/difference/diff.js';
import { fateOf, keyOfFate } from '../../../packages/core/src/analysis/fate/fate-of.js';
import { wordingOf } from '../../../packages/core/src/analysis/fate/wording.js';
import { byService } from '../../../packages/core/src/analysis/partition/told-apart.js';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { traceAll } from '../../../packages/core/src/pipeline/trace-all.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { replay } from '../../../packages/core/src/pipeline/chooser.js';
import type { Request } from '../../../packages/core/src/request/request.js';
import type { IngressSet } from '../../differential/nginx/ingress-sets.js';
import { withChange } from '../drawn.js';
import { law } from '../law.js';
import { type ServerName, sentTo, servedBy, servedSets, servers } from './served-sets.js';

/** Whether a request fares otherwise: by what it is alone, whatever others are like. */
export function faresOtherwise(
  before: Cluster,
  after: Cluster,
  request: Request,
): { readonly fate: boolean; readonly wording: boolean } {
  const [one, other] = [before, after].map((cluster) => traceAll(cluster, request, { tellApart: byService }));
  if (one === undefined || other === undefined) throw new TypeError('two clusters are compared');
  return {
    fate: keyOfFate(fateOf(one)) !== keyOfFate(fateOf(other)),
    wording: wordingOf(one) !== wordingOf(other),
  };
}

/** Each change without what tells which side is which. */
function sides(
  { changes }: Difference,
  one: 'before' | 'after',
  other: 'before' | 'after',
): readonly string[] {
  return changes
    .map((change) => JSON.stringify([change.example, change.requests, change[one].fate, change[other].fate]))
    .sort();
}

/** Two or three sets of Ingresses that share some. */
const relatives: fc.Arbitrary<readonly [IngressSet, IngressSet, IngressSet]> = fc
  .tuple(servedSets, servedSets, fc.nat(), fc.nat())
  .map(([one, other, left, right]) => {
    const mixed = (at: number): IngressSet['ingresses'] => {
      const taken = new Map(one.ingresses.map((each) => [nameOf(each), each]));
      const replacing = other.ingresses[at % other.ingresses.length];
      if (replacing !== undefined) taken.set(nameOf(replacing), replacing);
      return [...taken.values()];
    };
    return [one, { ...one, ingresses: mixed(left) }, { ...one, ingresses: mixed(right) }];
  });

function nameOf({ metadata: { namespace, name } }: IngressSet['ingresses'][number]): string {
  return `${namespace}/${name}`;
}

const names = Object.keys(servers).filter((name): name is ServerName => name in servers);

/** What holds for the differences between clusters. */
export const differenceLaws = {
  'a cluster does not differ from itself': law(
    fc.property(fc.constantFrom(...names), servedSets, (name, set) => {
      const cluster = servedBy(name, set);
      expect(diff(cluster, cluster).changes).toEqual([]);
      expect(diff(cluster, servedBy(name, set)).changes).toEqual([]);
    }),
    10,
  ),

  'a request is in a difference exactly where it fares otherwise': law(
    fc.property(relatives, ([one, other]) => {
      const [before, after] = [servedBy('ingress-nginx', one), servedBy('ingress-nginx', other)];
      const { isChanged, isExact } = diff(before, after);
      for (const raw of one.requests) {
        const request = sentTo(before, raw);
        const changed = isChanged(request);
        if (changed === undefined && !isExact) continue;
        const { fate, wording } = faresOtherwise(before, after, request);
        if (fate || wording || changed !== true) {
          expect({ request, changed }).toEqual({ request, changed: fate || wording });
        }
      }
    }),
    25,
  ),

  'a difference is the same from the other side': law(
    fc.property(fc.constantFrom(...names), relatives, (name, [one, other]) => {
      const [before, after] = [servedBy(name, one), servedBy(name, other)];
      expect(sides(diff(before, after), 'before', 'after')).toEqual(
        sides(diff(after, before), 'after', 'before'),
      );
    }),
    10,
  ),

  'what two steps leave as it is stays so over both': law(
    fc.property(relatives, ([one, two, three]) => {
      const [a, b, c] = [one, two, three].map((set) => servedBy('ingress-nginx', set));
      if (a === undefined || b === undefined || c === undefined) return;
      const [first, second, both] = [diff(a, b), diff(b, c), diff(a, c)];
      for (const raw of one.requests) {
        const request = sentTo(a, raw);
        if (first.isChanged(request) === false && second.isChanged(request) === false) {
          expect({ request, changed: both.isChanged(request) }).toEqual({ request, changed: false });
        }
      }
    }),
    12,
  ),

  'the two ways of each change can be gone again': law(
    fc.property(withChange, ([{ cluster }, edit]) => {
      const after = edit.apply(cluster);
      for (const change of diff(cluster, after).changes) {
        for (const [side, view] of [
          [change.before, cluster],
          [change.after, after],
        ] as const) {
          expect(traceRequest(view, change.example, { choose: replay(side.trace) })).toEqual(side.trace);
        }
        const { fate, wording } = faresOtherwise(cluster, after, change.example);
        expect({ example: change.example, moved: fate || wording }).toMatchObject({ moved: true });
      }
    }),
    12,
  ),
};
