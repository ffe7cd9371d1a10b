// Runs a TypeScript program of the tests on the sources of the workspace's packages, without a build: FILE [ARGS]
import { resolve } from 'node:path';
import process from 'node:process';
import { runnerImport } from 'vite';

const [, own, file, ...args] = process.argv;
process.argv = [process.argv[0], own, ...args];
await runnerImport(resolve(file), {
  configFile: false,
  logLevel: 'error',
  environments: { inline: { resolve: { conditions: ['@kubehop/source'], noExternal: [/^@kubehop\//] } } },
});
