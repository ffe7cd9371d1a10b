import { readFileSync } from 'node:fs';
import { main } from '../../../packages/cli/src/main.js';
import type { World } from './made-up-io.js';
import { madeUpIo } from './made-up-io.js';

/** The sample shop, as a user would have it. */
export const shop: string = readFileSync(
  new URL('../../../examples/shop/shop.yaml', import.meta.url),
  'utf8',
);

/** What a run of the command came to. */
export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command; `shop.yaml` is there unless the world has other files. */
export async function run(args: readonly string[], world: World = {}): Promise<Run> {
  const io = madeUpIo({ files: { 'shop.yaml': shop }, ...world });
  const status = await main(args, io);
  return { status, ...io.written() };
}
