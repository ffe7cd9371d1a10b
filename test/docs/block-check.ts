import { createCluster } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import { loadAll } from 'js-yaml';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { vi } from 'vitest';
import { stories } from '../../examples/stories.js';
import { parseConfig } from '../../packages/cli/src/config/parse-config.js';
import { validateScenarioFile } from '../../packages/cli/src/simulate/validate-scenario-file.js';
import { parseTestFile } from '../../packages/cli/src/test/parse-test-file.js';
import { root } from '../architecture/source-file.js';
import { ciCommandsOf, recipeCommandsOf } from './ci-commands.js';
import type { Block } from './markdown.js';
import { commandsOf, isOutput, runIn } from './session.js';
import { runTests, testRunnerOf } from './test-program.js';

/** What a block says, and what is so: equal when the block is right. */
export interface Finding {
  readonly says: unknown;
  readonly is: unknown;
}

/** The blocks of a page, and the folder in which its commands run. */
export interface BlockedPage {
  readonly path: string;
  readonly blocks: readonly Block[];
  readonly world: string;
}

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/**
 * Checks one block of a page: programs and commands run, data is read. Blocks are checked in the order of the page, since
 * commands use the files that stand above them.
 *
 * @throws when nobody knows what a block of this kind should be
 */
export async function checkBlock(page: BlockedPage, index: number): Promise<Finding> {
  const block = page.blocks[index];
  switch (block?.kind) {
    case 'js':
    case 'ts': {
      const runner = testRunnerOf(block.text);
      return runner === undefined
        ? programFinding(page, index, block)
        : testsFinding(page, block.text, runner);
    }
    case 'text': {
      const above = page.blocks[index - 1]?.kind;
      return {
        says: 'the output of a program',
        is: above === 'js' || above === 'ts' ? 'the output of a program' : above,
      };
    }
    case 'console':
      return sessionFinding(page, block.text);
    case 'sh':
      return scriptFinding(page, block.text);
    case 'makefile':
      return commandsFinding(page, recipeCommandsOf(block.text));
    case 'yaml':
      return yamlFinding(page, block.text);
    case 'json':
      JSON.parse(block.text);
      return right;
    default:
      throw new TypeError(`nobody knows how to check a block of kind "${block?.kind ?? ''}"`);
  }
}

/** Whether the checkout has a script: `npm run example -- node-port`. */
export function hasScript(command: string): boolean {
  const [, script = '', argument = ''] = /^npm (?:run )?([\w:]+)(?: -- ([\w-]+).*)?$/.exec(command) ?? [];
  return script in scripts && (script !== 'example' || stories.has(argument));
}

const right: Finding = { says: 'right', is: 'right' };

/** A program prints what the block below it says. */
async function programFinding(page: BlockedPage, index: number, { kind, text }: Block): Promise<Finding> {
  const below = page.blocks[index + 1];
  const printed: string[] = [];
  const log = vi
    .spyOn(console, 'log')
    .mockImplementation((...values: unknown[]) => printed.push(`${format(...values)}\n`));
  const folder = join(root, 'test/dist/docs');
  const file = join(folder, `${page.path.replaceAll('/', '-')}-${index}.${kind === 'ts' ? 'ts' : 'mjs'}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, text);
  try {
    await import(/* @vite-ignore */ pathToFileURL(file).href);
  } finally {
    log.mockRestore();
  }
  return { says: below?.kind === 'text' ? below.text : 'a text block with the output', is: printed.join('') };
}

/** Commands print what stands below them; where nothing does, they are used rightly. */
function sessionFinding({ world }: BlockedPage, text: string): Finding {
  const commands = commandsOf(text);
  const says = commands.map(({ text: command, output }) => ({ command, came: output }));
  const is = commands.map(({ text: command, output }) => {
    const ended = runIn(world, command);
    const asSaid = output === '' ? isRightUse(ended.status) : isOutput(ended.output, output);
    return { command, came: asSaid ? output : ended.output };
  });
  return { says, is };
}

/** Commands are used rightly, and scripts of the checkout exist. */
function scriptFinding({ world }: BlockedPage, text: string): Finding {
  const commands = text.trimEnd().split('\n');
  const isRight = (command: string): boolean =>
    command.startsWith('npm ') ? hasScript(command) : isRightUse(runIn(world, command).status);
  return { says: [], is: commands.filter((command) => !isRight(command)) };
}

function isRightUse(status: number | null): boolean {
  return status === 0 || status === 1;
}

/** What a program of tests says holds. */
function testsFinding({ world }: BlockedPage, text: string, runner: 'vitest' | 'jest'): Finding {
  const { status, output } = runTests(world, text, runner);
  return { says: right, is: status === 0 ? right : output };
}

/** Commands in the files of other programs do what they should. */
function commandsFinding({ world }: BlockedPage, commands: readonly string[]): Finding {
  if (commands.length === 0) return { says: 'a command of kubehop', is: 'none' };
  return {
    says: [],
    is: commands.map((command) => runIn(world, command)).filter(({ status }) => status !== 0),
  };
}

/**
 * Manifests have no problem, expectations and scenarios can be read, and what CI runs does what it should; anything else is a
 * `kubehop.yaml`. A name in the first line makes it a file for commands.
 */
function yamlFinding(page: BlockedPage, text: string): Finding {
  const [, name] = /^# ([\w./-]+\.ya?ml)\n/.exec(text) ?? [];
  if (name !== undefined) writeIn(page.world, name, text);
  const values = loadAll(text);
  if (values.some(isManifest)) return { says: [], is: createCluster(readManifests(text)).problems };
  const [value] = values;
  if (hasField(value, 'expectations')) {
    const { problems } = { problems: [], ...parseTestFile(text) };
    return { says: [], is: problems };
  }
  if (hasField(value, 'until')) {
    const { errors } = { errors: [], ...validateScenarioFile(value) };
    return { says: [], is: errors };
  }
  if (name?.startsWith('.git') === true) return commandsFinding(page, ciCommandsOf(value));
  parseConfig(text, name ?? 'kubehop.yaml');
  return right;
}

function writeIn(world: string, name: string, text: string): void {
  const file = join(world, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function isManifest(value: unknown): boolean {
  return hasField(value, 'kind');
}

function hasField(value: unknown, field: string): boolean {
  return typeof value === 'object' && value !== null && field in value;
}
