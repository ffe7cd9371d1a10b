import { costText, priceNotes } from '../cost-text.js';
import type { Breakage, Failing, FeatureName, WayIn, WaysIn } from './way-in.js';

/** How a comparison is written. @public */
export interface WaysInTextOptions {
  /** A table for a terminal unless given. */
  readonly format?: 'text' | 'markdown';
}

/**
 * A comparison of ways in as a table with one column for each way, and where the prices are from. It says what traces
 * found and nothing else.
 *
 * @public
 * @example
 * console.log(waysInText(compareWaysIn({ sites: ['shop.example.com'] }, gcp()), { format: 'markdown' }));
 */
export function waysInText(compared: WaysIn, { format = 'text' }: WaysInTextOptions = {}): string {
  const { ways } = compared;
  const table = [
    [[''], ...ways.map(({ name }) => [name])],
    ...rows.map(({ title, tell }) => [[title], ...ways.map((way) => tell(way, compared))]),
  ];
  const taken = ways.flatMap(({ example }) => example?.assumptions ?? []);
  const firewall = taken.find(({ code }) => code === 'node-firewall-open')?.message ?? [];
  const notes = [meaning, firewall, priceNotes(ways.map(({ cost }) => cost))].flat();
  const parts =
    format === 'markdown'
      ? [markdownTable(table), notes.map((note) => `- ${note}`).join('\n')]
      : [textTable(table), notes.join('\n')];
  return [headingOf(compared), ...parts].join('\n\n');
}

const meaning =
  'An entry is a site at one of its addresses. What fails is not replaced yet; endpoints and health checks know of it.';

function headingOf({ platform, sites, replicas, from, externalTrafficPolicy }: WaysIn): string {
  const client = from.kind === 'internet' ? 'the internet' : 'the network of the nodes';
  return `Ways into ${counted(sites.length, 'site')} of ${counted(replicas, 'pod')} each on ${platform}, asked from ${client}, externalTrafficPolicy ${externalTrafficPolicy}.`;
}

/** What a cell says, line by line. */
type Cell = readonly string[];

/** A property of the ways, and how it is told. */
interface Row {
  readonly title: string;
  readonly tell: (way: WayIn, compared: WaysIn) => Cell;
}

const features: readonly FeatureName[] = [
  'host-and-path-rules',
  'tls',
  'cookie-affinity',
  'canary',
  'retries',
  'circuit-breaking',
];

const failures: readonly (readonly [string, Failing])[] = [
  ['a node fails', 'node'],
  ['a pod of a site fails', 'application-pod'],
  ['a controller pod fails', 'controller-pod'],
  ['all controller pods fail', 'every-controller-pod'],
  ['a load balancer fails', 'load-balancer'],
];

const rows: readonly Row[] = [
  {
    title: 'sites that answer',
    tell: ({ sitesAnswering }, { sites }) => [`${sitesAnswering} of ${sites.length}`],
  },
  {
    title: 'entries that answer',
    tell: ({ entries: { total, answering } }) => [`${answering} of ${total}`],
  },
  { title: 'ports', tell: ({ ports }) => shortened(ports) },
  { title: 'addresses', tell: ({ addresses }) => [String(addresses)] },
  {
    title: 'places on the way',
    tell: ({ places }) => [
      places === undefined
        ? '-'
        : places.least === places.most
          ? String(places.most)
          : `${places.least} to ${places.most}`,
    ],
  },
  { title: 'the pod sees', tell: ({ seenSource }) => listed(seenSource) },
  { title: 'X-Forwarded-For says', tell: ({ forwardedFor }) => listed(forwardedFor) },
  {
    title: 'source replaced by',
    tell: ({ sourceReplaced }) =>
      listed(sourceReplaced.map(({ by, how }) => `${by} (${how === 'snat' ? 'SNAT' : 'proxy'})`)),
  },
  {
    title: 'cross zones',
    tell: ({ zones: { crossing, unknown }, places }) => {
      if (places === undefined) return ['-'];
      return [percent(crossing), ...(unknown === 0 ? [] : [`unknown for ${percent(unknown)}`])];
    },
  },
  ...features.map((feature): Row => ({
    title: feature === 'tls' ? 'TLS' : feature.replaceAll('-', ' '),
    tell: (way) => [way.features.find(({ name }) => name === feature)?.state ?? 'unknown'],
  })),
  ...failures.map(([title, failing]): Row => ({ title, tell: (way) => worst(way, failing) })),
  {
    title: 'provisioned',
    tell: ({ parts }) => listed(parts.map(({ type, count }) => `${count} ${type}`)),
  },
  {
    title: 'cost a month',
    tell: ({ cost }) =>
      costText(cost)
        .split(' + ')
        .map((part, index) => (index === 0 ? part : `+ ${part}`)),
  },
];

/** What is lost by the failure that hits most. */
function worst({ breakages }: WayIn, failing: Failing): Cell {
  const [most] = breakages
    .filter((breakage) => breakage.failing === failing)
    .sort((one, other) => weightOf(other) - weightOf(one));
  if (most === undefined) return ['-'];
  const { entriesLost, entries, sitesLost } = most;
  if (entriesLost === 0) return ['nothing lost'];
  return [
    `${entriesLost} of ${counted(entries, 'entry', 'entries')}`,
    ...(sitesLost.length === 0 ? [] : [counted(sitesLost.length, 'site')]),
  ];
}

function weightOf({ sitesLost, entriesLost, entries }: Breakage): number {
  return sitesLost.length * (entries + 1) + entriesLost;
}

function listed(values: readonly string[]): Cell {
  return values.length === 0 ? ['-'] : values;
}

const most = 3;

function shortened(values: readonly string[]): Cell {
  const more = values.length - most;
  return listed(more > 0 ? [...values.slice(0, most), `+ ${more} more`] : values);
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

/** Columns as wide as their longest line. */
function textTable(table: readonly (readonly Cell[])[]): string {
  const [first = []] = table;
  const widths = first.map((_, column) =>
    Math.max(...table.flatMap((cells) => (cells[column] ?? []).map(({ length }) => length))),
  );
  const lines = table.flatMap((cells) => {
    const height = Math.max(...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((cell, column) => (cell[line] ?? '').padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd(),
    );
  });
  return lines.join('\n');
}

function markdownTable([head = [], ...body]: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]): string =>
    `| ${cells
      .map((cell) =>
        cell
          .join(', ')
          .replaceAll(', + ', ' + ')
          .replaceAll('|', String.raw`\|`),
      )
      .join(' | ')} |`;
  return [line(head), line(head.map(() => ['---'])), ...body.map(line)].join('\n');
}
