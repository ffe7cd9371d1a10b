import * as fc from 'fast-check';
import type { Cluster } from '@kubehop/core';
import { actKinds, allActKinds, type ActKind, type ActKnobs } from './act-kinds.js';
import { edit } from './edit-acts.js';
import { leader, outage } from './fault-acts.js';
import { drain, machine, report, taint, terminate } from './node-acts.js';
import { behave, condition, crash, removal } from './pod-acts.js';
import type { Plan } from './plan.js';
import { TimedAct } from './timed-act.js';
import { rollout, scale } from './workload-acts.js';

/**
 * Acts at times for a cluster: rollouts, scaling, deleted pods, drained nodes, edits, and things that fail and come back,
 * in the order of their times. Shrinking leads to few acts, early and near one another.
 *
 * @throws {RangeError} for a kind that there is not, or numbers that can't be
 * @public
 * @example
 * fc.assert(
 *   fc.property(actsFor(cluster, { kinds: ['rollout'] }), (acts) => {
 *     for (const { at, title } of acts) console.log(at, title);
 *   }),
 * );
 */
export function actsFor(cluster: Cluster, knobs: ActKnobs = {}): fc.Arbitrary<readonly TimedAct[]> {
  const { kinds = allActKinds, most = 5, within = 60_000 } = knobs;
  const unknown = kinds.find((kind) => !Object.hasOwn(actKinds, kind));
  if (unknown !== undefined)
    throw new RangeError(`there is no ${unknown}; write ${Object.keys(actKinds).join(', ')}`);
  if (!isCount(most) || !isCount(within))
    throw new RangeError(`there can't be at most ${most} acts within ${within} ms`);
  const plans = kinds.flatMap((kind) => arbitraries[kind](cluster));
  if (plans.length === 0) return fc.constant([]);
  const plan = fc.tuple(fc.nat({ max: within }), fc.oneof({ withCrossShrink: true }, ...plans));
  return fc
    .array(plan, { maxLength: most, size: 'max' })
    .map((drawn) =>
      drawn
        .flatMap(([at, steps]) => steps.map(({ after, title, of }) => new TimedAct(at + after, title, of)))
        .sort((one, other) => one.at - other.at),
    );
}

/** What each kind draws for a cluster; nothing where there is nothing to do it to. */
const arbitraries: Readonly<Record<ActKind, (cluster: Cluster) => readonly fc.Arbitrary<Plan>[]>> = {
  rollout,
  scale,
  edit,
  delete: removal,
  crash,
  condition,
  behave,
  drain,
  taint,
  report,
  node: machine,
  terminate,
  outage,
  leader,
};

function isCount(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}
