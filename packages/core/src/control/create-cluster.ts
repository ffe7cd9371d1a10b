import type { Cluster } from '../cluster/cluster.js';
import type { Platform } from '../cluster/platform.js';
import { StoredCluster } from '../cluster/stored-cluster.js';
import type { Manifests } from '../manifest/manifest.js';
import { manifestsOf } from '../manifest/read-objects.js';
import type { PlatformOptions } from '../provider/options.js';
import { type AdmissionSettings, admitObjects } from './admission/admit-objects.js';
import type { Controller, ControllerName } from './controller.js';
import { controlPlane } from './control-plane.js';
import { controllers } from './controllers.js';
import { assumedCourse } from './made-up/assumed-course.js';
import { makeUp } from './made-up/make-up.js';
import { lostEndpoints } from './notice/lost-endpoints.js';
import { platformFor } from './platform-for.js';

/** What a cluster can be made of: manifests that were read, objects, or one object. @public */
export type ClusterInput = Manifests | Iterable<unknown> | Readonly<Record<string, unknown>>;

/** How a cluster is made; everything has a default. @public */
export interface ClusterOptions {
  /**
   * Where the cluster runs. Unless given, the nodes' `spec.providerID` tells, and where they tell nothing it is a generic
   * cloud; options alone are those of the platform that is found so.
   */
  readonly platform?: Platform | PlatformOptions;
  /** `skip` takes objects that the API server would refuse as they are, as far as they can be read. */
  readonly admission?: 'enforce' | 'skip';
  /**
   * `auto` makes up what is missing (nodes, DNS), lets the control plane work until everything is at rest, and does so
   * again after each change. `never` takes everything as it is, as recorded facts need it. With a list nothing is made
   * up either, but these controllers do their work.
   */
  readonly settle?: 'auto' | 'never' | readonly ControllerName[];
}

/**
 * Makes a cluster out of Kubernetes objects as users write them: workloads become pods, Services get addresses and
 * endpoints, load balancers are provisioned. Objects of a running cluster, which carry a status, stay as they are.
 *
 * What is wrong is found in `problems`, what was taken for granted in `assumptions`; the objects without errors work.
 * @throws {TypeError} for a text: it is read with `readManifests` first
 * @public
 * @example
 * const cluster = createCluster(readManifests(text), { platform: cloud({ nodes: 3, zones: 2 }) });
 */
export function createCluster(input: ClusterInput, options: ClusterOptions = {}): Cluster {
  return createClusterWith(workingControllers(options.settle), input, options);
}

function workingControllers(settle: ClusterOptions['settle'] = 'auto'): readonly Controller[] {
  if (settle === 'auto') return controllers;
  return settle === 'never' ? [] : controllers.filter(({ name }) => settle.includes(name));
}

/** Makes a cluster as {@link createCluster} does, with a control plane of these controllers. */
export function createClusterWith(
  working: readonly Controller[],
  input: ClusterInput,
  { platform: asked = {}, admission = 'enforce', settle = 'auto' }: ClusterOptions = {},
): Cluster {
  const settings: AdmissionSettings = { admission, complete: settle === 'auto' };
  const plane = controlPlane(settings, working);
  const manifests = manifestsOf(objectsOf(input));
  const { platform, assumptions: recognised, writes } = platformFor(manifests, asked);
  const empty = StoredCluster.empty({ platform, controlPlane: plane, assumptions: recognised });
  const given = empty.write([...admitObjects(empty, manifests, settings, true), ...writes]);
  if (working.length === 0) return given;
  if (settle !== 'auto') return plane.settle(given, empty.changeTo(given));
  const { cluster, assumptions } = makeUp(given.write(lostEndpoints(given)), settings);
  const settled = plane.settle(cluster, empty.changeTo(cluster));
  return settled.assuming([...assumptions, ...assumedCourse(settled)]);
}

function objectsOf(input: ClusterInput): Manifests | Iterable<unknown> {
  if (isManifests(input) || isIterable(input)) return input;
  return [input];
}

function isManifests(input: ClusterInput): input is Manifests {
  return typeof input === 'object' && input !== null && 'manifests' in input && 'problems' in input;
}

function isIterable(input: ClusterInput): input is Iterable<unknown> {
  return Symbol.iterator in Object(input);
}
