import { aws, bareMetal, gcp, metallb } from '@kubehop/core';
import { compareWaysIn, waysInText } from '@kubehop/core/analysis';
import { describe, expect, test } from 'vitest';

const lan = compareWaysIn({ sites: ['shop.example.com'] }, metallb());

describe('waysInText', () => {
  test('is a table with a column for each way', () => {
    const [heading, table = '', notes] = waysInText(lan).split('\n\n');
    expect(heading).toBe(
      'Ways into 1 site of 2 pods each on metallb, asked from the network of the nodes, externalTrafficPolicy Cluster.',
    );
    expect(table.split('\n').slice(0, 10)).toEqual([
      '                           hostNetwork      NodePort             LoadBalancer (metallb-layer2)   ingress-nginx (metallb-layer2)',
      'sites that answer          1 of 1           1 of 1               1 of 1                          1 of 1',
      'entries that answer        2 of 2           3 of 3               1 of 1                          1 of 1',
      'ports                      8080/TCP         32244/TCP            80/TCP                          80/TCP',
      'addresses                  2                3                    1                               1',
      'places on the way          2                2 to 3               3 to 4                          5 to 7',
      'the pod sees               client           node                 node                            controller',
      'X-Forwarded-For says       -                -                    -                               node',
      'source replaced by         -                node (SNAT)          node (SNAT)                     node (SNAT)',
      '                                                                                                 controller (proxy)',
    ]);
    expect(table).toContain(
      'cost a month               -                -                    unknown (no price: address)     unknown (no price: address)',
    );
    expect(notes).toMatch(/^An entry is a site at one of its addresses\./);
  });

  test('says of a way without entry that it leads nowhere', () => {
    const pending = waysInText(compareWaysIn({ sites: ['a.example.com'] }, bareMetal()), {
      format: 'markdown',
    });
    expect(pending).toContain('| sites that answer | 1 of 1 | 1 of 1 | 0 of 1 | 0 of 1 |');
    expect(pending).toContain('| places on the way | 2 | 2 to 3 | - | - |');
    expect(pending).toContain('| a node fails | 1 of 2 entries | 1 of 3 entries | - | - |');
  });

  test('is one of Markdown with a cell for each way in each row', () => {
    const lines = waysInText(lan, { format: 'markdown' }).split('\n');
    const rows = lines.filter((line) => line.startsWith('|'));
    expect(rows[1]).toBe('| --- | --- | --- | --- | --- |');
    expect(new Set(rows.map((row) => row.split(' | ').length))).toEqual(new Set([5]));
    expect(rows).toContain('| the pod sees | client | node | node | controller |');
    const aMonth = waysInText(compareWaysIn({ sites: ['a.example.com'] }, gcp()), { format: 'markdown' });
    expect(aMonth).toContain(
      '| cost a month | - | - | 18.25 USD + 0.008 per GB | 18.25 USD + 0.008 per GB | unknown (no price: target-proxy; the rest: 18.25 USD + 0.008 per GB) |',
    );
  });

  test('ends with what the words mean and where the prices are from', () => {
    const [, , ...notes] = waysInText(compareWaysIn({ sites: ['a.example.com'] }, aws()), {
      format: 'markdown',
    }).split('\n\n');
    const told = (notes[0] ?? '').split('\n');
    expect(told[0]).toMatch(/^- An entry is a site at one of its addresses\./);
    expect(told[1]).toMatch(
      /^- Clients from outside are taken to get in to ports of the nodes; the security groups/,
    );
    expect(told[2]).toMatch(/^- A month has 730 hours\./);
    expect(told[3]).toMatch(
      /^- Charged besides, and in no sum: public IPv4 addresses of AWS, 0\.005 USD an hour/,
    );
    expect(told.slice(4)).toEqual(
      told
        .slice(4)
        .filter((line) => /^- Prices of (?:every region|us-east-1), as of \d{4}-\d\d-\d\d: /.test(line)),
    );
    expect(told).toHaveLength(7);
  });
});
