import { createCluster } from '@kubehop/core';
import { ingressController, ingressNginxProfile, type IngressRequest } from '@kubehop/core/components';
import { compare, type Comparison, type Goal } from '../comparison.js';
import { benchPlatform } from '../data/cluster-objects.js';
import { hostilePatternObjects } from '../data/hostile-pattern-objects.js';
import { type Contender, measure } from '../measure.js';
import type { Row } from '../row.js';

const lengths = [1_024, 2_048, 4_096, 8_192, 16_384];
const shortest = 1_024;
const longest = 16_384;

/**
 * Paths and hosts that no pattern takes, at lengths that double: with an engine that goes back, twenty letters more cost
 * a million times the time; here double the length costs double the time.
 */
export const hostilePatterns: Row = {
  id: 'R1',
  run({ rounds, requests }) {
    const count = Math.max(1, requests / 200);
    const cluster = createCluster(hostilePatternObjects, { platform: benchPlatform, settle: 'never' });
    const profile = ingressNginxProfile({ flags: { 'watch-ingress-without-class': 'true' } });
    const controller = ingressController(cluster, profile);
    const asking =
      (request: IngressRequest): Contender =>
      () =>
      () => {
        for (let asked = 0; asked < count; asked += 1) {
          const { result } = controller.handle(request);
          if (result.kind !== 'response' || result.status !== 404)
            throw new Error('a pattern took the request');
        }
        return count;
      };
    const rows = [
      { what: 'path', request: (text: string) => requestFor('paths.example.com', `/${text}`) },
      { what: 'host', request: (text: string) => requestFor(text, '/') },
    ];
    return rows.flatMap(({ what, request }) => {
      const ms = measure(
        rounds,
        Object.fromEntries(
          lengths.map((length) => [`${length}`, asking(request(`${'a'.repeat(length - 1)}-`))]),
        ),
      );
      const beside = (length: number, other: number, goal?: Goal): Comparison =>
        compare(
          {
            title: `hostile patterns on a ${what} of ${length / 1_024} kB`,
            unit: 'ms/request',
            ours: ms(`${length}`) / count,
            anchor: { name: `${other / 1_024} kB`, value: ms(`${other}`) / count },
          },
          goal,
        );
      return [
        ...lengths.slice(1).map((length) => beside(length, length / 2)),
        // Sixteen times the time if it grows with the length, 256 times if it grows with its square.
        beside(longest, shortest, { atMost: 32 }),
      ];
    });
  },
};

function requestFor(host: string, target: string): IngressRequest {
  return {
    http: { version: '1.1', method: 'GET', host, target, headers: [] },
    client: '203.0.113.7',
    port: 80,
  };
}
