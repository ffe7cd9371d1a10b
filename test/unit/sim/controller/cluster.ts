import { bareMetal, type PlatformOptions } from '@kubehop/core';
import { noDelays, Simulation, type DelayOptions } from '@kubehop/sim';

/** Nodes of these names. */
export function nodes(...names: readonly string[]): readonly object[] {
  return names.map((name) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } }));
}

/** A workload of the application, whose pods answer at port 8080. */
export function workload(kind: 'Deployment' | 'StatefulSet', replicas: number): object {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas,
      ...(kind === 'StatefulSet' ? { serviceName: 'web' } : {}),
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'app', image: 'app:1', ports: [{ containerPort: 8080 }] }] },
      },
    },
  };
}

/** The Service of the application. */
export const service: object = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'default' },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
};

/** A simulation in which nothing takes time but what is given. */
export function simulationOf(
  objects: readonly object[],
  delays: DelayOptions = {},
  { seed = 1, platform = {} }: { readonly seed?: number; readonly platform?: PlatformOptions } = {},
): Simulation {
  return new Simulation(objects, {
    platform: bareMetal(platform),
    delays: { ...noDelays, ...delays },
    seed,
  });
}
