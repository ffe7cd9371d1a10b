import { rmSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { type BlockedPage, checkBlock, hasScript } from './block-check.js';
import { type Block, blocksOf, pages } from './markdown.js';
import { makeWorld } from './session.js';

const world = makeWorld();
afterAll(() => rmSync(world, { recursive: true }));

function page(...blocks: readonly Omit<Block, 'line'>[]): BlockedPage {
  return { path: 'page.md', blocks: blocks.map((block) => ({ ...block, line: 1 })), world };
}

describe.each(pages())('code in $path', (each) => {
  const blocks = blocksOf(each);
  const own = makeWorld();
  afterAll(() => rmSync(own, { recursive: true }));

  test.each(blocks.map(({ kind, line }, index) => ({ kind, line, index })))(
    'line $line, $kind',
    async ({ index }) => {
      const { says, is } = await checkBlock({ path: each.path, blocks, world: own }, index);
      expect(is).toEqual(says);
    },
  );

  test('names scripts that exist', () => {
    const named = [...each.text.matchAll(/`(npm (?:run )?[\w:]+(?: -- [^`]*)?)`/g)].map(
      ([, command = '']) => command,
    );
    expect(named.filter((command) => !hasScript(command))).toEqual([]);
  });
});

describe('a block', () => {
  test.each([
    [
      'a program that prints something else',
      page({ kind: 'js', text: 'console.log(1)' }, { kind: 'text', text: '2\n' }),
    ],
    ['a program without output', page({ kind: 'js', text: 'console.log(3)' })],
    ['an output without a program', page({ kind: 'text', text: '1\n' })],
    ['a command that prints something else', page({ kind: 'console', text: '$ kubehop --version\nnever\n' })],
    [
      'a command that is used wrongly',
      page({ kind: 'console', text: '$ kubehop trace --no-such-option http://a/\n' }),
    ],
    ['a command that does not exist', page({ kind: 'sh', text: 'kubehops get pods -f shop.yaml\n' })],
    ['a script that does not exist', page({ kind: 'sh', text: 'npm run nothing\n' })],
    ['a story that does not exist', page({ kind: 'sh', text: 'npm run example -- nothing\n' })],
    [
      'a manifest with a problem',
      page({ kind: 'yaml', text: 'apiVersion: v1\nkind: Pod\nmetadata: { name: A }\n' }),
    ],
    [
      'expectations that cannot be read',
      page({
        kind: 'yaml',
        text: 'expectations: [{ name: a, request: "tcp://a", expect: { status: 200 } }]\n',
      }),
    ],
    [
      'a workflow whose command fails',
      page({ kind: 'yaml', text: '# .github/a.yaml\njobs: { a: { steps: [{ run: npx kubehop test }] } }\n' }),
    ],
    [
      'a pipeline without a command',
      page({ kind: 'yaml', text: '# .gitlab-ci.yml\na: { script: [echo] }\n' }),
    ],
    [
      'a recipe that fails',
      page({ kind: 'makefile', text: 'test:\n\thelm template . | kubehop test none.yaml\n' }),
    ],
    ['a recipe without a tab', page({ kind: 'makefile', text: 'test:\n  kubehop --version\n' })],
    [
      'a test for vitest that fails',
      page({
        kind: 'ts',
        text: "// a.test.ts\nimport { expect, test } from 'vitest';\ntest('a', () => expect(1).toBe(2));\n",
      }),
    ],
    [
      'a test for jest that fails',
      page({
        kind: 'js',
        text: "// a.test.js\nimport { expect, test } from '@jest/globals';\ntest('a', () => expect(1).toBe(2));\n",
      }),
    ],
    ['a test without a name', page({ kind: 'js', text: "import { test } from 'vitest';\n" })],
  ])('with %s is wrong', async (_, wrong) => {
    const { says, is } = await checkBlock(wrong, 0);
    expect(is).not.toEqual(says);
  });

  test.each([
    ['kind that nobody knows', page({ kind: 'toml', text: 'a = 1\n' }), 'of kind "toml"'],
    ['JSON that is none', page({ kind: 'json', text: '{ a: 1 }\n' }), 'JSON'],
    [
      'configuration that is none',
      page({ kind: 'yaml', text: 'platforms: { name: cloud }\n' }),
      'unknown field',
    ],
  ])('of a %s is refused', async (_, wrong, message) => {
    await expect(checkBlock(wrong, 0)).rejects.toThrow(message);
  });
});
