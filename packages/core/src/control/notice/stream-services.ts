import type { Cluster } from '../../cluster/cluster.js';
import { recognise } from '../../controller/recognition.js';
import { readStreams, streamFlags, type StreamProtocol } from '../../controller/stream-services.js';
import type { ConfigMap } from '../../object/config-map.js';
import type { StringMap } from '../../object/metadata.js';
import { keyOf, type ObjectKey } from '../../object/object.js';
import type { Pod } from '../../object/pod.js';
import type { Problem } from '../../problem/problem.js';
import { referenceTo } from './reference.js';

/** The ConfigMaps that an ingress controller in this pod reads for its streams, by the flags that name them. */
export function streamConfigMaps(pod: Pod): readonly ObjectKey[] {
  const flags = recognise(pod)?.flags ?? {};
  return streamFlags.flatMap(({ flag }) => flags[flag] ?? []);
}

/** The entries of a ConfigMap of streams that the ingress controller does not take. */
export function streamNotices(cluster: Cluster, configMap: ConfigMap): readonly Problem[] {
  const reader = readersOf(cluster.list('Pod')).get(keyOf(configMap));
  if (reader === undefined) return [];
  return readStreams(configMap, reader.protocol, reader.flags).problems.map((problem) => ({
    code: 'stream-service-invalid',
    severity: 'warning',
    object: referenceTo(configMap),
    ...problem,
  }));
}

/** How an ingress controller reads a ConfigMap. */
interface Reader {
  readonly protocol: StreamProtocol;
  readonly flags: StringMap;
}

const remembered = new WeakMap<readonly Pod[], ReadonlyMap<ObjectKey, Reader>>();

function readersOf(pods: readonly Pod[]): ReadonlyMap<ObjectKey, Reader> {
  const known = remembered.get(pods);
  if (known !== undefined) return known;
  const readers = new Map<ObjectKey, Reader>();
  for (const pod of pods) {
    const flags = recognise(pod)?.flags ?? {};
    for (const { flag, protocol } of streamFlags) {
      const key = flags[flag];
      if (key !== undefined) readers.set(key, { protocol, flags });
    }
  }
  remembered.set(pods, readers);
  return readers;
}
