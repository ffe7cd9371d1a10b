import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests run on the sources of the workspace's packages: no build in between.
  ssr: { resolve: { conditions: ['@kubehop/source', 'module', 'node', 'development|production'] } },
  test: {
    include: ['test/**/*.test.ts'],
  },
});
