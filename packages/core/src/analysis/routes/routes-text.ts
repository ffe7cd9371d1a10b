import { anyInternetAddress, type Origin } from '../../request/origin.js';
import { printable } from '../../explain/printable.js';
import { plain, type Style } from '../../explain/style.js';
import { fieldText, objectText } from '../../explain/words.js';
import { comesToApplication, fateText, isAnswered } from '../fate/fate-text.js';
import { withoutBareConnections } from './bare-connections.js';
import { conditionsText, endsEarly, hostsText, pathsText, shortened, startsOf } from './range-text.js';
import type { RequestRange } from './request-range.js';
import type { RouteClass, Routes } from './routes.js';

/** How routes are told. @public */
export interface RoutesTextOptions {
  /** Tells requests that nobody answers one by one, not in a summary. */
  readonly all?: boolean;
  readonly style?: Style;
}

/**
 * Every way in as text: by where requests are sent, then by Host and path, each with what becomes of it and the rule that
 * decides. Requests that come to an application stand first; those that no rule and no application answers are summed up.
 *
 * @public
 * @example
 * console.log(routesText(routes(cluster, internet())));
 */
export function routesText(found: Routes, { all = false, style = plain }: RoutesTextOptions = {}): string {
  const classes = toldOf(found, all);
  const rows = classes.flatMap((each) => rowsOf(each, all));
  const rest = classes.filter((each) => rowsOf(each, all).length === 0);
  return [
    headingText({ ...found, classes }),
    ...sectionsOf(rows).map((section) => sectionText(section, style)),
    ...(rest.length === 0 ? [] : [restText(rest, rows.length > 0)]),
    ...(found.isExact ? [] : [notExact]),
  ].join('\n\n');
}

/** What is said of classes that may miss a request. */
export const notExact =
  'Not exact: there may be requests of other kinds. A regular expression is not linear, or of several controllers one decodes paths and another does not.';

/** A line of a section. */
interface Row {
  readonly starts: ReturnType<typeof startsOf>;
  readonly host: string;
  readonly path: string;
  readonly fate: string;
  readonly rule: string;
  readonly comesToApplication: boolean;
}

/** The classes that have lines of their own. */
function toldOf({ classes }: Routes, all: boolean): readonly RouteClass[] {
  if (all) return classes;
  return withoutBareConnections(classes, ({ requests, fate, rule }) => ({
    requests,
    fates: [fate],
    rules: [rule],
  }));
}

/** The lines of a class; what ends early or nowhere has none unless everything is told. */
function rowsOf({ fate, rule, requests }: RouteClass, all: boolean): readonly Row[] {
  const told = all ? requests : isAnswered(fate) ? requests.filter((range) => !endsEarly(range)) : [];
  return told.map((range) => ({
    starts: startsOf(range),
    host: printable(hostsText(range.hosts)),
    path: printable(pathText(range)),
    fate: printable(fateText(fate)),
    rule: rule?.object === undefined ? '' : printable(fieldText(rule.object, rule.path)),
    comesToApplication: comesToApplication(fate),
  }));
}

function pathText(range: RequestRange): string {
  const told = conditionsText(range);
  return told === '' ? pathsText(range.paths) : `${pathsText(range.paths)} [${told}]`;
}

/** Places to which requests fare alike, and how they fare there. */
interface Section {
  readonly starts: readonly string[];
  readonly rows: readonly Row[];
}

function sectionsOf(rows: readonly Row[]): readonly Section[] {
  const byStart = new Map<string, { readonly isNamed: boolean; readonly rows: Row[] }>();
  for (const row of rows) {
    for (const { text, isNamed } of row.starts) {
      const known = byStart.get(text);
      if (known === undefined) byStart.set(text, { isNamed, rows: [row] });
      else known.rows.push(row);
    }
  }
  const places = [...byStart].sort(
    ([start, one], [next, other]) => rankOf(one) - rankOf(other) || portsIn(start) - portsIn(next),
  );
  const sections = new Map<string, { readonly starts: string[]; readonly rows: readonly Row[] }>();
  for (const [start, { rows: own }] of places) {
    const sorted = [...own].sort(byHostAndPath);
    const key = JSON.stringify(sorted.map(({ host, path, fate, rule }) => [host, path, fate, rule]));
    const known = sections.get(key);
    if (known === undefined) sections.set(key, { starts: [start], rows: sorted });
    else known.starts.push(start);
  }
  return [...sections.values()];
}

