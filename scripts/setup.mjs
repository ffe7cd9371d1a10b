// Installs what the lockfile names, unless that is what is installed. A fresh machine needs Node and npm only.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';

function read(path) {
  try {
    return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
  } catch {
    return undefined;
  }
}

const { engines, packageManager } = JSON.parse(read('package.json'));

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`kubehop needs Node ${engines.node}; this is ${process.versions.node}.`);
  process.exit(1);
}

// pnpm leaves a copy of the lockfile it installed from.
if (read('pnpm-lock.yaml') !== read('node_modules/.pnpm/lock.yaml')) {
  console.error('Installing (once) ...');
  const { status } = spawnSync(`npx --yes ${packageManager} install --frozen-lockfile`, {
    cwd: new URL('..', import.meta.url),
    stdio: ['ignore', 2, 2],
    shell: true,
  });
  if (status !== 0) process.exit(status ?? 1);
}
