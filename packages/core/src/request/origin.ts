/**
 * Where a request comes from.
 *
 * `internet` is outside of everything; `network` is the nodes' own LAN or VPC; `node` is a process on a node;
 * `pod` is a process in a pod (a hostNetwork pod included); `address` is a bare source address whose packets arrive
 * at the named node.
 * @public
 */
export type Origin =
  | { readonly kind: 'internet'; readonly address: string }
  | { readonly kind: 'network'; readonly address: string }
  | { readonly kind: 'node'; readonly node: string }
  | { readonly kind: 'pod'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'workload'; readonly workload: WorkloadReference }
  | { readonly kind: 'address'; readonly address: string; readonly node: string };

/** A workload whose first ready pod sends the request. @public */
export interface WorkloadReference {
  readonly kind: 'Deployment' | 'ReplicaSet' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'ReplicationController';
  readonly namespace: string;
  readonly name: string;
}

/** The address that stands for any client in the internet: one of the documentation range of RFC 5737. @public */
export const anyInternetAddress = '203.0.113.7';

/** A client in the internet. @public @example internet('203.0.113.7') */
export function internet(address: string = anyInternetAddress): Origin {
  return { kind: 'internet', address };
}

/** A client on the nodes' own network. @public @example network('10.0.0.200') */
export function network(address: string): Origin {
  return { kind: 'network', address };
}

/** A process on a node. @public @example node('node-a') */
export function node(name: string): Origin {
  return { kind: 'node', node: name };
}

/** A process in a pod. @public @example pod('shop', 'web-0') */
export function pod(namespace: string, name: string): Origin {
  return { kind: 'pod', namespace, name };
}

/** The first ready pod of a workload. @public @example workload('Deployment', 'shop', 'web') */
export function workload(kind: WorkloadReference['kind'], namespace: string, name: string): Origin {
  return { kind: 'workload', workload: { kind, namespace, name } };
}
