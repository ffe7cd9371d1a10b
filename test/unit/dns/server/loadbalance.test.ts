import { describe, expect, test } from 'vitest';
import type { LoadbalancePlugin } from '../../../../packages/core/src/dns/server/corefile/loadbalance-plugin.js';
import { type Draw, firstChances, inOrder } from '../../../../packages/core/src/dns/server/loadbalance.js';
import type { DnsRecord } from '../../../../packages/core/src/trace/hop.js';

const record = (type: string, data: string): DnsRecord => ({ name: 'a.example.', type, ttl: 30, data });
const address = (data: string): DnsRecord => record('A', data);

const mixed = [
  record('MX', '1 m.'),
  address('10.0.0.1'),
  record('TXT', 't'),
  address('10.0.0.2'),
  record('CNAME', 'c.'),
];
const three = [address('10.0.0.1'), address('10.0.0.2'), address('10.0.0.3')];

const none = { prefer: [] };
const roundRobin: LoadbalancePlugin = { policy: 'round_robin', ...none };
const weighted: LoadbalancePlugin = {
  policy: 'weighted',
  weights: { 'a.example.': { '10.0.0.2': 3, '10.0.0.3': 2 } },
  ...none,
};

const lowest: Draw = () => 0;
const highest: Draw = (count) => count - 1;
const data = (records: readonly DnsRecord[]) => records.map((each) => each.data);

describe('inOrder', () => {
  test.each<[string, LoadbalancePlugin, Draw, readonly DnsRecord[], readonly string[]]>([
    [
      'aliases, others, addresses, mail exchanges',
      roundRobin,
      lowest,
      mixed,
      ['c.', 't', '10.0.0.1', '10.0.0.2', '1 m.'],
    ],
    ['round robin may leave the order', roundRobin, lowest, three, ['10.0.0.1', '10.0.0.2', '10.0.0.3']],
    ['round robin may turn it around', roundRobin, highest, three, ['10.0.0.3', '10.0.0.2', '10.0.0.1']],
    ['the heaviest holds the lowest numbers', weighted, lowest, three, ['10.0.0.2', '10.0.0.1', '10.0.0.3']],
    ['an address without weight weighs 1', weighted, highest, three, ['10.0.0.1', '10.0.0.2', '10.0.0.3']],
    [
      'without an address nothing changes',
      weighted,
      lowest,
      [record('MX', '1 m.'), record('CNAME', 'c.')],
      ['1 m.', 'c.'],
    ],
    [
      'preferred networks come first',
      { ...roundRobin, prefer: ['10.0.0.3/32', '10.0.0.2/32'] },
      lowest,
      three,
      ['10.0.0.3', '10.0.0.2', '10.0.0.1'],
    ],
    [
      'others come last where a network is preferred',
      { ...roundRobin, prefer: ['10.0.0.2/32'] },
      lowest,
      mixed,
      ['c.', '10.0.0.2', '10.0.0.1', '1 m.', 't'],
    ],
  ])('%s', (_title, plugin, draw, records, expected) => {
    expect(data(inOrder(records, plugin, draw))).toEqual(expected);
  });

  test('takes no number that is not below the one given', () => {
    expect(() => inOrder(three, weighted, (count) => count)).toThrow(RangeError);
  });
});

describe('firstChances', () => {
  test.each<[string, LoadbalancePlugin | undefined, readonly (readonly [string, number])[]]>([
    ['the first is always first where nobody shuffles', undefined, [['10.0.0.1', 1]]],
    [
      'all are equally likely in turn',
      roundRobin,
      [
        ['10.0.0.1', 1 / 3],
        ['10.0.0.2', 1 / 3],
        ['10.0.0.3', 1 / 3],
      ],
    ],
    [
      'by weight',
      weighted,
      [
        ['10.0.0.1', 1 / 6],
        ['10.0.0.2', 3 / 6],
        ['10.0.0.3', 2 / 6],
      ],
    ],
    [
      'those of a preferred network only',
      { ...roundRobin, prefer: ['10.0.0.2/31'] },
      [
        ['10.0.0.2', 1 / 2],
        ['10.0.0.3', 1 / 2],
      ],
    ],
    ['a preferred network before weights', { ...weighted, prefer: ['10.0.0.3/32'] }, [['10.0.0.3', 1]]],
    [
      'a network that has none makes no difference',
      { ...roundRobin, prefer: ['10.9.0.0/16', '10.0.0.1/32'] },
      [['10.0.0.1', 1]],
    ],
  ])('%s', (_title, plugin, expected) => {
    const chances = Array.from(firstChances(three, plugin), ([each, chance]) => [each.data, chance] as const);
    expect(chances.map(([each]) => each).sort()).toEqual(expected.map(([each]) => each));
    for (const [each, chance] of expected) expect(new Map(chances).get(each)).toBeCloseTo(chance, 12);
  });

  test('there are none of no address', () => {
    expect(firstChances([], roundRobin).size).toBe(0);
  });
});
