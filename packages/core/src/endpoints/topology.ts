import type { Skip } from '../trace/rule.js';
import type { ServiceEndpoint } from './service-endpoint.js';

/** What a node knows of itself when it looks at hints. @public */
export interface TopologyNode {
  readonly name: string;
  /** The label `topology.kubernetes.io/zone`; undefined or empty: the node has no zone. */
  readonly zone: string | undefined;
  /** Whether hints for nodes are looked at: the gate PreferSameTrafficDistribution. */
  readonly usesNodeHints: boolean;
}

/** Which of the ready endpoints a node keeps to. @public */
export type TopologyMode = 'any' | 'same-zone' | 'same-node';

/** The mode, and why hints that are there are not followed. */
export interface Topology {
  readonly mode: TopologyMode;
  readonly skipped: readonly Skip[];
}

const nothingSkipped: readonly Skip[] = [];
const any: Topology = { mode: 'any', skipped: nothingSkipped };

/**
 * The topology mode of a service port on a node: hints count only when every ready endpoint has some and one of them
 * names this node or its zone.
 *
 * @see kubernetes/kubernetes pkg/proxy/topology.go, topologyModeFromHints
 */
export function topologyOf(endpoints: readonly ServiceEndpoint[], node: TopologyNode): Topology {
  const ready = endpoints.filter((endpoint) => endpoint.isReady);
  const nodes = hintsFor(ready, (endpoint) => endpoint.nodeHints, node.name);
  const zones = hintsFor(ready, (endpoint) => endpoint.zoneHints, node.zone ?? '');
  const skipped: Skip[] = [];
  if (node.usesNodeHints) {
    if (nodes.all && nodes.own) return { mode: 'same-node', skipped: nothingSkipped };
    if (nodes.all) skipped.push({ code: 'hints-name-no-endpoint-for-node' });
    else if (nodes.some) skipped.push({ code: 'hints-missing-on-endpoint' });
  }
  if (zones.all && zones.own) return { mode: 'same-zone', skipped };
  if (zones.all) skipped.push({ code: zoneSkip(node) });
  else if (zones.some) skipped.push({ code: 'hints-missing-on-endpoint' });
  return skipped.length === 0 ? any : { mode: 'any', skipped };
}

function zoneSkip(node: TopologyNode): Skip['code'] {
  const hasZone = node.zone !== undefined && node.zone !== '';
  return hasZone ? 'hints-name-no-endpoint-for-zone' : 'hints-need-a-zone-of-the-node';
}

interface Hints {
  /** Every ready endpoint has some. */
  readonly all: boolean;
  /** At least one ready endpoint has some. */
  readonly some: boolean;
  /** At least one ready endpoint is hinted for the own node or zone. */
  readonly own: boolean;
}

function hintsFor(
  ready: readonly ServiceEndpoint[],
  hints: (endpoint: ServiceEndpoint) => readonly string[],
  own: string,
): Hints {
  return {
    all: ready.length > 0 && ready.every((endpoint) => hints(endpoint).length > 0),
    some: ready.some((endpoint) => hints(endpoint).length > 0),
    own: own !== '' && ready.some((endpoint) => hints(endpoint).includes(own)),
  };
}

/** Whether an endpoint may be used in a mode. */
export function isAvailable(endpoint: ServiceEndpoint, mode: TopologyMode, node: TopologyNode): boolean {
  switch (mode) {
    case 'any':
      return true;
    case 'same-zone':
      return endpoint.zoneHints.includes(node.zone ?? '');
    case 'same-node':
      return endpoint.nodeHints.includes(node.name);
    default:
      return mode satisfies never;
  }
}
