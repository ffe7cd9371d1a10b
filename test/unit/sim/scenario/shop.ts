import { bareMetal } from '@kubehop/core';
import { runScenario, type Scenario, type ScenarioProblem, type ScenarioReport } from '@kubehop/sim';

/** A web site of two pods behind a Service, and a pod that asks it. */
export const shop: readonly unknown[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'web:1', ports: [{ containerPort: 80 }] }] },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'client', namespace: 'shop' },
    spec: { nodeName: 'node-1', containers: [{ name: 'client', image: 'client:1' }] },
  },
];

export const web = { kind: 'Deployment', namespace: 'shop', name: 'web' } as const;

export const client = { kind: 'pod', namespace: 'shop', name: 'client' } as const;

/** Ten requests a second from the client to the web site. */
export const visitors = {
  name: 'visitors',
  request: { from: client, url: 'http://web/' },
  arrivals: { model: 'constant', perSecond: 10 },
  timeout: 1_000,
} as const;

const platform = bareMetal({ nodes: 2 });

/** Plays a scenario in the shop; it must be playable. */
export function played(scenario: Scenario): ScenarioReport {
  const { report, problems } = runScenario(shop, scenario, { platform });
  if (report === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  return report;
}

/** Why a scenario cannot be played in the shop. */
export function problemsOf(scenario: Scenario): readonly ScenarioProblem[] {
  return runScenario(shop, scenario, { platform }).problems ?? [];
}
