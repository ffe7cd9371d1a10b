import type { Platform } from '../cluster/platform.js';
import { aws } from './aws.js';
import { azure } from './azure.js';
import { bareMetal } from './bare-metal.js';
import { cloud } from './cloud.js';
import { type GcpOptions, gcp } from './gcp.js';
import { hetzner } from './hetzner.js';
import { k3d } from './k3d.js';
import { k3s } from './k3s.js';
import { kind } from './kind.js';
import { metallb, type MetalLBOptions } from './metallb.js';
import { minikube, type MinikubeOptions } from './minikube.js';
import type { CloudOptions } from './options.js';

/** What can be said about a platform by name: of any, and of some alone. @public */
export type NamedPlatformOptions = CloudOptions & GcpOptions & MetalLBOptions & MinikubeOptions;

const presets: ReadonlyMap<string, (options?: NamedPlatformOptions) => Platform> = new Map<
  string,
  (options?: NamedPlatformOptions) => Platform
>([
  ['cloud', cloud],
  ['aws', aws],
  ['gcp', gcp],
  ['azure', azure],
  ['hetzner', hetzner],
  ['kind', kind],
  ['k3s', k3s],
  ['k3d', k3d],
  ['minikube', minikube],
  ['metallb', metallb],
  ['bare-metal', bareMetal],
]);

/** The names of the presets, in the order in which a user should read them. @public */
export const platformNames: readonly string[] = [...presets.keys()];

/**
 * The preset of a name, with options; `undefined` when there is none of that name.
 *
 * @throws {RangeError | TypeError} when an option cannot be
 * @public
 * @example
 * platformByName('kind', { nodes: 3 });
 */
export function platformByName(name: string, options: NamedPlatformOptions = {}): Platform | undefined {
  return presets.get(name)?.(options);
}
