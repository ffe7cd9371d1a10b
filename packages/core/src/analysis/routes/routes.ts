import type { Cluster } from '../../cluster/cluster.js';
import { toRequest } from '../../pipeline/trace-request.js';
import type { Origin } from '../../request/origin.js';
import type { RequestInput } from '../../request/read-request.js';
import type { Request } from '../../request/request.js';
import type { Rule } from '../../trace/rule.js';
import { traceApiVersion } from '../../trace/trace.js';
import type { Fate } from '../fate/fate.js';
import { keyOfFate } from '../fate/fate-of.js';
import { isFrom } from '../partition/anybody.js';
import type { Cell } from '../partition/cell.js';
import { partitionOf } from '../partition/partition.js';
import { joinedRanges, ListNumbers } from './joined-ranges.js';
import { rangesOf } from './range-of.js';
import type { RequestRange } from './request-range.js';
import { byExample, smallestOf } from './smallest.js';

/** Requests of which the same comes by the same rule. @public */
export interface RouteClass {
  readonly fate: Fate;
  /** The rule that decided last where they go; absent where none was asked. */
  readonly rule?: Rule;
  /** Which requests these are: ranges that have none in common. */
  readonly requests: readonly RequestRange[];
  /** The smallest of them. */
  readonly example: Request;
}

/** Every request of an origin, in classes that have none in common. @public */
export interface Routes {
  readonly apiVersion: typeof traceApiVersion;
  readonly kind: 'Routes';
  readonly origin: Origin;
  /** Those with the plainest example first. */
  readonly classes: readonly RouteClass[];
  /**
   * Whether every request is in one of the classes. False where something cannot be looked through: a regular expression
   * that is not linear, or controllers of which one decodes paths and another does not.
   */
  readonly isExact: boolean;
  /** The class of a request; undefined for one from elsewhere, and for one that was missed, where not exact. */
  readonly classOf: (request: RequestInput | Request) => RouteClass | undefined;
}

/**
 * All ways into a cluster that clients of an origin have: every request that they could send, in classes by what becomes
 * of it. Clients of `internet()` may have any address.
 *
 * @throws {TypeError} when it is no origin
 * @public
 * @example
 * routes(cluster, internet()).classes.map(({ example, fate }) => `${example.host}${example.target} ${fate.ends[0]?.outcome}`);
 */
export function routes(cluster: Cluster, origin: Origin = cluster.platform.defaultOrigin): Routes {
  const partition = partitionOf([cluster], origin);
  const groups = new Map<string, Cell[]>();
  for (const cell of partition.cells) {
    const key = keyOfClass(cell);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [cell]);
    else group.push(cell);
  }
  const numbers = new ListNumbers();
  const byKey = new Map(Array.from(groups, ([key, cells]) => [key, classOf(cells, numbers)] as const));
  const classes = byExample([...byKey.values()].filter((each) => each !== undefined));
  return {
    apiVersion: traceApiVersion,
    kind: 'Routes',
    origin,
    classes,
    isExact: partition.isExact,
    classOf(input) {
      const request = toRequest(cluster, input);
      const cell = isFrom(origin, request.from) ? partition.cellOf(request) : undefined;
      return cell === undefined ? undefined : byKey.get(keyOfClass(cell));
    },
  };
}

function keyOfClass({ fates: [fate], rules: [rule] }: Cell): string {
  const causes = fate?.ends.map(({ cause }) => cause);
  return JSON.stringify([fate === undefined ? '' : keyOfFate(fate), causes, rule?.object, rule?.path]);
}

function classOf(cells: readonly Cell[], numbers: ListNumbers): RouteClass | undefined {
  const [first] = cells;
  const [fate] = first?.fates ?? [];
  const [rule] = first?.rules ?? [];
  if (first === undefined || fate === undefined) return undefined;
  return {
    fate,
    ...(rule === undefined ? {} : { rule }),
    requests: joinedRanges(cells.flatMap(rangesOf), numbers),
    example: smallestOf(cells.map(({ request }) => request)) ?? first.request,
  };
}
