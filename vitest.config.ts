import process from 'node:process';
import { defineConfig } from 'vitest/config';
import { plantedBugs } from './test/planted/plugin.js';

export default defineConfig({
  // Only test/planted asks for modules with bugs.
  plugins: [plantedBugs()],
  // Tests run on the sources of the workspace's packages: no build in between.
  ssr: { resolve: { conditions: ['@kubehop/source', 'module', 'node', 'development|production'] } },
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    setupFiles: ['test/setup/seed.ts'],
    // By default one core is left idle, which on two is half of the machine.
    maxWorkers: '100%',
    // Generous: a slow machine must not turn a law red.
    testTimeout: 120_000,
    reporters: process.env['KUBEHOP_CI'] === undefined ? ['default'] : ['default', 'json'],
    // .ci/run counts from the file.
    outputFile: { json: 'test/dist/results.json' },
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'] },
  },
});
