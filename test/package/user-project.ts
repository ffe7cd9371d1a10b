import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { publishedPackages } from './published-packages.js';

/** What a command in a user's project came to. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of a user's that holds nothing but what was put there. */
export interface UserProject {
  write(files: Readonly<Record<string, string>>): void;
  run(command: string, args: readonly string[]): Ended;
}

/** As in a user's shell: no flags for Node, and none of the colours that the test runner asks for. */
const environment = { ...process.env, NODE_OPTIONS: '', FORCE_COLOR: '', CI: 'true' };

/** Makes a new folder a project and installs tarballs there, with what users may bring along themselves. */
export function installForUser(folder: string, tarballs: readonly string[]): UserProject {
  const project: UserProject = {
    write: (files) => {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    },
    run: (command, args) => {
      const options = { cwd: folder, env: environment, encoding: 'utf8' } as const;
      const { status, stdout, stderr } = spawnSync(command, args, options);
      return { status, stdout, stderr };
    },
  };
  mkdirSync(folder);
  project.write({ 'package.json': JSON.stringify({ private: true, type: 'module' }) });
  const quick = ['--no-audit', '--no-fund', '--prefer-offline'];
  const { status, stderr } = project.run('npm', ['install', ...quick, ...tarballs, ...peers()]);
  if (status !== 0) throw new Error(`npm install: ${stderr}`);
  return project;
}

/** The optional peers of the packages: whoever imports an entry that needs one installs it too. */
function peers(): readonly string[] {
  return publishedPackages().flatMap(({ manifest }) =>
    Object.entries(manifest.peerDependencies ?? {}).map(([name, range]) => `${name}@${range}`),
  );
}
