import type { Kind, KubernetesObject, ObjectKey } from '../object/object.js';
import type { Problem } from '../problem/problem.js';
import type { LoadBalancer } from './infrastructure.js';

/** One thing that the control plane writes into a cluster. @public */
export type Write =
  | { readonly kind: 'put'; readonly object: KubernetesObject }
  | { readonly kind: 'remove'; readonly objectKind: Kind; readonly key: ObjectKey }
  | { readonly kind: 'provision'; readonly loadBalancer: LoadBalancer }
  | { readonly kind: 'release'; readonly id: string }
  /** A counter of what was ever allocated (addresses of a node, incarnations of a pod), so that nothing is handed out twice. */
  | { readonly kind: 'count'; readonly counter: string; readonly value: number }
  /** The problems that a controller has with one of its keys, in place of those it had before. */
  | {
      readonly kind: 'report';
      readonly controller: string;
      readonly key: string;
      readonly problems: readonly Problem[];
    };
