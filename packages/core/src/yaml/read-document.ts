import { load, loadAll, type LoadOptions } from 'js-yaml';
import { isJsonObject } from '../manifest/json.js';
import { expandList, sourceOfItem } from '../manifest/list.js';
import type { Manifests } from '../manifest/manifest.js';
import { expansionOf } from './alias-expansion.js';
import { countLineBreaks, type DocumentText, hasContent } from './document.js';
import { aliasProblem, headingProblem, ignoredProblem, noObjectProblem } from './document-problem.js';
import { jsonLinesOf, jsonTextsOf, looksLikeJson, readJson } from './json-text.js';
import type { ReadLimits } from './limits.js';
import { kubernetesSchema } from './schema.js';
import { sourceOf } from './source.js';
import { syntaxProblem } from './syntax-problem.js';

/** Merge keys are worked off one by one; so many are an attack. */
const mostMergedKeys = 1_000_000;

/** The manifests of each document of a batch; what is wrong with one says nothing about the others. */
export function readBatch(batch: readonly DocumentText[], limits: ReadLimits): readonly Manifests[] {
  const values = batch.length > 1 ? loadTogether(batch, limits) : undefined;
  return batch.map((document, index) =>
    values === undefined ? readDocument(document, limits) : checked(values[index], document, limits),
  );
}

function readDocument(document: DocumentText, limits: ReadLimits): Manifests {
  if (document.heading !== '') return { manifests: [], problems: [headingProblem(document)] };
  const read = readText(document, limits);
  if (document.ignoredLine === undefined) return read;
  return { ...read, problems: [...read.problems, ignoredProblem(document, document.ignoredLine)] };
}

function readText(document: DocumentText, limits: ReadLimits): Manifests {
  if (!hasContent(document.text)) return { manifests: [], problems: [] };
  return looksLikeJson(document.text) ? readJsonDocument(document, limits) : readValue(document, limits);
}

/** JSON may be a stream of values, each a document of its own; what is no JSON may still be YAML in flow style. */
function readJsonDocument(document: DocumentText, limits: ReadLimits): Manifests {
  const whole = readJson(document.text, limits.depth);
  if (whole !== undefined) return manifestsOf(whole, document, limits);
  const parts = jsonPartsOf(document, limits);
  if (parts === undefined) return readValue(document, limits);
  return joined(
    parts.map(({ part, value }) =>
      value === undefined ? readValue(part, limits) : manifestsOf(value, part, limits),
    ),
  );
}

/** One value of a JSON stream; undefined when it is broken. */
interface JsonPart {
  readonly part: DocumentText;
  readonly value: unknown;
}

/** The values of a JSON stream: cut where each closes, or by lines where a broken one would draw others in. */
function jsonPartsOf(document: DocumentText, { depth }: ReadLimits): readonly JsonPart[] | undefined {
  const isGood = ({ value }: JsonPart): boolean => value !== undefined;
  const read = (texts: Iterable<string>): readonly JsonPart[] =>
    Array.from(partsOf(document, texts), (part) => ({ part, value: readJson(part.text, depth) }));
  const closed = read(jsonTextsOf(document.text));
  if (closed.length > 1 && closed.every(isGood)) return closed;
  const lines = read(jsonLinesOf(document.text) ?? []);
  if (lines.length > 1 && lines.some(isGood)) return lines;
  const isStream = closed.length > 1 && closed.every(({ part }) => looksLikeJson(part.text));
  return isStream && closed.some(isGood) ? closed : undefined;
}

function* partsOf(document: DocumentText, texts: Iterable<string>): Generator<DocumentText> {
  let { firstLine } = document;
  let number = 0;
  for (const text of texts) {
    if (hasContent(text)) {
      number += 1;
      yield { ...document, name: `${document.name}.${number}`, text, firstLine };
    }
    firstLine += countLineBreaks(text);
  }
}

function joined(read: readonly Manifests[]): Manifests {
  return {
    manifests: read.flatMap(({ manifests }) => manifests),
    problems: read.flatMap(({ problems }) => problems),
  };
}

function readValue(document: DocumentText, limits: ReadLimits): Manifests {
  let value: unknown;
  try {
    value = load(document.text, loadOptions(limits));
  } catch (error) {
    return { manifests: [], problems: [syntaxProblem(document, error)] };
  }
  return checked(value, document, limits);
}

/** The values of documents read in one go; undefined when one of them is broken, or runs into the next. */
function loadTogether(
  documents: readonly DocumentText[],
  limits: ReadLimits,
): readonly unknown[] | undefined {
  try {
    const values = loadAll(documents.map(({ text }) => `---\n${text}`).join(''), loadOptions(limits));
    return values.length === documents.length ? values : undefined;
  } catch {
    return undefined;
  }
}

function loadOptions({ depth }: ReadLimits): LoadOptions {
  return { schema: kubernetesSchema, maxDepth: depth, maxTotalMergeKeys: mostMergedKeys };
}

function checked(value: unknown, document: DocumentText, limits: ReadLimits): Manifests {
  // Without an anchor there is no alias.
  const expansion = document.text.includes('&') ? expansionOf(value, limits) : 'within';
  return expansion === 'within'
    ? manifestsOf(value, document, limits)
    : { manifests: [], problems: [aliasProblem(document, expansion, limits)] };
}

function manifestsOf(value: unknown, document: DocumentText, limits: ReadLimits): Manifests {
  if (value === null || value === undefined) return { manifests: [], problems: [] };
  const source = sourceOf(document, limits.depth);
  if (isJsonObject(value)) return { manifests: expandList({ value, source }), problems: [] };
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const manifests = items.flatMap((item, index) =>
    isJsonObject(item) ? expandList({ value: item, source: sourceOfItem(source, `[${index}]`) }) : [],
  );
  const bad = items.findIndex((item) => !isJsonObject(item));
  return { manifests, problems: bad < 0 ? [] : [noObjectProblem(document, source, items, bad)] };
}
