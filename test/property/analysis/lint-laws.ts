import * as fc from 'fast-check';
import { expect } from 'vitest';
import { ruleNeverMatches } from '../../../packages/core/src/analysis/lint/route/rule-never-matches.js';
import { partitionOf } from '../../../packages/core/src/analysis/partition/partition.js';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { traceAll } from '../../../packages/core/src/pipeline/trace-all.js';
import type { ObjectReference } from '../../../packages/core/src/problem/problem.js';
import { internet } from '../../../packages/core/src/request/origin.js';
import type { Request } from '../../../packages/core/src/request/request.js';
import { law } from '../law.js';
import { type ServerName, sentTo, servedBy, servedSets, servers } from './served-sets.js';

/** What holds for what is found in manifests. */
export const lintLaws = {
  'no request comes to a rule that never matches, whoever serves it': law(
    fc.property(fc.constantFrom(...serverNames()), servedSets, (name, set) => {
      const cluster = servedBy(name, set);
      const never = ruleNeverMatches(cluster, []);
      if (never.length === 0) return;
      const { cells } = partitionOf([cluster], internet());
      const requests = [
        ...cells.map(({ request }) => request),
        ...set.requests.map((raw) => sentTo(cluster, raw)),
        // Other targets are no paths: no rule is for them.
      ].filter(({ target }) => target.startsWith('/'));
      const met = new Set(requests.flatMap((request) => rulesMet(cluster, request)));
      for (const { object, path, message } of never) {
        const isMet = met.has(keyOf(object, path.replace(/\.(?:path|backend)$/, '')));
        expect({ message, isMet }).toEqual({ message, isMet: false });
      }
    }),
    60,
  ),
};

/** The rules of Ingresses by which something was done with a request, those of backends included. */
function rulesMet(cluster: Cluster, request: Request): readonly string[] {
  return traceAll(cluster, request)
    .branches.flatMap(({ trace }) => trace.hops)
    .flatMap(({ stage, rule: { object, path = '' } }) =>
      (stage === 'ingress' || stage === 'load-balancer') && object?.kind === 'Ingress'
        ? [keyOf(object, path.replace(/(?<=\.paths\[\d+\])\..*$/, ''))]
        : [],
    );
}

function keyOf({ namespace = '', name }: ObjectReference, field: string): string {
  return `${namespace}/${name} ${field}`;
}

function serverNames(): readonly ServerName[] {
  return Object.keys(servers).filter((name): name is ServerName => name in servers);
}
