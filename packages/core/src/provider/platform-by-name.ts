import type { Platform } from '../cluster/platform.js';
import { bareMetal } from './bare-metal.js';
import { cloud } from './cloud.js';
import { kind } from './kind.js';
import type { PlatformOptions } from './options.js';

const presets: ReadonlyMap<string, (options?: PlatformOptions) => Platform> = new Map([
  ['cloud', cloud],
  ['kind', kind],
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
export function platformByName(name: string, options: PlatformOptions = {}): Platform | undefined {
  return presets.get(name)?.(options);
}
