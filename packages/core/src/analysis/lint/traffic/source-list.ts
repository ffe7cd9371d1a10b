import { cidrSize, isInAny, nthAddress, parseCIDR } from '../../../address/cidr.js';
import type { Cluster } from '../../../cluster/cluster.js';
import { takes } from '../../../controller/class.js';
import { controllersOf } from '../../../controller/controllers.js';
import { rangesIn } from '../../../ingress/nginx/annotation/annotation-value.js';
import { annotationField } from '../../../ingress/reference.js';
import type { Ingress } from '../../../object/ingress.js';
import { referenceTo } from '../../../object/reference.js';
import type { ObjectReference } from '../../../problem/problem.js';

/** A list of source addresses that an ingress controller holds clients against. */
export interface SourceList {
  readonly object: ObjectReference;
  readonly path: string;
  readonly kind: 'allows' | 'denies';
  readonly ranges: readonly string[];
  /** An Ingress that the list is for. */
  readonly ingress: Ingress;
}

const annotations: readonly (readonly [name: string, kind: SourceList['kind']])[] = [
  ['allowlist-source-range', 'allows'],
  ['whitelist-source-range', 'allows'],
  ['denylist-source-range', 'denies'],
];

const configMapKeys: readonly (readonly [key: string, kind: SourceList['kind']])[] = [
  ['whitelist-source-range', 'allows'],
  ['denylist-source-range', 'denies'],
  ['block-cidrs', 'denies'],
];

/**
 * The lists in annotations of Ingresses, and those of ConfigMaps, which are for Ingresses without any.
 *
 * @see kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations.md, whitelist source range
 */
export function sourceLists(cluster: Cluster): readonly SourceList[] {
  const ingresses = cluster.list('Ingress');
  return controllersOf(cluster)
    .filter(({ profile }) => profile.dialect === 'ingress-nginx')
    .flatMap(({ profile }) => {
      const taken = ingresses.filter((ingress) => takes(cluster, profile, ingress));
      const keyOf = (name: string): string => `${profile.annotationPrefix}/${name}`;
      const stated = taken.flatMap((ingress) =>
        annotations.flatMap(([name, kind]) => {
          const ranges = rangesIn(ingress.metadata.annotations[keyOf(name)] ?? '') ?? [];
          const path = annotationField(keyOf(name));
          return ranges.length === 0 ? [] : [{ object: referenceTo(ingress), path, kind, ranges, ingress }];
        }),
      );
      const { configMap } = profile;
      const other = taken.find(({ metadata }) =>
        annotations.every(([name]) => metadata.annotations[keyOf(name)] === undefined),
      );
      if (configMap === undefined || other === undefined) return stated;
      const general = configMapKeys.flatMap(([key, kind]) => {
        const ranges = rangesIn(configMap.data[key] ?? '') ?? [];
        const object = referenceTo(configMap);
        return ranges.length === 0 ? [] : [{ object, path: `data[${key}]`, kind, ranges, ingress: other }];
      });
      return [...stated, ...general];
    });
}

/** An address of each range of IPv4. */
export function addressesIn(ranges: readonly string[]): readonly string[] {
  return ranges.flatMap((range) => {
    const cidr = parseCIDR(range);
    if (cidr === undefined || cidr.family !== 'IPv4') return [];
    return nthAddress(cidr, cidrSize(cidr) > 2 ? 1 : 0)?.text ?? [];
  });
}

/** Addresses of the documentation ranges of RFC 5737, for clients of whom nobody knows; and private ones. */
const strangers = {
  outside: ['203.0.113.7', '198.51.100.250', '192.0.2.250'],
  inside: ['192.168.250.9', '172.31.250.9', '10.250.250.9'],
} as const;

/** The address of a client that is in none of the ranges; undefined where there is none at hand. */
export function strangerTo(ranges: readonly string[], isInside: boolean): string | undefined {
  return strangers[isInside ? 'inside' : 'outside'].find((address) => !isInAny(ranges, address));
}
