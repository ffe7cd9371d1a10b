import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A folder of its own for nginx, with its configuration, its pid and its temporary files. */
export class NginxFolder {
  readonly path: string = mkdtempSync(join(tmpdir(), 'kubehop-nginx-'));
  readonly #binary: string;
  #process: ChildProcess | undefined;

  constructor(binary: string) {
    this.#binary = binary;
  }

  /** Why nginx would not load a configuration; undefined when it would. */
  check(configuration: string): string | undefined {
    writeFileSync(join(this.path, 'nginx.conf'), configuration);
    const { status, stderr } = spawnSync(this.#binary, [...this.#arguments(), '-t'], { encoding: 'utf8' });
    return status === 0 ? undefined : stderr;
  }

  /** Starts nginx with the configuration that was checked last. It is there when all of its ports take connections. */
  async start(ports: readonly number[]): Promise<void> {
    const options = 'daemon off; master_process off;';
    const child = spawn(this.#binary, [...this.#arguments(), '-g', options], { stdio: 'ignore' });
    this.#process = child;
    await Promise.all(ports.map(async (port) => untilOpen(port, child)));
  }

  /** Ends nginx, if it runs. */
  async stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.path, { recursive: true, force: true });
  }

  #arguments(): readonly string[] {
    return ['-p', this.path, '-c', 'nginx.conf', '-e', 'error.log'];
  }
}

async function untilOpen(port: number, child: ChildProcess): Promise<void> {
  if (await isOpen(port)) return;
  if (child.exitCode !== null) throw new Error(`nginx ended with status ${child.exitCode}`);
  await setTimeout(2);
  await untilOpen(port, child);
}

async function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
