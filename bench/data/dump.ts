import { clusterObjects } from './cluster-objects.js';

/** The JSON of all objects of a cluster of this many pods. */
export function clusterDump(podCount: number): string {
  return JSON.stringify(clusterObjects(podCount).objects);
}

/** The objects of a dump, each new: nothing is remembered of them. */
export function readDump(json: string): readonly unknown[] {
  const objects: unknown = JSON.parse(json);
  if (!Array.isArray(objects)) throw new TypeError('a dump is a list of objects');
  return objects;
}
