// Writes the reference of every entry of every package to dist/docs. A warning is an error: an export without a docstring,
// a type that a user meets and cannot import, a link to nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Application, OptionDefaults, ReflectionKind } from 'typedoc';

const root = fileURLToPath(new URL('../..', import.meta.url));

function isImported(folder) {
  const { exports } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  return Object.values(exports).some((target) => typeof target !== 'string');
}

const packages = readdirSync(join(root, 'packages'))
  .map((folder) => `packages/${folder}`)
  .filter(isImported);

process.chdir(root);
const app = await Application.bootstrap({
  name: 'kubehop',
  entryPointStrategy: 'packages',
  entryPoints: packages,
  // The entries of a package are those of its `exports`.
  packageOptions: {
    readme: 'none',
    excludeInternal: true,
    disableSources: true,
    // What the schema of test files is made from says this much beside the types; it is not for readers.
    blockTags: [...OptionDefaults.blockTags, '@minItems'],
    excludeTags: [...OptionDefaults.excludeTags, '@minItems'],
    validation: { notExported: true, invalidLink: true, rewrittenLink: true, notDocumented: true },
    // Members speak for themselves where their type and name do.
    requiredToBeDocumented: ['Class', 'Function', 'Interface', 'TypeAlias', 'Variable'],
  },
  readme: 'none',
  out: 'dist/docs',
  treatWarningsAsErrors: true,
});

const project = await app.convert();
if (project !== undefined) {
  for (const { name, children = [] } of project.children ?? []) {
    for (const entry of children.filter((child) => child.kindOf(ReflectionKind.Module))) {
      entry.name = entry.name === '' ? name : `${name}/${entry.name}`;
    }
  }
  app.validate(project);
  await app.generateOutputs(project);
}
if (project === undefined || app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1;
