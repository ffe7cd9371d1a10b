export { defaultReadLimits } from './limits.js';
export type { ReadLimits } from './limits.js';
export { readManifests } from './read-manifests.js';
export type { ReadOptions } from './read-manifests.js';
export type { JsonObject, JsonValue } from '../manifest/json.js';
export type { Manifest, Manifests, ManifestSource } from '../manifest/manifest.js';
