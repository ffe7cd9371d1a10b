import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { changeTo } from '../../../../packages/core/src/arbitrary/change/change-to.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { richCluster } from '../rich-cluster.js';

const titles = [...new Set(fc.sample(changeTo(richCluster), { seed: 1, numRuns: 3000 }).map(String))].sort();

describe('changes to a cluster', () => {
  test.each([
    'Service shop/web is deleted',
    'Service shop/web gets externalTrafficPolicy: Cluster',
    'Service shop/web gets internalTrafficPolicy: Local',
    'Service shop/web gets targetPort 8081 for port 80',
    'Service shop/web loses port 53',
    'Service shop/web selects app: web-x',
    'Pod shop/db-0 is deleted',
    'Pod shop/db-0 is no longer ready',
    'Pod shop/db-0 gets label app: db-x',
    'Deployment shop/web is scaled from 2 to 0',
    'Deployment shop/web is scaled from 2 to 1',
    'Deployment shop/web is scaled from 2 to 3',
    'StatefulSet shop/db is scaled from 1 to 0',
    'StatefulSet shop/db is deleted',
    'Ingress shop/site is deleted',
    'Ingress shop/site gets a rule for every host',
    'Ingress shop/site loses path /cart of shop.example.com',
  ])('%s', (title) => {
    expect(titles).toContain(title);
  });

  test('leave alone what the cluster itself needs', () => {
    expect(titles.filter((title) => /kube-|default\/kubernetes/.test(title))).toEqual([]);
  });

  test('are there for a cluster without objects of users', () => {
    const [edit] = fc.sample(changeTo(createCluster([])), { seed: 1, numRuns: 1 });
    expect(edit?.title).toBe('Namespace other is added');
  });
});
