import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { resolver } from '../../../packages/core/src/dns/client/resolver.js';
import { dnsServer } from '../../../packages/core/src/dns/server/dns-server.js';
import { dnsCluster } from '../../unit/dns/dns-cluster.js';
import { resolve } from '../../unit/dns/resolution.js';
import { namesOf, objectsOf, world } from './world.js';

const labels = fc.constantFrom('a', 'b', 'c', 'x', 'y', '10-244-0-1', '_http', '_tcp', 'svc', 'pod', 'A');

/** Names that are often names of the world, or nearly. */
const nearName = fc.array(labels, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('.'));

/** Names as a user may mistype them: of any length, with empty labels, in any script. */
const anyName = fc.oneof(
  nearName,
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.string({ unit: 'grapheme', maxLength: 70 }), { maxLength: 12 }).map((parts) => parts.join('.')),
  fc.stringMatching(/^[a-zA-Z.]{250,260}$/),
);

const cluster = dnsCluster(
  objectsOf([{ namespace: 'a', name: 'b', isHeadless: true, endpoints: [{ ready: true }] }]),
);

describe('resolution', () => {
  test.prop([anyName])('ends for any name, with probabilities that sum to 1', (name) => {
    const step = resolve(cluster, 'a/client', name);
    if (step.kind === 'choose') {
      const sum = step.candidates.reduce((all, { probability }) => all + probability, 0);
      expect(sum).toBeCloseTo(1, 9);
    } else {
      expect(step.hops).toHaveLength(1);
    }
  });

  test.prop([anyName, fc.constantFrom('A', 'AAAA', 'SRV', 'PTR', 'TXT', 'NS', 'SOA', 'CNAME', 'MX')])(
    'gets an answer to any question',
    (name, type) => {
      const { rcode, answer } = dnsServer(cluster).answer({ name, type });
      expect(rcode === 'NOERROR' || answer.length === 0).toBe(true);
    },
  );
});

describe('the DNS server', () => {
  const zone = '.svc.cluster.local.';

  test.prop([world])('answers every name of the cluster with exactly its addresses', (services) => {
    const server = dnsServer(dnsCluster(objectsOf(services)));
    for (const [name, addresses] of namesOf(services)) {
      const { answer } = server.answer({ name, type: 'A' });
      expect(answer.map(({ data }) => data).sort()).toEqual([...addresses].sort());
    }
  });

  test.prop([world, nearName])('has addresses for no other name', (services, name) => {
    const full = `${name.toLowerCase()}${zone}`;
    const hasPort = name.toLowerCase().split('.').length > 3;
    const { answer } = dnsServer(dnsCluster(objectsOf(services))).answer({ name: full, type: 'A' });
    if (!hasPort)
      expect(answer.map(({ data }) => data).sort()).toEqual([...(namesOf(services).get(full) ?? [])].sort());
  });

  test.prop([world, nearName])('answers alike in any letter case', (services, name) => {
    const server = dnsServer(dnsCluster(objectsOf(services)));
    const ask = (spelled: string) => server.answer({ name: spelled, type: 'A' });
    const lower = ask(`${name}${zone}`.toLowerCase());
    const upper = ask(`${name}${zone}`.toUpperCase());
    expect(upper.rcode).toBe(lower.rcode);
    expect(upper.answer.map(({ data }) => data)).toEqual(lower.answer.map(({ data }) => data));
  });
});

describe('the search list', () => {
  const settings = fc.record({
    dialect: fc.constantFrom('glibc' as const, 'musl' as const),
    searches: fc.uniqueArray(nearName, { maxLength: 4 }),
    ndots: fc.nat(6),
  });

  test.prop([settings, nearName, fc.nat(6)])(
    'is gone through in order, and no further than to an answer',
    (given, name, answered) => {
      const candidates = [...resolver(given).candidates(name)];
      const wanted = candidates[answered];
      const walk = resolver(given).resolve(name, ['A'], (asked) => [
        asked === wanted
          ? { rcode: 'NOERROR', records: [{ name: asked, type: 'A', ttl: 30, data: '10.0.0.1' }] }
          : { rcode: 'NXDOMAIN', records: [] },
      ]);
      expect(walk.asked.map((step) => step.name)).toEqual(candidates.slice(0, answered + 1));
      expect(walk.result).toBe(wanted === undefined ? 'NXDOMAIN' : 'found');
    },
  );

  test.prop([settings, nearName])('has the plain name in it once', ({ searches, ...given }, name) => {
    const candidates = [
      ...resolver({ ...given, searches: searches.filter((domain) => domain !== '') }).candidates(name),
    ];
    expect(candidates.filter((candidate) => candidate === `${name}.`)).toHaveLength(1);
  });

  test.prop([settings, nearName])('of musl is the beginning of that of glibc', (given, name) => {
    const ofGlibc = [...resolver({ ...given, dialect: 'glibc' }).candidates(name)];
    const ofMusl = [...resolver({ ...given, dialect: 'musl' }).candidates(name)];
    expect(ofGlibc.slice(0, ofMusl.length)).toEqual(ofMusl);
  });
});
