import type { Cluster } from '../cluster/cluster.js';
import { nearestName } from '../object/field/nearest-name.js';
import type { Reference } from './reference.js';
import { reachedKinds } from './reference.js';

/** What the cluster has in place of an object that it does not have; `undefined` where it has it. */
export function missingText(cluster: Cluster, reference: Reference): string | undefined {
  const { kind, namespace, name, text } = reference;
  const object = cluster.get(kind, `${namespace}/${name}`);
  if (object === undefined) {
    const meant = nearestObject(cluster, reference);
    const asked = meant === undefined ? '' : `; did you mean ${meant}?`;
    return `there is no ${kind} ${namespace}/${name}${asked}`;
  }
  return object.kind === 'Service' ? missingPort(object.spec.ports, reference, text) : undefined;
}

function missingPort(
  ports: readonly { readonly port: number; readonly name: string }[],
  { port }: Reference,
  text: string,
): string | undefined {
  if (port === undefined) return undefined;
  if (ports.some((each) => String(each.port) === port || each.name === port)) return undefined;
  const known = ports.map((each) => (each.name === '' ? `${each.port}` : `${each.port} (${each.name})`));
  return `${text}: the Service has ${known.length === 0 ? 'no port' : `port ${known.join(', ')}`}`;
}

/** The same name of another kind or in another namespace, or the nearest name of the kind. */
function nearestObject(cluster: Cluster, { kind, namespace, name }: Reference): string | undefined {
  const written = kind.toLowerCase();
  const other = reachedKinds.find((each) => cluster.get(each, `${namespace}/${name}`) !== undefined);
  if (other !== undefined) return `${other.toLowerCase()}/${namespace}/${name}`;
  const elsewhere = cluster.list(kind).find(({ metadata }) => metadata.name === name);
  if (elsewhere !== undefined) return `${written}/${elsewhere.metadata.namespace}/${name}`;
  const keys = cluster.list(kind).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  const near = nearestName(`${namespace}/${name}`, keys);
  return near === undefined ? undefined : `${written}/${near}`;
}
