import { readObjects } from '../manifest/read-objects.js';
import { admitManifest, type Admitted } from './admit-manifest.js';
import type { AdmitOptions } from './strategy.js';

/**
 * Takes one object in as the API server does: reads it, in an old version of its API too, fills in defaults and judges
 * it. What other objects have to do with it, such as a node port that is taken, is not looked at.
 *
 * @param object Kubernetes JSON, as a user writes it
 * @throws {TypeError} when `old` is an object of another kind
 * @see kubernetes/kubernetes pkg/registry
 * @public
 * @example
 * admit({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } }).object;
 */
export function admit(object: unknown, options: AdmitOptions = {}): Admitted {
  const {
    manifests: [manifest],
    problems,
  } = readObjects([object]);
  if (manifest === undefined) return { problems };
  const admitted = admitManifest(manifest, options);
  return { ...admitted, problems: [...problems, ...admitted.problems] };
}
