import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseConfig } from '../../packages/cli/src/config/parse-config.js';
import { root } from '../architecture/source-file.js';
import { run, shop } from '../unit/cli/run.js';

/** The README of a package, or the one at the root. */
function readme(name: string): string {
  return readFileSync(join(root, name === 'root' ? '' : join('packages', name), 'README.md'), 'utf8');
}

/** The code blocks of a language in a text of Markdown. */
function blocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'))].map(
    ([, code = '']) => code,
  );
}

afterEach(() => vi.restoreAllMocks());

describe.each(['root', 'core', 'sim'])('README of %s', (folder) => {
  test('its program prints what stands below it', async () => {
    const [program = ''] = blocks(readme(folder), 'js');
    const [output = ''] = blocks(readme(folder), 'text');
    const printed: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) =>
      printed.push(`${values.map(String).join(' ')}\n`),
    );
    const file = join(root, 'test/dist/readme', `${folder}.mjs`);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, program);
    await import(/* @vite-ignore */ pathToFileURL(file).href);
    expect(printed.join('')).toBe(output);
  });
});

describe('README of root', () => {
  const text = readme('root');

  test('its trace is what the command prints', async () => {
    const [session = ''] = blocks(text, 'console');
    const [command = '', ...lines] = session.split('\n');
    const files = { 'examples/shop/shop.yaml': readFileSync(join(root, 'examples/shop/shop.yaml'), 'utf8') };
    const { status, stdout } = await run(command.split(' ').slice(2), { files });
    expect(status).toBe(0);
    expect(stdout).toBe(lines.join('\n'));
  });

  test('the scripts that it names exist', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const named = [...text.matchAll(/npm (?:run )?(start|test|(?<=run )[a-z:]+)/g)].map(
      ([, script = '']) => script,
    );
    expect(named.length).toBeGreaterThan(4);
    for (const script of named) expect(manifest).toHaveProperty(['scripts', script]);
  });
});

describe('README of cli', () => {
  const text = readme('cli');

  test('its kubehop.yaml is one', () => {
    const [yaml = ''] = blocks(text, 'yaml');
    expect(parseConfig(yaml, 'kubehop.yaml')).toHaveProperty('platform');
  });

  const commands = [...blocks(text, 'sh'), ...blocks(text, 'console')].flatMap((block) =>
    [...block.matchAll(/kubehop .*$/gm)].map(([command]) => command),
  );

  test.each(commands)('%s is used rightly', async (command) => {
    const files = { 'shop.yaml': shop, 'k8s/shop.yaml': shop };
    const { status } = await run(command.split(' ').slice(1), { files, stdin: shop });
    expect(status).toBeLessThan(2);
  });
});
