import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, expect, test } from 'vitest';
import { root } from '../architecture/source-file.js';

const bin = join(root, 'packages/cli/dist/bin.js');
const folder = mkdtempSync(join(tmpdir(), 'kubehop-watch-'));
cpSync(join(root, 'examples/shop/shop.yaml'), join(folder, 'shop.yaml'));
writeFileSync(
  join(folder, 'routes.yaml'),
  `manifests: [shop.yaml]
expectations:
  - name: the cart is served
    request: GET https://shop.example.com/cart
    expect: { status: 200 }
`,
);

const child = spawn(process.execPath, [bin, 'test', 'routes.yaml', '--watch'], { cwd: folder });
afterEach(() => {
  child.kill();
  rmSync(folder, { recursive: true });
});

/** What the command wrote since the last time, once a text is in it. */
async function written(text: string): Promise<string> {
  let output = '';
  return new Promise((resolve) => {
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
      if (!output.includes(text)) return;
      child.stdout.off('data', collect);
      child.stderr.off('data', collect);
      resolve(output);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
  });
}

test('kubehop test --watch runs again when a manifest is replaced, as editors do it', async () => {
  expect(await written('Waiting for changes')).toContain('✓ the cart is served');
  const edited = readFileSync(join(folder, 'shop.yaml'), 'utf8').replace('path: /cart', 'path: /basket');
  writeFileSync(
    join(folder, 'shop.yaml.new'),
    edited.replace('service: { name: web,', 'service: { name: webs,'),
  );
  const again = written('Waiting for changes');
  renameSync(join(folder, 'shop.yaml.new'), join(folder, 'shop.yaml'));
  expect(await again).toContain('✗ the cart is served');
});
