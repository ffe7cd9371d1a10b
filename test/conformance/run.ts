import type { Adapter, Setting } from './adapter.js';
import { adapters } from './adapters.js';
import { differences, type Difference } from './compare.js';
import type { Deviation } from './deviations.js';
import { informational, itemsOf, type Item } from './item.js';
import { isObject, type VectorCase } from './vectors.js';

/** What came of one item in one setting. */
export interface SettingResult {
  readonly setting: string | undefined;
  readonly differences: readonly Difference[];
  /** Why the question could not be asked or answered. */
  readonly error?: string;
  readonly trace?: unknown;
}

/** What came of one item. */
export interface ItemResult {
  readonly suite: string;
  readonly item: Item;
  readonly passed: boolean;
  readonly settings: readonly SettingResult[];
  /** The reason for which this item is known to differ. */
  readonly deviation?: string;
}

/** How cases are run. */
export interface RunOptions {
  readonly deviations?: readonly Deviation[];
  /** Whether the way to each answer is told. */
  readonly traced?: boolean;
  readonly adapters?: readonly Adapter[];
}

/** Asks every item of the cases. */
export function runCases(cases: readonly VectorCase[], options: RunOptions = {}): readonly ItemResult[] {
  const known = options.adapters ?? adapters;
  const reasons = new Map(
    (options.deviations ?? []).map(({ suite, item, reason }) => [`${suite} ${item}`, reason]),
  );
  return cases.flatMap((fact) => {
    const adapter = known.find(({ suites }) => suites.includes(fact.suite));
    return runCase(fact, adapter, options.traced ?? false).map((result) => {
      const deviation = reasons.get(`${fact.suite} ${result.item.id}`);
      return deviation === undefined || result.passed ? result : { ...result, deviation };
    });
  });
}

function runCase(fact: VectorCase, adapter: Adapter | undefined, traced: boolean): readonly ItemResult[] {
  const items = itemsOf(fact, new Set(adapter?.situation));
  const settings = adapter === undefined ? noAdapter(fact) : settingsOf(fact, adapter);
  if (typeof settings === 'string') {
    const refused = [failed(undefined, settings)];
    return items.map((item) => ({ suite: fact.suite, item, passed: false, settings: refused }));
  }
  const ordered = new Set(adapter?.ordered);
  return items.map((item) => {
    const results = settings.map((setting) => resultIn(setting, item, ordered, traced));
    const passed = results.every(
      ({ differences: found, error }) => found.length === 0 && error === undefined,
    );
    return { suite: fact.suite, item, passed: passed && results.length > 0, settings: results };
  });
}

function noAdapter({ suite }: VectorCase): string {
  return `suite ${suite} has no adapter: it is not modelled`;
}

/** The settings of a case, or why there are none. */
function settingsOf(fact: VectorCase, adapter: Adapter): readonly Setting[] | string {
  const { cluster } = fact.content;
  const unknown = isObject(cluster)
    ? Object.keys(cluster).find((key) => !adapter.facts.includes(key))
    : undefined;
  if (unknown !== undefined && !informational.has(unknown))
    return `the adapter does not read cluster.${unknown}`;
  try {
    return adapter.settings(fact);
  } catch (error) {
    return textOf(error);
  }
}

function resultIn(
  setting: Setting,
  item: Item,
  ordered: ReadonlySet<string>,
  traced: boolean,
): SettingResult {
  const { name, questions } = setting;
  const question = questions[item.key];
  if (question === undefined) return failed(name, `the adapter does not read ${item.key}`);
  const unread = Object.keys(item.input).find(
    (key) => key !== 'expect' && !question.reads.includes(key) && !informational.has(key),
  );
  if (unread !== undefined) return failed(name, `the adapter does not read ${item.key}.${unread}`);
  try {
    const expected = question.expects?.(item) ?? item.expected;
    return {
      setting: name,
      differences: differences(expected, question.ask(item), ordered),
      ...(traced && question.trace !== undefined && { trace: question.trace(item) }),
    };
  } catch (error) {
    return failed(name, textOf(error));
  }
}

function failed(setting: string | undefined, error: string): SettingResult {
  return { setting, differences: [], error };
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
