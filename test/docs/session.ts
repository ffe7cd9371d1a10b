import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { root } from '../architecture/source-file.js';

/** A command of a page and the output below it. */
export interface Command {
  readonly text: string;
  /** Empty where the page shows none. */
  readonly output: string;
}

/** What a command came to: its status, and its output as a terminal shows it. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** The commands of a `console` block: each stands behind `$`, its output below it. */
export function commandsOf(session: string): readonly Command[] {
  const [before = '', ...commands] = session.split(/^\$ /m);
  if (before !== '') throw new SyntaxError(`output without a command: ${before}`);
  return commands.map((command) => {
    const end = command.indexOf('\n');
    return { text: command.slice(0, end), output: command.slice(end + 1) };
  });
}

/** Whether an output is the one of a page, where a line `...` stands for any lines. */
export function isOutput(written: string, page: string): boolean {
  const parts = page.split(/^\.\.\.\n/m);
  const [first = ''] = parts;
  if (parts.length === 1) return written === first;
  if (!written.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = written.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = parts.at(-1) ?? '';
  return written.length - last.length >= at && written.endsWith(last);
}

/**
 * A folder in which the commands of a page run: with the sample shop under every name that pages use for one's own, and
 * the examples of findings.
 */
export function makeWorld(): string {
  const world = mkdtempSync(join(tmpdir(), 'kubehop-docs-'));
  const shop = join(root, 'examples/shop/shop.yaml');
  for (const path of ['shop.yaml', 'k8s/shop.yaml', 'examples/shop/shop.yaml'])
    cpSync(shop, join(world, path));
  cpSync(join(root, 'examples/findings'), join(world, 'examples/findings'), { recursive: true });
  for (const file of ['routes.yaml', 'canary.yaml'])
    cpSync(join(root, 'examples/routing-tests', file), join(world, file));
  writeFileSync(
    join(world, 'ingress-nginx.yaml'),
    '# The controller of the sample shop stands in shop.yaml.\n',
  );
  const bin = join(root, 'packages/cli/dist/bin.js');
  const programs = {
    kubehop: `exec "${process.execPath}" "${bin}" "$@"`,
    npx: 'exec "$@"',
    // What they print is manifests, whatever they are asked.
    helm: `cat "${shop}"`,
    kubectl: `cat "${shop}"`,
    kustomize: `cat "${shop}"`,
  };
  mkdirSync(join(world, '.bin'));
  for (const [name, script] of Object.entries(programs)) {
    const file = join(world, '.bin', name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }
  return world;
}

/** Runs a command of a page in a world. */
export function runIn(world: string, command: string): Ended {
  const path = [join(world, '.bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter);
  const env = { PATH: path, CI: 'true', NO_COLOR: '1' };
  const { status, stdout } = spawnSync('sh', ['-c', `{ ${command}\n} 2>&1`], {
    cwd: world,
    env,
    encoding: 'utf8',
    input: '',
  });
  return { status, output: stdout };
}
