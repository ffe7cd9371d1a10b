import type { Cluster } from '../../cluster/cluster.js';
import { traceAll } from '../../pipeline/trace-all.js';
import { toRequest } from '../../pipeline/trace-request.js';
import type { Origin } from '../../request/origin.js';
import type { RequestInput } from '../../request/read-request.js';
import type { Request } from '../../request/request.js';
import type { Rule } from '../../trace/rule.js';
import type { Trace } from '../../trace/trace.js';
import { traceApiVersion } from '../../trace/trace.js';
import type { Fate } from '../fate/fate.js';
import { keyOfFate } from '../fate/fate-of.js';
import type { Cell } from '../partition/cell.js';
import type { Reading } from '../partition/reading.js';
import { partitionOf } from '../partition/partition.js';
import { isFrom } from '../partition/anybody.js';
import { joinedRanges, ListNumbers } from '../routes/joined-ranges.js';
import { rangesOf } from '../routes/range-of.js';
import type { RequestRange } from '../routes/request-range.js';
import { byExample, smallestOf } from '../routes/smallest.js';

/** What becomes of requests in one of two clusters. @public */
export interface Side {
  readonly fate: Fate;
  /** The rule that decided last where they go. */
  readonly rule?: Rule;
  /** The most probable way of the example. */
  readonly trace: Trace;
}

/** Requests whose fate changed, all in the same way. @public */
export interface FateChange {
  readonly requests: readonly RequestRange[];
  /** The smallest of them. */
  readonly example: Request;
  readonly before: Side;
  readonly after: Side;
}

/** What requests fare otherwise in one cluster than in another. @public */
export interface Difference {
  readonly apiVersion: typeof traceApiVersion;
  readonly kind: 'Difference';
  /** Those with the plainest example first. Empty: nothing moved. */
  readonly changes: readonly FateChange[];
  /** Whether these are all changes. False where something cannot be looked through, as for {@link Routes}. */
  readonly isExact: boolean;
  /**
   * Whether a request fares otherwise; undefined for one that was not looked at. Where the difference is not exact, a
   * request that fares otherwise may have been missed.
   */
  readonly isChanged: (request: RequestInput | Request) => boolean | undefined;
}

/** Whose requests are compared. @public */
export interface DiffOptions {
  /** The origins of both platforms unless given. */
  readonly from?: readonly Origin[];
}

/**
 * The requests whose fate changed from one cluster to another: what the client sees, who takes the request in the end,
 * what the pod gets. By which rule counts for nothing, so that clusters may differ in controller, platform and version.
 *
 * Looked at are requests by name, and to addresses of load balancers and nodes; addresses of pods and cluster IPs are
 * given out anew with each cluster, and nobody writes them down.
 * @public
 * @example
 * diff(before, after).changes.map(({ example, before, after }) => [example.target, before.fate, after.fate]);
 */
export function diff(before: Cluster, after: Cluster, options: DiffOptions = {}): Difference {
  const origins = options.from ?? defaultOrigins([before, after]);
  const partitions = origins.map((origin) => ({
    origin,
    partition: partitionOf([before, after], origin, { addresses: 'published' }),
  }));
  const groups = new Map<string, Cell[]>();
  for (const cell of partitions.flatMap(({ partition }) => partition.cells.filter(isChanged))) {
    const key = keyOfChange(cell);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [cell]);
    else group.push(cell);
  }
  const numbers = new ListNumbers();
  return {
    apiVersion: traceApiVersion,
    kind: 'Difference',
    changes: byExample(
      [...groups.values()].flatMap((cells) => changeOf(before, after, cells, numbers) ?? []),
    ),
    isExact: partitions.every(
      ({ partition }) => partition.isExact && !partition.cells.some(mayBeRewrittenApart),
    ),
    isChanged(input) {
      const request = toRequest(before, input);
      const own = partitions.find(({ origin }) => isFrom(origin, request.from));
      const cell = own?.partition.cellOf(request);
      return cell === undefined ? undefined : isChanged(cell);
    },
  };
}

/** Those of both platforms, each once. */
function defaultOrigins(clusters: readonly Cluster[]): readonly Origin[] {
  const origins = clusters.map(({ platform }): Origin => platform.defaultOrigin);
  return [...new Map(origins.map((origin) => [JSON.stringify(origin), origin])).values()];
}

function isChanged({ fates: [one, other], wordings: [first, second] }: Cell): boolean {
  if (one === undefined || other === undefined) return false;
  return keyOfFate(one) !== keyOfFate(other) || first !== second;
}

/**
 * Whether paths are rewritten on both sides, and not by the same rule: what captures give may be the same for the requests
 * that were looked at, and not for others of the cell.
 */
function mayBeRewrittenApart(cell: Cell): boolean {
  if (isChanged(cell)) return false;
  const [before, after] = cell.readings.map(rewriteIn);
  return before !== undefined && after !== undefined && before !== after;
}

function rewriteIn(readings: readonly Reading[]): string | undefined {
  for (const reading of readings) {
    if (reading.kind === 'early') continue;
    const rewrite = reading.reader.distinctions.rewriteAt?.(reading.host, reading.path);
    if (rewrite !== undefined) return rewrite;
  }
  return undefined;
}

function keyOfChange({ fates, rules }: Cell): string {
  return JSON.stringify([
    ...fates.map(keyOfFate),
    ...rules.map((rule) => (rule === undefined ? '' : [rule.object, rule.path])),
  ]);
}

function changeOf(
  before: Cluster,
  after: Cluster,
  cells: readonly Cell[],
  numbers: ListNumbers,
): FateChange | undefined {
  const example = smallestOf(cells.map(({ request }) => request));
  const cell = cells.find(({ request }) => request === example);
  if (example === undefined || cell === undefined) return undefined;
  const [one, other] = [sideOf(before, cell, 0), sideOf(after, cell, 1)];
  if (one === undefined || other === undefined) return undefined;
  return { requests: joinedRanges(cells.flatMap(rangesOf), numbers), example, before: one, after: other };
}

function sideOf(cluster: Cluster, { request, fates, rules }: Cell, index: number): Side | undefined {
  const fate = fates[index];
  const rule = rules[index];
  const { branches } = traceAll(cluster, request);
  let most = branches[0];
  for (const branch of branches) if (branch.probability > (most?.probability ?? 0)) most = branch;
  if (fate === undefined || most === undefined) return undefined;
  return { fate, ...(rule === undefined ? {} : { rule }), trace: most.trace };
}
