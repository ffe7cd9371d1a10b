import type { Cluster } from '../../cluster/cluster.js';
import type { ControllerProfile } from '../../controller/profile.js';
import type { StringMap } from '../../object/metadata.js';
import { keyOf, type KubernetesObject } from '../../object/object.js';
import { referenceTo } from '../../object/reference.js';
import type { Assumption } from '../../problem/assumption.js';
import { annotationField } from '../reference.js';
import type { StatedRoute } from './route.js';

/** Names the annotations of a route's Ingress and Service, with one of these prefixes, that are not followed. */
export function annotationsNotFollowed(
  cluster: Cluster,
  { ingress, backend }: Pick<StatedRoute, 'ingress' | 'backend'>,
  prefixes: readonly string[],
  followed: ReadonlySet<string>,
): readonly Assumption[] {
  const service =
    backend.kind === 'service'
      ? cluster.get('Service', `${ingress.metadata.namespace}/${backend.name}`)
      : undefined;
  return [ingress, ...(service === undefined ? [] : [service])].flatMap((object) =>
    Object.keys(object.metadata.annotations)
      .filter((key) => prefixes.includes(key.slice(0, key.indexOf('/'))))
      .filter((key) => !followed.has(key.slice(key.indexOf('/') + 1)))
      .sort()
      .map((key) => notFollowed(object, key)),
  );
}

function notFollowed(object: KubernetesObject, key: string): Assumption {
  return {
    code: 'annotation-not-modelled',
    object: referenceTo(object),
    path: annotationField(key),
    message: `The annotation ${key} of ${object.kind} ${keyOf(object)} is not modelled. Requests are answered as if it were not there.`,
  };
}

/** Names the keys of the ConfigMap of a controller that are not followed. */
export function keysNotFollowed(
  { configMap, name }: ControllerProfile,
  followed: ReadonlySet<string>,
): readonly Assumption[] {
  if (configMap === undefined) return [];
  return Object.keys(configMap.data)
    .filter((key) => !followed.has(key))
    .sort()
    .map((key) => ({
      code: 'config-map-key-not-modelled',
      object: referenceTo(configMap),
      path: `data[${key}]`,
      message: `The key ${key} of the ConfigMap of ${name} is not modelled. Requests are answered as if it were not there.`,
    }));
}

/** Names the flags of a controller that change where requests go and are not followed. */
export function flagsNotFollowed(
  { name, namespace }: ControllerProfile,
  flags: StringMap,
  prefixes: readonly string[],
): readonly Assumption[] {
  return Object.keys(flags)
    .filter((flag) => prefixes.some((prefix) => flag.startsWith(prefix)))
    .sort()
    .map((flag) => ({
      code: 'controller-flag-not-modelled',
      message: `The flag --${flag} of ${name} in namespace ${namespace} is not modelled. Requests are answered as if it were not there.`,
    }));
}
