import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run, shop } from './run.js';

const { version } = JSON.parse(
  readFileSync(new URL('../../../packages/cli/package.json', import.meta.url), 'utf8'),
) as { version: string };

describe('kubehop', () => {
  test.each(['--version', '-V'])('%s prints the version of the package', async (option) => {
    expect(await run([option])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  test.each([['--help'], ['-h'], ['help']])('%s prints help', async (option) => {
    const { status, stdout, stderr } = await run([option]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Usage: kubehop');
    expect(stdout).toMatch(/^ {2}trace /m);
    expect(stdout).toMatch(/^ {2}simulate /m);
    expect(stdout).toMatch(/^ {2}get /m);
    expect(stdout).toMatch(/^ {2}lint /m);
    expect(stdout).toMatch(/^ {2}routes /m);
    expect(stdout).toMatch(/^ {2}diff /m);
    expect(stdout).toMatch(/^ {2}prove /m);
    expect(stdout).toMatch(/^ {2}render /m);
  });

  test.each([
    ['trace', '--help'],
    ['help', 'trace'],
    ['get', '--help'],
    ['render', 'iptables', '--help'],
  ])('kubehop %s %s prints options and examples', async (...args) => {
    const { status, stdout } = await run(args);
    expect(status).toBe(0);
    expect(stdout).toContain('--platform <name>');
    expect(stdout).toContain('Examples:');
  });

  test.each(['trace', 'get', 'lint', 'routes', 'diff', 'prove', 'render iptables'])(
    'the examples of %s are used rightly',
    async (command) => {
      const { stdout } = await run([...command.split(' '), '--help']);
      const examples = [...stdout.matchAll(/^ {2}(?:.* \| )?kubehop (.*)$/gm)].map(([, args = '']) =>
        [...args.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? ''),
      );
      expect(examples.length).toBeGreaterThan(1);
      const files = { 'shop.yaml': shop, 'k8s/shop.yaml': shop };
      const statuses = await Promise.all(
        examples.map(async (args) => (await run(args, { files, stdin: shop })).status),
      );
      expect(examples.filter((_, index) => statuses[index] === 2)).toEqual([]);
    },
  );

  test('help keeps to the width of the terminal', async () => {
    const { stdout } = await run(['trace', '--help'], { terminal: true, columns: 80 });
    const options = stdout.slice(0, stdout.indexOf('Exit status'));
    expect(Math.max(...options.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test.each([
    [[], 'Usage: kubehop'],
    [['trce'], "error: unknown command 'trce'\n(Did you mean trace?)"],
    [['trace', '-f', 'shop.yaml'], "error: missing required argument 'url'"],
    [
      ['trace', '-f', 'shop.yaml', '--form', 'internet', 'http://x'],
      "error: unknown option '--form'\n(Did you mean --from?)",
    ],
    [['trace', '-f', 'shop.yaml', 'http://x', 'http://y'], 'error: too many arguments'],
    [
      ['trace', '-f', 'shop.yaml', '-o', 'yaml', 'http://x'],
      'Allowed choices are text, summary, minimal, json, mermaid.',
    ],
    [['trace', '-f', 'shop.yaml', '--seed', 'x', 'http://x'], 'A seed is a number'],
    [
      ['trace', '-f', 'shop.yaml', '--all', '--seed', '1', 'http://x'],
      "cannot be used with option '--seed <number>'",
    ],
    [['trace', '-f', 'shop.yaml', '--all', '-L', 'http://x'], "cannot be used with option '-L, --location'"],
    [
      ['trace', '-f', 'shop.yaml', '--proxy-mode', 'userspace', 'http://x'],
      'Allowed choices are iptables, nftables, ipvs.',
    ],
    [
      ['trace', '-f', 'shop.yaml', '--from', 'planet/mars', 'http://x'],
      'error: nothing sends from "planet/mars"',
    ],
    [['trace', '-f', 'shop.yaml', '-H', 'x', 'http://x'], 'error: "x" is no header'],
    [['trace', '-f', 'shop.yaml', '-X', 'G T', 'http://x'], 'error: "G T" is no request method'],
    [['trace', '-f', 'shop.yaml', '--resolve', 'x', 'http://x'], 'error: "x" resolves nothing'],
    [['get', 'secrets', '-f', 'shop.yaml'], 'error: get does not show "secrets" but pods, services'],
    [['get', 'pdos', '-f', 'shop.yaml'], 'did you mean "pods"'],
  ])('%j is wrong use: status 2, and only stderr says so', async (args, message) => {
    const { status, stdout, stderr } = await run(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('an error is red on a terminal', async () => {
    const { stderr } = await run(['trace', '-f', 'none.yaml', 'http://x'], { terminal: true });
    expect(stderr).toContain('\u001B[31merror:\u001B[39m the path "none.yaml" does not exist');
  });
});
