import { cloud, createCluster, traceAll } from '@kubehop/core';
import { diff, lint, routes } from '@kubehop/core/analysis';
import { compare, type Comparison, perSecond } from '../comparison.js';
import { ingressRules } from '../data/ingress-rules.js';
import { servedRules } from '../data/served-rules.js';
import { measure } from '../measure.js';
import type { Row } from '../row.js';

const pathsOfHost = 10;
const platform = cloud({ serviceCIDRs: ['172.16.0.0/12'] });

/** All requests to many rules, beside one request to each of them. */
export const allRequests: Row = {
  id: 'P2',
  run({ hosts, rounds }) {
    const rules = ingressRules(hosts, pathsOfHost);
    const cluster = createCluster(servedRules(rules), { platform });
    const after = createCluster(servedRules(rules.slice(1)), { platform });
    const told = (isLookedAt: boolean): number => (isLookedAt ? rules.length : 0);
    const asked = {
      routes: () => () => told(routes(cluster).classes.length > rules.length),
      diff: () => () => told(diff(cluster, after).changes.length > 0),
      lint: () => () => told(lint(cluster).length >= 0),
      each: () => () => {
        const found = rules.map(({ host, path }) => traceAll(cluster, { url: `http://${host}${path}` }));
        return found.filter(({ branches }) => branches.length > 0).length;
      },
    };
    // Each takes seconds: few rounds tell enough.
    const ms = measure(Math.min(rounds, 2), asked);
    const rate = (name: keyof typeof asked): number => perSecond(rules.length, ms(name));
    const anchor = { name: 'one request to each rule', value: rate('each') };
    const beside = (name: 'routes' | 'diff' | 'lint'): Comparison =>
      compare({ title: `${name} of ${rules.length} rules`, unit: 'rules/s', ours: rate(name), anchor });
    return [beside('routes'), beside('diff'), beside('lint')];
  },
};
