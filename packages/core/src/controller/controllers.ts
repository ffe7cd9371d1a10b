import type { Protocol } from '../address/protocol.js';
import type { Cluster } from '../cluster/cluster.js';
import type { ConfigMap } from '../object/config-map.js';
import type { IngressClass } from '../object/ingress-class.js';
import type { ObjectKey } from '../object/object.js';
import type { Pod } from '../object/pod.js';
import { knownControllers } from './known-controllers.js';
import type { ControllerProfile } from './profile.js';
import { profileOf, recognise, recogniseByClass, type Recognition } from './recognition.js';

/** An ingress controller and the pods that are it. @public */
export interface Controller {
  readonly profile: ControllerProfile;
  /** Sorted by namespace and name; pods that ended are left out. */
  readonly pods: readonly Pod[];
}

/** What was found, as long as none of the lists changed. */
interface Remembered {
  readonly classes: readonly IngressClass[];
  readonly configMaps: readonly ConfigMap[];
  readonly controllers: readonly Controller[];
}

const remembered = new WeakMap<readonly Pod[], Remembered>();

/**
 * The ingress controllers whose pods are in the cluster, one entry for pods with equal settings.
 *
 * @public
 * @example
 * controllersOf(cluster).map(({ profile }) => profile.name); // ['ingress-nginx']
 */
export function controllersOf(cluster: Cluster): readonly Controller[] {
  const pods = cluster.list('Pod');
  const classes = cluster.list('IngressClass');
  const configMaps = cluster.list('ConfigMap');
  const known = remembered.get(pods);
  if (known !== undefined && known.classes === classes && known.configMaps === configMaps)
    return known.controllers;
  const found = new Map<ControllerProfile, Pod[]>();
  for (const pod of pods) {
    if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') continue;
    const profile = profileIn(cluster, pod);
    if (profile === undefined) continue;
    const same = found.get(profile);
    if (same === undefined) found.set(profile, [pod]);
    else same.push(pod);
  }
  const controllers = [...found].map(([profile, ofProfile]): Controller => ({ profile, pods: ofProfile }));
  remembered.set(pods, { classes, configMaps, controllers });
  return controllers;
}

/**
 * The controller that a pod is, if this port is one of its own.
 *
 * @public
 */
export function controllerAt(
  cluster: Cluster,
  pod: ObjectKey,
  port: number,
  protocol: Protocol = 'TCP',
): ControllerProfile | undefined {
  const found = cluster.get('Pod', pod);
  const profile = found === undefined ? undefined : profileIn(cluster, found);
  if (profile === undefined) return undefined;
  const isHttp =
    protocol === 'TCP' && (profile.httpPorts.includes(port) || profile.httpsPorts.includes(port));
  return isHttp || profile.streams.some((stream) => stream.port === port && stream.protocol === protocol)
    ? profile
    : undefined;
}

/** Whether a pod is an ingress controller, which may take Ingresses or leave them. */
export function isController(cluster: Cluster, pod: Pod): boolean {
  return recognitionOf(cluster, pod) !== undefined;
}

function recognitionOf(cluster: Cluster, pod: Pod): Recognition | undefined {
  return recognise(pod) ?? recogniseByClass(pod, otherClasses(cluster.list('IngressClass')));
}

function profileIn(cluster: Cluster, pod: Pod): ControllerProfile | undefined {
  const recognition = recognitionOf(cluster, pod);
  return recognition === undefined ? undefined : sharedProfile(cluster, recognition);
}

const known: ReadonlySet<string> = new Set(knownControllers.map((controller) => controller.controllerClass));
const rememberedClasses = new WeakMap<readonly IngressClass[], readonly IngressClass[]>();

/** The IngressClasses of controllers that are not recognised by their images. */
function otherClasses(classes: readonly IngressClass[]): readonly IngressClass[] {
  let others = rememberedClasses.get(classes);
  if (others === undefined) {
    others = classes.filter((entry) => !known.has(entry.spec.controller));
    rememberedClasses.set(classes, others);
  }
  return others;
}

const profiles = new WeakMap<readonly ConfigMap[], Map<string, ControllerProfile>>();

/** The same profile for equal settings, so that what is compiled for it is compiled once. */
function sharedProfile(cluster: Cluster, recognition: Recognition): ControllerProfile {
  const configMaps = cluster.list('ConfigMap');
  const ofCluster = profiles.get(configMaps) ?? new Map<string, ControllerProfile>();
  profiles.set(configMaps, ofCluster);
  let profile = ofCluster.get(recognition.key);
  if (profile === undefined) {
    profile = profileOf(recognition, (flag) => {
      const key = recognition.flags[flag];
      return key === undefined ? undefined : cluster.get('ConfigMap', key);
    });
    ofCluster.set(recognition.key, profile);
  }
  return profile;
}
