import * as fc from 'fast-check';
import { expect } from 'vitest';
import { clusterArbitrary } from '../../../packages/core/src/arbitrary/cluster/cluster-arbitrary.js';
import { controllersOf } from '../../../packages/core/src/controller/controllers.js';
import { ingressController } from '../../../packages/core/src/ingress/controller.js';
import { ingress } from '../../objects/ingress.js';
import { backends, ingressCluster, nginx, request } from '../../unit/ingress/asking.js';
import { clusterRuns } from '../drawn.js';
import { law } from '../law.js';

const services = backends('shop/a', 'shop/b');
const prefix = 'nginx.ingress.kubernetes.io';

/** Ingresses of ingress-nginx, with and without TLS. */
const served = clusterArbitrary({
  workloadKinds: ['Pod'],
  ingresses: { min: 1, max: 2 },
  serviceKinds: ['ClusterIP'],
  ingressControllers: ['ingress-nginx'],
  features: ['tls', 'wildcards'],
});

const hosts = ['shop.example.com', 'api.example.com', 'other.example.com', 'a.b.example.com'];

function isCoveredBy(pattern: string, host: string): boolean {
  const [first, ...rest] = pattern.split('.');
  return pattern === host || (first === '*' && rest.join('.') === host.split('.').slice(1).join('.'));
}

/** What ingress-nginx does with requests. */
export const nginxLaws = {
  'ingress-nginx gives a canary the share of its weight': law(
    fc.property(
      fc.integer({ min: 0, max: 120 }),
      fc.option(fc.integer({ min: 100, max: 1000 })),
      (weight, total) => {
        const canary = {
          [`${prefix}/canary`]: 'true',
          [`${prefix}/canary-weight`]: `${weight}`,
          ...(total !== null && { [`${prefix}/canary-weight-total`]: `${total}` }),
        };
        const cluster = ingressCluster(
          ...services,
          ingress('shop/main', { rules: { 'a.com': ['Prefix / a:80'] } }),
          ingress('shop/canary', { rules: { 'a.com': ['Prefix / b:80'] }, annotations: canary }),
        );
        const { result } = ingressController(cluster, nginx()).handle(request('http://a.com/'));
        const chosen = result.kind === 'forward' ? result.backends : [];
        const shareOf = (name: string): number =>
          chosen.find(({ service }) => service.name === name)?.share ?? 0;
        const share = Math.min(1, weight / (total ?? 100));
        expect(shareOf('b')).toBeCloseTo(share, 9);
        expect(shareOf('a')).toBeCloseTo(1 - share, 9);
      },
    ),
  ),

  'ingress-nginx sends plain HTTP to HTTPS exactly for hosts with TLS': law(
    fc.property(served, ({ cluster }) => {
      const ingresses = cluster.list('Ingress').map(({ spec }) => spec);
      const secured = ingresses.flatMap(({ tls }) => tls.flatMap((entry) => entry.hosts));
      for (const { profile } of controllersOf(cluster)) {
        for (const host of hosts) {
          const {
            rule,
            location,
            ingress: taker,
          } = ingressController(cluster, profile).handle(request(`http://${host}/api/v1`));
          if (location === undefined || taker === undefined) continue;
          const isRedirected = rule.id === 'ingress-tls-redirect';
          const isSecured = secured.some((pattern) => isCoveredBy(pattern, host));
          expect({ host, isRedirected }).toEqual({ host, isRedirected: isSecured });
        }
      }
    }),
    clusterRuns,
  ),
};
