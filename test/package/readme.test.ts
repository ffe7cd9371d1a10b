import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseConfig } from '../../packages/cli/src/config/parse-config.js';
import { root } from '../architecture/source-file.js';
import { run, shop } from '../unit/cli/run.js';

function readme(folder: string): string {
  return readFileSync(join(root, 'packages', folder, 'README.md'), 'utf8');
}

/** The code blocks of a language in a text of Markdown. */
function blocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'))].map(
    ([, code = '']) => code,
  );
}

afterEach(() => vi.restoreAllMocks());

describe.each(['core', 'sim'])('README of %s', (folder) => {
  test('its program prints what stands below it', async () => {
    const [program = ''] = blocks(readme(folder), 'js');
    const [output = ''] = blocks(readme(folder), 'text');
    const printed: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((value: unknown) => printed.push(`${String(value)}\n`));
    const file = join(root, 'test/dist/readme', `${folder}.mjs`);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, program);
    await import(/* @vite-ignore */ pathToFileURL(file).href);
    expect(printed.join('')).toBe(output);
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
