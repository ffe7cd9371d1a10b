import * as fc from 'fast-check';
import { expect } from 'vitest';
import { fateOf, keyOfFate } from '../../../packages/core/src/analysis/fate/fate-of.js';
import { byService } from '../../../packages/core/src/analysis/partition/told-apart.js';
import { routes, type Routes } from '../../../packages/core/src/analysis/routes/routes.js';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { traceAll } from '../../../packages/core/src/pipeline/trace-all.js';
import { toRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { internet } from '../../../packages/core/src/request/origin.js';
import type { Request } from '../../../packages/core/src/request/request.js';
import { withRequests } from '../drawn.js';
import { law } from '../law.js';
import { type ServerName, sentTo, servedBy, servedSets, servers } from './served-sets.js';

/** That a request is in a class, and that of the class comes what comes of it. */
function expectClassed(cluster: Cluster, { classOf, isExact }: Routes, request: Request): void {
  const found = classOf(request);
  if (found === undefined && !isExact) return;
  const fate = fateOf(traceAll(cluster, request, { tellApart: byService }));
  expect({ request, fate: found && keyOfFate(found.fate) }).toEqual({ request, fate: keyOfFate(fate) });
}

/** What holds for the classes of all requests. */
export const classLaws = {
  'every request to a cluster is in a class, with what comes of it': law(
    fc.property(withRequests, ([{ cluster }, inputs]) => {
      const known = new Map<string, Routes>();
      for (const input of inputs) {
        const request = toRequest(cluster, input);
        const from = request.from.kind === 'internet' ? internet() : request.from;
        const key = JSON.stringify(from);
        const found = known.get(key) ?? routes(cluster, from);
        known.set(key, found);
        // Whole routes are dear: those of some origins are as good as those of all.
        if (known.size <= 3) expectClassed(cluster, found, request);
      }
    }),
    25,
  ),

  'every request to Ingresses is in a class, with what comes of it, whoever serves them': law(
    fc.property(fc.constantFrom(...serverNames()), servedSets, (name, set) => {
      const cluster = servedBy(name, set);
      const found = routes(cluster, internet());
      for (const raw of set.requests) expectClassed(cluster, found, sentTo(cluster, raw));
    }),
    80,
  ),

  'the example of a class is in it': law(
    fc.property(fc.constantFrom(...serverNames()), servedSets, (name, set) => {
      const cluster = servedBy(name, set);
      const { classes, classOf } = routes(cluster, internet());
      for (const each of classes) {
        expect(classOf(each.example)).toBe(each);
        for (const { example } of each.requests) expect(classOf(example)).toBe(each);
      }
    }),
    25,
  ),
};

/** ingress-nginx asks most of requests. */
function serverNames(): readonly ServerName[] {
  const names = Object.keys(servers).filter((name): name is ServerName => name in servers);
  return ['ingress-nginx', 'ingress-nginx', 'ingress-nginx', ...names];
}
