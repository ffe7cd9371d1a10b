import type { Origin, Platform, PlatformOptions } from '@kubehop/core';
import { createCluster } from '@kubehop/core';
import type { JsonObject, Manifest, Manifests } from '@kubehop/core/yaml';
import type { Scenario } from '@kubehop/sim';
import { dirname, isAbsolute, join } from 'node:path';
import { platformFor } from '../config/platform.js';
import { merged, namesOf, readFiles } from '../input/load-cluster.js';
import { loadConfig } from '../input/load-config.js';
import { readOneDocument, type OneDocument } from '../input/one-document.js';
import { fileOrDirectory } from '../input/paths.js';
import { readText, stdinName } from '../input/read-text.js';
import type { Io } from '../io.js';
import { fileProblemText } from '../test/file-problem.js';
import { WrongUse } from '../wrong-use.js';
import { Mistakes, type ScenarioFileProblem } from './mistakes.js';
import type { ObjectsOf } from './read-act.js';
import { readScenario } from './read-scenario.js';
import type { ScenarioFile } from './scenario-file.js';
import type { SimulateOptions } from './simulate-options.js';
import { validateScenarioFile } from './validate-scenario-file.js';

/** A scenario with the cluster in which it is played. */
export interface LoadedScenario {
  /** As the user named its file. */
  readonly file: string;
  /** What it shows, in words. */
  readonly title: string;
  readonly manifests: Manifests;
  readonly platform: Platform | PlatformOptions;
  readonly scenario: Scenario;
  /** The line of a field of the file. */
  readonly lineOf: (path: string) => number;
}

const rules = {
  limits: { characters: 4_000_000, depth: 100, aliasedNodes: 100_000 },
  needsObject: 'a scenario has loads, acts and until at its top',
  check: validateScenarioFile,
};

/**
 * Reads a scenario and the manifests that it names. The command line wins over the scenario, the scenario over
 * `kubehop.yaml`.
 *
 * @throws {WrongUse} with everything that is wrong with it
 */
export async function loadScenario(path: string, options: SimulateOptions, io: Io): Promise<LoadedScenario> {
  const file = path === '-' ? stdinName : path;
  if (path !== '-' && fileOrDirectory(path, io) === 'directory')
    throw new WrongUse(`"${path}" is a directory: name a scenario file`);
  const config = await loadConfig(options.config, io);
  const reading = readOneDocument(await readText(path, io), rules);
  if (reading.document === undefined) throw wrong(file, reading.problems);
  const { document } = reading;
  const {
    name,
    manifests: _,
    platform,
    kubernetesVersion,
    proxy,
    dns,
    applications,
    ...stated
  } = document.value;
  const settings = { platform, kubernetesVersion, proxy, dns, applications };
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  const where = platformFor({ ...config, ...given }, options);
  const manifests = await manifestsOf(path, document, { options, files: config.files, io });
  const mistakes = new Mistakes();
  const surroundings = {
    origin: originOf(where),
    objectsOf: await appliedObjects(path, document, io),
  };
  const scenario = readScenario(stated, surroundings, mistakes);
  if (mistakes.list.length > 0) {
    throw wrong(
      file,
      mistakes.list.map((mistake) => ({ ...mistake, line: document.lineOf(mistake.path) })),
    );
  }
  const seeded = options.seed === undefined ? scenario : { ...scenario, seed: options.seed };
  return {
    file,
    title: name ?? file,
    manifests,
    platform: where,
    scenario: seeded,
    lineOf: document.lineOf,
  };
}

function wrong(file: string, problems: readonly ScenarioFileProblem[]): WrongUse {
  return new WrongUse(...problems.map((problem) => fileProblemText(file, problem)));
}

/** Where requests come from unless somebody says otherwise; only options need a cluster to be told. */
function originOf(platform: Platform | PlatformOptions): Origin {
  return 'defaultOrigin' in platform && platform.defaultOrigin !== undefined
    ? platform.defaultOrigin
    : createCluster([], { platform }).platform.defaultOrigin;
}

interface Sources {
  readonly options: SimulateOptions;
  /** The files of `kubehop.yaml`. */
  readonly files: readonly string[] | undefined;
  readonly io: Io;
}

async function manifestsOf(
  path: string,
  { value: { manifests }, lineOf }: OneDocument<ScenarioFile>,
  { options, files, io }: Sources,
): Promise<Manifests> {
  const own = options.filename === undefined ? manifests : undefined;
  const inline = (own ?? []).flatMap((each, index) =>
    isObject(each) ? [inlineManifest(each, `manifests[${index}]`, { path, lineOf })] : [],
  );
  const paths = own?.filter((each) => typeof each === 'string').map((each) => relativeTo(path, each));
  if (paths?.length === 0 && inline.length > 0) return { manifests: inline, problems: [] };
  const names = namesOf(options.filename ?? paths ?? files, io);
  if (path === '-' && names.includes('-'))
    throw new WrongUse('standard input holds the scenario: name the manifests with -f');
  const read = await readFiles(names, io);
  return merged([read, { manifests: inline, problems: [] }]);
}

/** An object that stands in the scenario itself. */
function inlineManifest(
  value: JsonObject,
  field: string,
  { path, lineOf }: { readonly path: string; readonly lineOf: (path: string) => number },
): Manifest {
  const file = path === '-' ? stdinName : path;
  const locate = (inner: string): number => lineOf(inner === '.' ? field : `${field}.${inner}`);
  return { value, source: { file, document: `${file}#${field}`, locate } };
}

/** What a schema has found to be an object, and YAML to be data. */
function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object';
}

function relativeTo(file: string, path: string): string {
  return isAbsolute(path) ? path : join(dirname(file), path);
}

/** Reads the files that acts apply. */
async function appliedObjects(
  path: string,
  { value: { acts = [] }, lineOf }: OneDocument<ScenarioFile>,
  io: Io,
): Promise<ObjectsOf> {
  const fields = new Map(
    acts.flatMap(({ apply = [] }, index) =>
      [apply]
        .flat()
        .flatMap((each) => (typeof each === 'string' ? [[each, `acts[${index}].apply`] as const] : [])),
    ),
  );
  const read = new Map(
    await Promise.all(
      [...fields].map(async ([name, field]) => {
        const where = `${path === '-' ? stdinName : path}:${lineOf(field)}: ${field}`;
        return [name, await objectsIn(relativeTo(path, name), io, where)] as const;
      }),
    ),
  );
  return (stated) =>
    [stated].flat().flatMap((each) => (typeof each === 'string' ? (read.get(each) ?? []) : [each]));
}

async function objectsIn(name: string, io: Io, where: string): Promise<readonly unknown[]> {
  try {
    const { manifests } = await readFiles([name], io);
    return manifests.map(({ value }) => value);
  } catch (error) {
    if (error instanceof WrongUse) throw new WrongUse(...error.messages.map((each) => `${where}: ${each}`));
    throw error;
  }
}
