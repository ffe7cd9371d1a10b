import { describe, expect, test } from 'vitest';
import { floorViolations } from './floors.js';
import { sourceFiles } from './source-file.js';

describe('floors of core', () => {
  test('every import leads to a floor above', () => {
    expect(floorViolations(sourceFiles('packages/core/src'))).toEqual([]);
  });

  test.each([
    ['a floor above', 'service/vip.ts', `import { ip } from '../address/ip.js';`],
    ['the own folder', 'service/vip.ts', `import { choose } from './affinity/choose.js';`],
    ['a package', 'cluster/index-by-name.ts', `import { Map } from 'immutable';`],
    ['everything at the entry', 'index.ts', `export { traceRequest } from './pipeline/trace-request.js';`],
  ])('%s is allowed', (_, path, text) => {
    expect(floorViolations([{ path: `packages/core/src/${path}`, text }])).toEqual([]);
  });

  test.each([
    ['a floor below', 'address/ip.ts', `import { node } from '../node/node.js';`],
    ['a type of a floor below', 'address/ip.ts', `import type { Node } from '../node/node.js';`],
    ['a type in passing', 'address/ip.ts', `export type N = import('../node/node.js').Node;`],
    ['a floor below, later', 'address/ip.ts', `export const later = () => import('../node/node.js');`],
    ['a component beside it', 'service/vip.ts', `export { resolve } from '../dns/resolve.js';`],
    ['the entry', 'explain/explain.ts', `import { traceRequest } from '../index.js';`],
    ['what is on no floor', 'pod/pod.ts', `import { x } from '../misc/x.js';`],
    ['another package by its path', 'pod/pod.ts', `import { x } from '../../../sim/src/clock.js';`],
    ['nothing, but stands on no floor', 'misc/x.ts', ``],
  ])('a file that imports %s is found', (_, path, text) => {
    expect(floorViolations([{ path: `packages/core/src/${path}`, text }])).toHaveLength(1);
  });
});
