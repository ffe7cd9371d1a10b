import { describe, expect, test } from 'vitest';
import { resolver, type ResolverSettings } from '../../../../packages/core/src/dns/client/resolver.js';
import type { Rcode } from '../../../../packages/core/src/dns/message.js';
import { resolverCases } from './resolver-cases.js';

const dialects = ['glibc', 'musl'] as const;

/** An answer to a question for A: an address, an error, or nothing although the name exists. */
function reply(answer: string) {
  const rcodes: readonly Rcode[] = ['NXDOMAIN', 'SERVFAIL', 'UNKNOWN'];
  const rcode = rcodes.find((code) => code === answer);
  if (rcode !== undefined) return { rcode, records: [] };
  const records = answer === '' ? [] : [{ name: '', type: 'A', ttl: 30, data: answer }];
  return { rcode: 'NOERROR' as const, records };
}

describe.each(dialects)('the resolver of %s', (dialect) => {
  test.each(resolverCases)(
    '$title',
    ({ name, searches = ['ns.svc.c', 'svc.c', 'c'], ndots = 5, server = {}, ...expected }) => {
      const settings: ResolverSettings = { dialect, searches, ndots };
      const { asked, result } = expected[dialect];
      const walk = resolver(settings).resolve(name, ['A'], (candidate) => [
        reply(server[candidate] ?? 'NXDOMAIN'),
      ]);
      expect(walk.asked.map((step) => step.name)).toEqual(asked);
      expect(walk.result).toBe(result);
    },
  );
});

describe('candidates', () => {
  test('are made as they are asked for: who stops at the first makes no others', () => {
    const settings: ResolverSettings = { dialect: 'glibc', searches: ['a.example', 'b.example'], ndots: 5 };
    const [first] = resolver(settings).candidates('web');
    expect(first).toBe('web.a.example.');
    expect([...resolver(settings).candidates('web')]).toEqual(['web.a.example.', 'web.b.example.', 'web.']);
  });

  test('there are none of a name that DNS cannot carry', () => {
    expect([...resolver({ dialect: 'glibc', searches: ['a.example'], ndots: 5 }).candidates('a..b')]).toEqual(
      [],
    );
  });
});

describe('resolve', () => {
  test('asks for every type at each name; an answer to either ends the walk', () => {
    const settings: ResolverSettings = { dialect: 'glibc', searches: ['a.example'], ndots: 5 };
    const walk = resolver(settings).resolve('six', ['A', 'AAAA'], (name) =>
      name === 'six.a.example.'
        ? [reply(''), { rcode: 'NOERROR', records: [{ name, type: 'AAAA', ttl: 30, data: 'fd00::6' }] }]
        : [reply('NXDOMAIN'), reply('NXDOMAIN')],
    );
    expect(walk.found?.name).toBe('six.a.example.');
    expect(walk.asked).toHaveLength(1);
  });

  test('an alias of which nobody knows where it leads is an answer', () => {
    const alias = { name: 'ext.a.example.', type: 'CNAME', ttl: 30, data: 'elsewhere.example.' };
    const settings: ResolverSettings = { dialect: 'glibc', searches: ['a.example'], ndots: 5 };
    const walk = resolver(settings).resolve('ext', ['A'], () => [{ rcode: 'UNKNOWN', records: [alias] }]);
    expect(walk.result).toBe('found');
    expect(walk.asked).toHaveLength(1);
  });
});
