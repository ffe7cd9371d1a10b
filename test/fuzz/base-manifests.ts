import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifests } from '@kubehop/core/yaml';
import * as fc from 'fast-check';
import { root } from '../architecture/source-file.js';
import { nginxController } from '../objects/nginx-controller.js';
import { richManifests } from '../property/object/rich-manifests.js';

/** Texts of real manifests: those beside the checkout, where they are there, and those of the examples. */
function realTexts(): readonly string[] {
  return ['examples/shop', '../shared/manifests'].flatMap((folder) => {
    const path = join(root, folder);
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => readFileSync(join(path, name), 'utf8'));
  });
}

/** Kinds that the model does not look at, and that would crowd out the others. */
const notModelled =
  /^(?:Role|RoleBinding|ClusterRole|ClusterRoleBinding|ServiceAccount|ValidatingWebhookConfiguration)$/;

function objectsIn(text: string): readonly unknown[] {
  return readManifests(text)
    .manifests.map(({ value }) => value)
    .filter(({ kind }) => typeof kind !== 'string' || !notModelled.test(kind));
}

/** Lists of objects that belong together, whole. */
export const wholeManifests: readonly (readonly unknown[])[] = [
  richManifests,
  nginxController({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' }, 2),
  ...realTexts().map(objectsIn),
  realTexts().flatMap(objectsIn),
];

/** A few objects in a row of a list: small enough to be tried often, near enough to have to do with each other. */
const row: fc.Arbitrary<readonly unknown[]> = fc
  .tuple(fc.constantFrom(...wholeManifests), fc.nat(), fc.integer({ min: 1, max: 6 }))
  .map(([list, place, count]) => {
    const start = place % list.length;
    return list.slice(start, start + count);
  });

/** Objects as users give them, in order. */
export const baseManifests: fc.Arbitrary<readonly unknown[]> = fc
  .array(row, { minLength: 1, maxLength: 2 })
  .map((rows) => rows.flat());
