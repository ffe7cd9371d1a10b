import { parseCIDR, parseIP, PrefixTable } from '@kubehop/core';
import CidrMatcher from 'cidr-matcher';
import ipaddr from 'ipaddr.js';
import { compare, type Comparison, perSecond } from '../comparison.js';
import { addresses, addressRanges } from '../data/address-ranges.js';
import { type Contender, measure } from '../measure.js';
import type { Row } from '../row.js';
import type { Size } from '../size.js';

/** An address among many ranges, and the reading of an address. */
export const addressInRanges: Row = {
  id: 'A1',
  run: (size) => [...lookUps(size), reading(size)],
};

/** Whether an address is in one of the ranges. */
type Check = (address: string) => boolean;

function lookUps({ rounds, ranges, addresses: count }: Size): readonly Comparison[] {
  const texts = addressRanges(ranges);
  const asked = addresses(count);
  const checks = {
    kubehop: prefixTable(texts),
    'cidr-matcher': cidrMatcher(texts),
    'ipaddr.js': scan(texts),
  };
  for (const address of asked) {
    const answers = new Set(Object.values(checks).map((check) => check(address)));
    if (answers.size > 1) throw new Error(`${address}: in a range or not?`);
  }
  const ms = measure(
    rounds,
    Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, countIn(asked, check)])),
  );
  const against = (name: keyof typeof checks, atLeast: number): Comparison =>
    compare(
      {
        title: `an address in one of ${ranges} ranges`,
        unit: 'addresses/s',
        ours: perSecond(count, ms('kubehop')),
        anchor: { name, value: perSecond(count, ms(name)) },
      },
      { atLeast },
    );
  return [against('cidr-matcher', 20), against('ipaddr.js', 40)];
}

function countIn(asked: readonly string[], check: Check): Contender {
  return () => () => {
    let found = 0;
    for (const address of asked) if (check(address)) found += 1;
    return found;
  };
}

function prefixTable(ranges: readonly string[]): Check {
  const table = new PrefixTable(
    ranges.flatMap((range) => {
      const cidr = parseCIDR(range);
      return cidr === undefined ? [] : [[cidr, true] as const];
    }),
  );
  return (address) => table.lookup(address) === true;
}

function cidrMatcher(ranges: readonly string[]): Check {
  const matcher = new CidrMatcher(ranges);
  return (address) => matcher.contains(address);
}

function scan(ranges: readonly string[]): Check {
  const networks = ranges.map((range) => ipaddr.IPv4.parseCIDR(range));
  return (text) => {
    const address = ipaddr.IPv4.parse(text);
    return networks.some((network) => address.match(network));
  };
}

/** The checksum is the sum of the last bytes. */
function reading({ rounds, addresses: count }: Size): Comparison {
  const asked = addresses(count);
  const ms = measure(rounds, {
    kubehop: () => () => asked.reduce((sum, text) => sum + ((parseIP(text)?.words[0] ?? 0) & 255), 0),
    'ipaddr.js': () => () => asked.reduce((sum, text) => sum + (ipaddr.IPv4.parse(text).octets[3] ?? 0), 0),
  });
  return compare(
    {
      title: 'reading an address',
      unit: 'addresses/s',
      ours: perSecond(count, ms('kubehop')),
      anchor: { name: 'ipaddr.js', value: perSecond(count, ms('ipaddr.js')) },
    },
    { atLeast: 5 },
  );
}