/** How many ports a place tells: none where the port is the usual one, which stands first. */
function portsIn(start: string): number {
  return Number(/:(?:\d+|\*)$/.test(start));
}

/** Places with an application stand before others, names before addresses. */
function rankOf(place: { readonly isNamed: boolean; readonly rows: readonly Row[] }): number {
  return 2 * Number(!place.rows.some((row) => row.comesToApplication)) + Number(!place.isNamed);
}

function byHostAndPath(one: Row, other: Row): number {
  return (
    generalityOf(one.host) - generalityOf(other.host) ||
    compared(one.host, other.host) ||
    compared(one.path, other.path)
  );
}

/** Hosts that are named stand before others. */
function generalityOf(host: string): number {
  return host === '' ? 2 : Number(host.startsWith('any other'));
}

function compared(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function sectionText({ starts, rows }: Section, { heading, dim, good }: Style): string {
  const hasHosts = rows.some(({ host }) => host !== '');
  const indent = hasHosts ? '    ' : '  ';
  const lines = [heading(shortened(starts))];
  for (const own of byHost(rows)) {
    const width = Math.max(...own.map(({ path }) => path.length));
    const fateWidth = Math.max(...own.map(({ fate }) => fate.length));
    for (const [index, { host, path, fate, rule, comesToApplication: isTaken }] of own.entries()) {
      if (hasHosts && index === 0) lines.push(`  ${host === '' ? 'whatever the Host' : host}`);
      const padded = rule === '' ? fate : fate.padEnd(fateWidth);
      const told = isTaken ? good(padded) : padded;
      lines.push(`${indent}${path.padEnd(width)}   ${told}${rule === '' ? '' : `   ${dim(rule)}`}`);
    }
  }
  return lines.join('\n');
}

/** Lines of the same Host, which stand below one another. */
function byHost(rows: readonly Row[]): readonly (readonly Row[])[] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0]?.host === row.host) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

function headingText({ origin, classes }: Routes): string {
  const coming = classes.filter(({ fate }) => comesToApplication(fate)).length;
  return `From ${originText(origin)}: ${kindsText(classes.length)} of requests, ${coming} of which ${coming === 1 ? 'comes' : 'come'} to an application.`;
}

/** `1 kind`, `3 kinds` */
export function kindsText(count: number): string {
  return `${count} ${count === 1 ? 'kind' : 'kinds'}`;
}

/** An origin in words. */
export function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'internet':
      return origin.address === anyInternetAddress ? 'the internet' : `${origin.address} in the internet`;
    case 'network':
      return `${origin.address} in the network of the nodes`;
    case 'node':
      return `node ${origin.node}`;
    case 'pod':
      return `pod ${origin.namespace}/${origin.name}`;
    case 'workload':
      return objectText(origin.workload);
    case 'address':
      return `${origin.address} at node ${origin.node}`;
    default:
      return origin satisfies never;
  }
}

/** What is left, by what comes of it, statuses first. */
function restText(rest: readonly RouteClass[], isMore: boolean): string {
  const causes = new Map<string, Set<string>>();
  for (const { fate } of rest) {
    for (const { outcome, status, cause } of fate.ends) {
      const key = status === undefined ? outcome : String(status);
      causes.set(key, (causes.get(key) ?? new Set()).add(cause));
    }
  }
  const width = Math.max(...[...causes.keys()].map(({ length }) => length));
  const lines = Array.from(
    causes,
    ([key, codes]) => `  ${key.padEnd(width)}   ${[...codes].sort().join(', ')}`,
  );
  lines.sort();
  const verb = rest.length === 1 ? 'is' : 'are';
  return [
    `${kindsText(rest.length)}${isMore ? ' more' : ''} ${verb} turned away, lost or unknown:`,
    ...lines,
  ].join('\n');
}
