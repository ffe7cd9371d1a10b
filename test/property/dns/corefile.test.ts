import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { ServerBlock } from '../../../packages/core/src/dns/server/corefile/corefile.js';
import { readCorefile } from '../../../packages/core/src/dns/server/corefile/read-corefile.js';
import { dnsServer } from '../../../packages/core/src/dns/server/dns-server.js';
import { firstChances, inOrder } from '../../../packages/core/src/dns/server/loadbalance.js';
import type { DnsRecord } from '../../../packages/core/src/trace/hop.js';
import { dnsCluster } from '../../unit/dns/dns-cluster.js';
import { objectsOf } from './world.js';

const words = fc.constantFrom(
  '{',
  '}',
  '\n',
  '#',
  '"',
  '.',
  ':53',
  'a',
  'cluster.local',
  '10.0.0.0/8',
  'kubernetes',
  'forward',
  'cache',
  'ttl',
  'autopath',
  '@kubernetes',
  'k8s_external',
  'loadbalance',
  'transfer',
  'pods',
  'verified',
  'fallthrough',
  '30',
);

/** Texts that are often Corefiles, or nearly. */
const nearCorefile = fc.array(words, { maxLength: 40 }).map((parts) => parts.join(' '));

const labels = fc.constantFrom(
  'a',
  'b',
  'svc',
  'pod',
  'pin',
  '_zone',
  'dns',
  'ns1',
  'cluster',
  'local',
  '10-244-0-1',
);
const name = fc.array(labels, { maxLength: 8 }).map((parts) => `${parts.join('.')}.`);
const type = fc.constantFrom(
  'A' as const,
  'AAAA' as const,
  'SRV' as const,
  'PTR' as const,
  'TXT' as const,
  'AXFR' as const,
);

/** Services whose load balancers report names of one another: aliases from zone to zone, in circles too. */
const tangled = ['a', 'b', 'c'].flatMap((own, index) => [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'a', name: `lb-${own}` },
    spec: { type: 'LoadBalancer', clusterIP: `10.96.1.${index}`, ports: [{ port: 80 }] },
    status: { loadBalancer: { ingress: [{ hostname: `lb-${'bca'[index]}.a.ext.test` }] } },
  },
]);

const cluster = dnsCluster([
  ...objectsOf([{ namespace: 'a', name: 'b', isHeadless: true, endpoints: [{ ready: true }] }]),
  ...tangled,
]);

describe('a Corefile', () => {
  test.prop([fc.oneof(nearCorefile, fc.string({ unit: 'binary' }))])(
    'can be read whatever it says',
    (text) => {
      const { corefile, problems } = readCorefile(text);
      const lines = text.split('\n').length;
      for (const { source } of problems) expect(source?.line).toBeLessThanOrEqual(lines);
      for (const { zones } of corefile) for (const zone of zones) expect(zone.endsWith('.')).toBe(true);
    },
  );

  test.prop([nearCorefile, name, type])(
    'makes a server that answers every question',
    (text, asked, asType) => {
      const server = dnsServer(cluster, { corefile: readCorefile(text).corefile });
      const { rcode, answer } = server.answer({ name: asked, type: asType }, { client: '10.244.9.9' });
      expect(rcode === 'NOERROR' || rcode === 'UNKNOWN' || answer.length === 0).toBe(true);
    },
  );
});

test.prop([fc.constantFrom('a', 'b', 'c'), fc.constantFrom('A' as const, 'SRV' as const)])(
  'aliases in a circle from zone to zone come to an end',
  (own, asType) => {
    const external = { zones: ['ext.test.'], apex: 'dns', ttl: 5, headless: true, fallthrough: [] };
    const [block] = readCorefile('. {\nkubernetes cluster.local\n}').corefile;
    const corefile: readonly ServerBlock[] = block === undefined ? [] : [{ ...block, k8sExternal: external }];
    const { answer } = dnsServer(cluster, { corefile }).answer({
      name: `lb-${own}.a.ext.test.`,
      type: asType,
    });
    expect(answer.every((record) => record.type === 'CNAME' || record.type === 'SRV')).toBe(true);
  },
);

const record: fc.Arbitrary<DnsRecord> = fc.record({
  name: fc.constantFrom('a.', 'b.'),
  type: fc.constantFrom('A', 'MX', 'CNAME', 'TXT'),
  ttl: fc.constant(30),
  data: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.1.0.1', '10.1.0.2'),
});
const prefer = fc.subarray(['10.1.0.0/16', '10.0.0.2/32']);
const plugin = fc.oneof(
  fc.record({ policy: fc.constant('round_robin' as const), prefer }),
  fc.record({
    policy: fc.constant('weighted' as const),
    prefer,
    weights: fc.dictionary(
      fc.constantFrom('a.', 'b.'),
      fc.dictionary(fc.constant('10.0.0.1'), fc.integer({ min: 1, max: 9 })),
    ),
  }),
);

describe('loadbalance', () => {
  test.prop([fc.array(record), plugin, fc.array(fc.nat())])(
    'loses no record and adds none',
    (records, given, drawn) => {
      const draws = [...drawn];
      const ordered = inOrder(records, given, (count) => (draws.pop() ?? 0) % count);
      expect(new Map(ordered.map((each) => [each, true])).size).toBe(new Set(records).size);
      expect(ordered).toHaveLength(records.length);
    },
  );

  test.prop([
    fc.array(
      record.map((each) => ({ ...each, type: 'A' })),
      { minLength: 1 },
    ),
    fc.option(plugin, { nil: undefined }),
  ])('has chances that sum to 1, and each is that of an address of the answer', (records, given) => {
    const chances = firstChances(records, given);
    expect([...chances.values()].reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
    for (const each of chances.keys()) expect(records).toContain(each);
  });

  test.prop([
    fc.array(
      record.map((each) => ({ ...each, type: 'A' })),
      { minLength: 1, maxLength: 5 },
    ),
    plugin,
  ])('sends first, over all draws, what has a chance to be first', (records, given) => {
    const sum = records.length * 9;
    const firsts = new Set(
      Array.from({ length: sum }, (_, number) => inOrder(records, given, (count) => number % count)[0]),
    );
    for (const first of firsts)
      if (first !== undefined) expect(firstChances(records, given).get(first)).toBeGreaterThan(0);
  });
});
