import * as fc from 'fast-check';
import { expect } from 'vitest';
import { fateOf } from '../../../packages/core/src/analysis/fate/fate-of.js';
import { isIn } from '../../../packages/core/src/analysis/proof/membership.js';
import { originsOf } from '../../../packages/core/src/analysis/proof/origins.js';
import { type Proof, type Property, prove } from '../../../packages/core/src/analysis/proof/prove.js';
import { and, not, or, type RequestSet } from '../../../packages/core/src/analysis/proof/request-set.js';
import { isFrom } from '../../../packages/core/src/analysis/partition/anybody.js';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { checkExpectation } from '../../../packages/core/src/expectation/check-expectation.js';
import type { Expectations } from '../../../packages/core/src/expectation/expectation.js';
import type { Verdict } from '../../../packages/core/src/expectation/verdict.js';
import { replay } from '../../../packages/core/src/pipeline/chooser.js';
import { traceAll } from '../../../packages/core/src/pipeline/trace-all.js';
import { toRequest, traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import type { Request } from '../../../packages/core/src/request/request.js';
import { withRequests } from '../drawn.js';
import { law } from '../law.js';
import { properties } from './properties.js';
import { requestSets } from './request-sets.js';
import { sentByName, sentTo, servedBy, servedSets, serverNames } from './served-sets.js';

/** What is proven, of what, and requests to try it on. */
interface Question {
  readonly cluster: Cluster;
  readonly set: RequestSet;
  readonly property: Property;
  readonly requests: readonly Request[];
}

const servedServices = ['shop', 'team'].flatMap((namespace) =>
  ['a', 'b', 'c', 'errors'].map((name) => `service/${namespace}/${name}`),
);

/** Sets of requests by the hosts and paths that drawn Ingresses name. */
const servedRequests = requestSets({
  urls: [
    'http://a.test',
    'https://a.test/a',
    'http://b.test/a/b',
    'http://x.w.test',
    'http://c.test',
    'http://198.51.100.80/a',
  ],
  hosts: ['a.test', '198.51.100.80', 'www.a.test', 'x.w.test', 'w.test', 'alias.test', 'c.test'],
  paths: ['/', '/a', '/a/b', '/A', '/%61', '/a%20b', '/healthz', '/é'],
  ports: [80, 443],
  origins: [],
});

/** A question about Ingresses, whoever serves them. */
const aboutIngresses: fc.Arbitrary<Question> = fc
  .tuple(
    fc.constantFrom(...serverNames),
    servedSets,
    servedRequests,
    properties([...servedServices, 'ingress/shop/one', 'ingress/team/two']),
  )
  .map(([name, drawn, set, property]) => {
    const cluster = servedBy(name, drawn);
    return {
      cluster,
      set,
      property,
      requests: drawn.requests.flatMap((raw) => [sentTo(cluster, raw), ...sentByName(cluster, raw)]),
    };
  });

/** A question about any cluster, and clients wherever they are. */
const aboutClusters: fc.Arbitrary<Question> = withRequests.chain(([{ cluster }, inputs]) => {
  const requests = inputs.map((input) => toRequest(cluster, input));
  const services = cluster
    .list('Service')
    .map(({ metadata: { namespace, name } }) => `service/${namespace}/${name}`);
  return fc.record({
    cluster: fc.constant(cluster),
    set: requestSets({
      urls: ['http://nobody.example:80', ...requests.map(urlOf)],
      hosts: ['nobody.example', ...requests.map(({ host }) => host)],
      paths: ['/', ...requests.map(({ target }) => target.split('?', 1)[0] ?? '/')],
      ports: [80, ...requests.map((request) => request.port)],
      origins: requests.slice(0, 2).map((request) => request.from),
    }),
    property: properties(['service/default/nobody', ...services]),
    requests: fc.constant(requests),
  });
});

function urlOf({ scheme, host, port, target }: Request): string {
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}${target.split('?', 1)[0] ?? '/'}`;
}

/** Whether a proof speaks of a request: it is in the set, from there, and by a name that somebody states. */
function isMeant({ cluster, set }: Question, request: Request): boolean {
  return (
    isIn(set, request) &&
    originsOf(cluster, set).some((origin) => isFrom(origin, request.from)) &&
    fateOf(traceAll(cluster, request)).ends.some(({ cause }) => cause !== 'public-name-unlisted')
  );
}

function check({ cluster, property }: Question, request: Request): Verdict {
  return checkExpectation(cluster, request, isWhole(property) ? property : { expect: property });
}

function isWhole(property: Property): property is Expectations {
  return 'expect' in property || 'may' in property;
}

/** That a proof says what looking at single requests says. */
function expectProven(question: Question, proof: Proof): void {
  const { cluster, set, property, requests } = question;
  switch (proof.kind) {
    case 'holds':
      for (const request of requests) {
        if (!isMeant(question, request)) continue;
        const asked = { set, property, request };
        expect({ ...asked, failures: check(question, request).failures }).toEqual({ ...asked, failures: [] });
      }
      return;
    case 'fails': {
      const { counterexample, trace, failures } = proof;
      expect(isIn(set, counterexample)).toBe(true);
      expect(check(question, counterexample)).toMatchObject({ holds: false, failures });
      expect(traceRequest(cluster, counterexample, { choose: replay(trace) })).toEqual(trace);
      return;
    }
    case 'unknown': {
      const { reason, example, trace } = proof;
      expect(reason).not.toBe('');
      if (example === undefined) return;
      expect(isIn(set, example)).toBe(true);
      expect(check(question, example).unknown).toBeGreaterThan(0);
      expect(trace?.outcome.kind).toBe('unknown');
      return;
    }
    default:
      proof satisfies never;
  }
}

/** What holds for proofs. */
export const proofLaws = {
  'a proof about Ingresses says what single requests say': law(
    fc.property(aboutIngresses, (question) => {
      expectProven(question, prove(question.cluster, question.set, question.property));
    }),
    20,
  ),

  'a proof about a cluster says what single requests say': law(
    fc.property(aboutClusters, (question) => {
      expectProven(question, prove(question.cluster, question.set, question.property));
    }),
    12,
  ),

  'no request is in a set and not in it': law(
    fc.property(aboutIngresses, ({ cluster, set, property }) => {
      expect(prove(cluster, and(set, not(set)), property)).toMatchObject({ kinds: 0 });
    }),
    8,
  ),

  'what holds for two sets holds for what is in either, and for what is in both': law(
    fc.property(aboutIngresses, servedRequests, ({ cluster, set, property }, other) => {
      const proofOf = (asked: RequestSet): Proof => prove(cluster, asked, property);
      if (proofOf(set).kind !== 'holds' || proofOf(other).kind !== 'holds') return;
      for (const proof of [proofOf(or(set, other)), proofOf(and(set, other))]) {
        // Where a set asks for decoded paths that a controller does not decode, not all kinds can be found.
        const told = proof.kind === 'unknown' && proof.example === undefined ? 'holds' : proof.kind;
        expect({ set, other, property, told }).toEqual({ set, other, property, told: 'holds' });
      }
    }),
    10,
  ),

  'what does not hold for a set does not hold for more': law(
    fc.property(aboutIngresses, servedRequests, ({ cluster, set, property }, other) => {
      if (prove(cluster, set, property).kind !== 'fails') return;
      expect(prove(cluster, or(set, other), property).kind).toBe('fails');
    }),
    6,
  ),
};
