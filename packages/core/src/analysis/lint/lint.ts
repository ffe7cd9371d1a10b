import type { Cluster } from '../../cluster/cluster.js';
import { backendRules } from './backend/backend-rules.js';
import type { Finding, FindingSeverity } from './finding.js';
import { routeRules } from './route/route-rules.js';
import { trafficRules } from './traffic/traffic-rules.js';

const order: readonly FindingSeverity[] = ['error', 'warning', 'notice'];

/**
 * Looks for what does not do what it looks like: rules that never match, backends that nothing answers, client addresses
 * that get lost. Each finding brings its evidence: a request and its way, or the rule of Kubernetes behind it.
 *
 * What stops at most matters first; findings of the same weight come by object and field.
 * @public
 * @example
 * lint(cluster).map(({ code, object, message }) => `${code} ${object.name}: ${message}`);
 */
export function lint(cluster: Cluster): readonly Finding[] {
  return [...backendRules, ...routeRules, ...trafficRules]
    .flatMap((rule) => rule(cluster))
    .map((finding) => ({ finding, key: keyOf(finding) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ finding }) => finding);
}

function keyOf({ severity, object, path, code, message }: Finding): string {
  const { kind, namespace = '', name } = object;
  return JSON.stringify([order.indexOf(severity), code, namespace, kind, name, path, message]);
}
