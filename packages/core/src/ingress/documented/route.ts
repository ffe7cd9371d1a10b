import type { Cluster } from '../../cluster/cluster.js';
import { takes } from '../../controller/class.js';
import type { ControllerProfile } from '../../controller/profile.js';
import type { Ingress, IngressBackend, IngressPath } from '../../object/ingress.js';
import { coversPath } from '../../routing/path-table.js';
import type { Pattern } from '../../routing/pattern.js';
import { oldestFirst } from '../order.js';
import { pathField } from '../reference.js';

/** How a path is compared: as a whole, by its elements, by its letters, or as a regular expression. */
export type PathMatch =
  | { readonly kind: 'exact' | 'prefix' | 'begin' | 'begin-in-any-case' }
  | { readonly kind: 'pattern'; readonly pattern: Pattern };

/** A path where an Ingress states it, the oldest Ingress first. */
export interface StatedRoute {
  readonly ingress: Ingress;
  /** The empty host is every host. */
  readonly host: string;
  readonly pathType: IngressPath['pathType'];
  /** The path as the Ingress writes it. */
  readonly text: string;
  readonly pathField: string;
  /** The field of the backend. */
  readonly field: string;
  readonly backend: IngressBackend;
}

/** A path of a controller. */
export interface Route extends StatedRoute {
  readonly match: PathMatch;
  /** The least is tried first; where two are equal, nothing says which is. */
  readonly rank: number;
}

/** The Ingresses that a controller takes, the oldest first. */
export function ingressesTaken(cluster: Cluster, profile: ControllerProfile): readonly Ingress[] {
  const taken = cluster.list('Ingress').filter((ingress) => takes(cluster, profile, ingress));
  return oldestFirst(taken, 'ascending');
}

/** The paths of an Ingress. */
export function statedRoutes(ingress: Ingress): readonly StatedRoute[] {
  return ingress.spec.rules.flatMap(({ host, paths }, rule) =>
    paths.map(({ path, pathType, backend }, index): StatedRoute => {
      const field = pathField(rule, index);
      return { ingress, host, pathType, text: path, pathField: field, field: `${field}.backend`, backend };
    }),
  );
}

/** Whether a route covers a path, whatever other routes there are. */
export function covers({ match, text }: Route, path: string): boolean {
  switch (match.kind) {
    case 'exact':
      return text === path;
    case 'prefix':
      return coversPath({ path: text === '' ? '/' : text, pathType: 'Prefix' }, path);
    case 'begin':
      return path.startsWith(text);
    case 'begin-in-any-case':
      return path.toLowerCase().startsWith(text.toLowerCase());
    case 'pattern':
      // One that cannot be run may cover anything.
      return match.pattern.refusal !== undefined || match.pattern.test(path);
    default:
      return match satisfies never;
  }
}
