import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../../packages/cli/dist/bin.js', import.meta.url));
const examples = fileURLToPath(new URL('../../examples/shop/', import.meta.url));

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** As in a pipeline: not a terminal, and no wish for colours, such as the test runner passes on. */
const environment = { ...process.env, CI: 'true', FORCE_COLOR: '' };

/** Runs the command as it is built, in a process of its own. */
async function kubehop(args: readonly string[], stdin = ''): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd: examples, env: environment };
    const child = execFile(process.execPath, [bin, ...args], options, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
    });
    child.stdin?.end(stdin);
  });
}

const pod =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: nginx }] }\n';

describe('kubehop in a process', () => {
  test('follows a request through a file', async () => {
    const { status, stdout, stderr } = await kubehop([
      'trace',
      '-f',
      'shop.yaml',
      'https://shop.example.com/cart',
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('⇒ 200 from the application in pod shop/cart-');
    expect(stdout).not.toContain('\u001B');
  });

  test('follows a request through a directory', async () => {
    expect((await kubehop(['trace', '-f', '.', 'https://shop.example.com/'])).status).toBe(0);
  });

  test('reads what is piped in', async () => {
    const { status, stdout } = await kubehop(['get', 'pods', '-o', 'json'], pod);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'List', items: [{ metadata: { name: 'web' } }] });
  });

  test('ends with 1 when nobody answers', async () => {
    expect((await kubehop(['trace', '-f', 'shop.yaml', 'http://192.0.2.250/'])).status).toBe(1);
  });

  test('ends with 2 when it is used wrongly', async () => {
    const { status, stderr } = await kubehop(['trace', '-f', 'none.yaml', 'http://shop.example.com/']);
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'error: the path "none.yaml" does not exist\n' });
  });

  test('is quiet when its reader goes away', async () => {
    const command = `"${process.execPath}" "${bin}" trace -f shop.yaml --all -o json https://shop.example.com/ | head -c 1`;
    const stderr = await new Promise<string>((resolve) => {
      execFile('sh', ['-c', command], { cwd: examples }, (_error, _stdout, text) => resolve(text));
    });
    expect(stderr).toBe('');
  });
});
