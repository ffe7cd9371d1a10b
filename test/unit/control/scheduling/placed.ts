import { barePod, type PodSpecManifest } from '../../../objects/workload.js';
import { podNamed, settled } from '../settled.js';

/** The field of what must hold. */
export const required = 'requiredDuringSchedulingIgnoredDuringExecution';
/** The field of what is only preferred. */
export const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

/** A pod with the label `app` of its name. */
export function app(
  name: string,
  pod: PodSpecManifest = {},
  labels: Readonly<Record<string, string>> = {},
): unknown {
  return barePod(`shop/${name}`, { labels: { app: name, ...labels }, pod });
}

/** A running pod that is being deleted. */
export function leaving(name: string, labels: Readonly<Record<string, string>>, hostPort?: number): unknown {
  const ports = hostPort === undefined ? [] : [{ containerPort: hostPort, hostPort }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'shop', name, labels, deletionTimestamp: '2026-01-01T00:00:00Z' },
    spec: { nodeName: 'n1', containers: [{ name: 'main', image: 'app', ports }] },
    status: { phase: 'Running', podIP: '10.244.0.9', conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

/** A node with its name as host name, in a zone if one is given. */
export function host(name: string, zone?: string, spec: object = {}): unknown {
  const labels = { 'kubernetes.io/hostname': name, ...(zone !== undefined && { zone }) };
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, spec };
}

/** Three nodes in two zones. */
export const hosts: readonly unknown[] = [host('n1', 'a'), host('n2', 'a'), host('n3', 'b')];

/** Where a pod is, or what the scheduler says of it. */
export function placeOf(name: string, ...objects: readonly unknown[]): string | undefined {
  const { spec, status } = podNamed(settled(objects), name);
  return spec.nodeName ?? status.conditions.find(({ type }) => type === 'PodScheduled')?.message;
}
