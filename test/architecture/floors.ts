import { resolveSpecifier, type SourceFile, specifiersOf } from './source-file.js';

const core = 'packages/core/src/';

/**
 * The floors of `packages/core/src`, top to bottom: a folder (or a single file) imports only what stands above it.
 * Those that share a floor may not import one another.
 */
const floors: readonly (readonly string[])[] = [
  ['address'],
  ['problem'],
  ['manifest'],
  ['yaml'],
  ['object'],
  ['cluster'],
  ['provider'],
  ['request'],
  ['trace'],
  ['controller'],
  ['control'],
  ['step'],
  ['routing'],
  ['endpoints'],
  ['dns', 'loadbalancer', 'node', 'service', 'policy', 'ingress', 'gateway', 'pod'],
  ['pipeline'],
  ['explain'],
  ['expectation'],
  ['analysis'],
  ['render'],
  ['components', 'engine'],
  ['matchers'],
  ['arbitrary'],
  ['index'],
];

const depthOf: ReadonlyMap<string, number> = new Map(
  floors.flatMap((names, depth) => names.map((name) => [name, depth] as const)),
);

/** The part of core a file belongs to: its first folder, or its own name when it stands at the top. */
function partOf(path: string): string {
  return path.slice(core.length).replace(/\/.*|\.ts$/, '');
}

/** Files of core on no floor, and imports that do not lead to a floor above. */
export function floorViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const part = partOf(file.path);
    const depth = depthOf.get(part);
    if (depth === undefined) return [`${file.path} stands on no floor`];
    return specifiersOf(file).flatMap((specifier) => {
      const target = resolveSpecifier(file, specifier);
      if (target === null || (target.startsWith(core) && partOf(target) === part)) return [];
      if (!target.startsWith(core)) return [`${file.path} leaves core: ${specifier}`];
      const targetDepth = depthOf.get(partOf(target));
      return targetDepth !== undefined && targetDepth < depth ? [] : [`${file.path} imports ${target}`];
    });
  });
}
