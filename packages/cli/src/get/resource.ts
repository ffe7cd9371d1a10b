import type { Cluster, Kind, LoadBalancer, ObjectByKind } from '@kubehop/core';
import { didYouMean, nearNames } from '../input/near-names.js';
import type { Column } from '../output/table.js';
import { tableText } from '../output/table.js';
import { WrongUse } from '../wrong-use.js';
import { endpointSliceColumns } from './endpoint-slice-columns.js';
import { ingressColumns } from './ingress-columns.js';
import { loadBalancerColumns } from './load-balancer-columns.js';
import { nodeColumns } from './node-columns.js';
import { podColumns } from './pod-columns.js';
import { serviceColumns } from './service-columns.js';

/** How a table is shown. */
export interface TableView {
  readonly isWide: boolean;
  readonly showsNamespace: boolean;
}

/** The objects that were found. */
export interface Listing {
  readonly objects: readonly (ObjectByKind[Kind] | LoadBalancer)[];
  table(view: TableView): string;
}

/** A kind of object that `get` shows. */
export interface Resource {
  /** Its plural, then the other names that kubectl knows it by. */
  readonly names: readonly string[];
  readonly isNamespaced: boolean;
  /** The objects of a namespace, or all. */
  list(cluster: Cluster, namespace: string | undefined): Listing;
}

function resource<K extends Kind>(
  kind: K,
  names: readonly string[],
  isNamespaced: boolean,
  columns: (isWide: boolean) => readonly Column<ObjectByKind[K]>[],
): Resource {
  return {
    names,
    isNamespaced,
    list: (cluster, namespace) => {
      const objects = cluster.list(kind, namespace);
      const namespaceColumn: Column<ObjectByKind[K]> = {
        header: 'NAMESPACE',
        cell: (object) => object.metadata.namespace,
      };
      return {
        objects,
        table: ({ isWide, showsNamespace }) =>
          tableText([...(showsNamespace ? [namespaceColumn] : []), ...columns(isWide)], objects),
      };
    },
  };
}

/** Columns of which some are wide. */
function wideOr<Row>(columns: readonly Column<Row>[]): (isWide: boolean) => readonly Column<Row>[] {
  return (isWide) => (isWide ? columns : columns.filter((column) => column.wide === undefined));
}

/** What the cloud provisioned is no object of the cluster; it belongs to all of it. */
const loadBalancers: Resource = {
  names: ['loadbalancers', 'loadbalancer', 'lb'],
  isNamespaced: false,
  list: (cluster) => ({
    objects: cluster.infrastructure,
    table: ({ isWide }) => tableText(wideOr(loadBalancerColumns(cluster))(isWide), cluster.infrastructure),
  }),
};

/** Every kind that `get` shows. */
export const resources: readonly Resource[] = [
  resource('Pod', ['pods', 'pod', 'po'], true, wideOr(podColumns)),
  resource('Service', ['services', 'service', 'svc'], true, wideOr(serviceColumns)),
  resource('EndpointSlice', ['endpointslices', 'endpointslice', 'eps'], true, endpointSliceColumns),
  resource('Ingress', ['ingresses', 'ingress', 'ing'], true, wideOr(ingressColumns)),
  resource('Node', ['nodes', 'node', 'no'], false, wideOr(nodeColumns)),
  loadBalancers,
];

/**
 * Finds a kind by any of its names, in whatever case.
 *
 * @throws {WrongUse} when `get` does not show it
 */
export function resourceNamed(written: string): Resource {
  const name = written.toLowerCase();
  const found = resources.find(({ names }) => names.includes(name));
  if (found !== undefined) return found;
  const near = new Set(
    nearNames(
      name,
      resources.flatMap(({ names }) => names),
    ).flatMap((nearName) => resources.find(({ names }) => names.includes(nearName))?.names[0] ?? []),
  );
  const shown = resources.map(({ names }) => names[0]).join(', ');
  throw new WrongUse(`get does not show "${written}" but ${shown}${didYouMean([...near])}`);
}
