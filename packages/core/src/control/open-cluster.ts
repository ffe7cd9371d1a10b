import type { WritableCluster } from '../cluster/control-plane.js';
import { StoredCluster } from '../cluster/stored-cluster.js';
import type { ClusterInput, ClusterOptions } from './create-cluster.js';
import { createCluster } from './create-cluster.js';

/**
 * Makes a cluster as `createCluster` does, and hands it out for writing: nothing settles after a write.
 *
 * @throws {TypeError} for a text: it is read with `readManifests` first
 * @public
 */
export function openCluster(input: ClusterInput, options: ClusterOptions = {}): WritableCluster {
  const cluster = createCluster(input, options);
  if (!(cluster instanceof StoredCluster)) throw new TypeError('createCluster makes stored clusters');
  return cluster;
}
