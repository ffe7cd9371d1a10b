import type { Kind, ObjectReference } from '@kubehop/core';
import type { Fault, LinkEnd, WorkloadName } from '@kubehop/sim';
import { namespacedName } from '../input/namespaced-name.js';
import { didYouMean, nearNames } from '../input/near-names.js';
import { WrongUse } from '../wrong-use.js';

/** A pod by its key, or one of a workload. */
export type PodTarget = { readonly pod: string } | { readonly podOf: WorkloadName };

/** A fault, and the workload of which a pod is meant, where one is. */
export interface FaultTarget {
  readonly fault: Fault;
  readonly podOf?: WorkloadName;
}

/** Every kind that can be named, and the short names that kubectl has for it. */
const kinds: readonly (readonly [Kind, ...string[]])[] = [
  ['Namespace', 'ns'],
  ['Node', 'no'],
  ['Pod', 'po'],
  ['Deployment', 'deploy'],
  ['ReplicaSet', 'rs'],
  ['StatefulSet', 'sts'],
  ['DaemonSet', 'ds'],
  ['Job'],
  ['CronJob', 'cj'],
  ['ReplicationController', 'rc'],
  ['Service', 'svc'],
  ['ServiceImport'],
  ['Endpoints', 'ep'],
  ['EndpointSlice'],
  ['Ingress', 'ing', 'ingresses'],
  ['IngressClass', 'ingressclasses'],
  ['Secret'],
  ['ConfigMap', 'cm'],
  ['NetworkPolicy', 'netpol', 'networkpolicies'],
  ['BackendConfig'],
  ['FrontendConfig'],
  ['IngressClassParams'],
];

const clusterWide: ReadonlySet<Kind> = new Set(['Namespace', 'Node', 'IngressClass', 'IngressClassParams']);

const kindsByName: ReadonlyMap<string, Kind> = new Map(
  kinds.flatMap(([kind, ...short]) =>
    [kind.toLowerCase(), `${kind.toLowerCase()}s`, ...short].map((name) => [name, kind] as const),
  ),
);

const workloadKinds: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'DaemonSet',
] satisfies WorkloadName['kind'][]);

/**
 * Reads `service/shop/web`; without a namespace it is `default`.
 *
 * @throws {WrongUse} when it names no object
 */
export function readObject(text: string): ObjectReference {
  const { kind, names } = kindIn(text);
  if (clusterWide.has(kind)) return { kind, name: onlyName(text, names) };
  return { kind, ...namespacedName(text, names) };
}

/**
 * Reads `deployment/shop/web`.
 *
 * @throws {WrongUse} when it names no workload
 */
export function readWorkload(text: string): WorkloadName {
  const { kind, names } = kindIn(text);
  if (!isWorkload(kind)) {
    throw new WrongUse(`"${text}" names no workload: write deployment/NAMESPACE/NAME`);
  }
  return { kind, ...namespacedName(text, names) };
}

/**
 * Reads `pod/shop/web-0`, or `pod/deployment/shop/web` for one of its pods.
 *
 * @throws {WrongUse} when it names no pod
 */
export function readPod(text: string): PodTarget {
  const { kind, names } = kindIn(text);
  if (isWorkload(kind)) throw new WrongUse(`"${text}" is no pod: write pod/${text} for one of its pods`);
  if (kind !== 'Pod') throw new WrongUse(`"${text}" is no pod: write pod/NAMESPACE/NAME`);
  if (names.length === 3) return { podOf: readWorkload(names.join('/')) };
  const { namespace, name } = namespacedName(text, names);
  return { pod: `${namespace}/${name}` };
}

/** Reads `node-1` or `node/node-1`. @throws {WrongUse} when it names no node */
export function readNode(text: string): string {
  return onlyName(text, [text.replace(/^nodes?\//i, '')]);
}

/**
 * Reads what fails: `node/node-1`, `pod/deployment/shop/web`, `dns`, or a link between two places.
 *
 * @throws {WrongUse} when nothing such can fail
 */
export function readFault(stated: string | { readonly link: readonly [string, string] }): FaultTarget {
  if (typeof stated !== 'string') {
    const [one, other] = stated.link;
    return { fault: { link: [readEnd(one), readEnd(other)] } };
  }
  if (stated === 'dns') return { fault: { dns: 'all' } };
  if (stated === 'leader') return { fault: { controlPlane: 'leader' } };
  const place = placeIn(stated);
  if (place !== undefined) return { fault: place };
  if (!/^(pods?|po)\//i.test(stated)) throw new WrongUse(noFault(stated));
  const target = readPod(stated);
  return 'pod' in target ? { fault: { pod: target.pod } } : { fault: { pod: '' }, podOf: target.podOf };
}

function readEnd(text: string): LinkEnd {
  if (text === 'internet' || text === 'network') return { outside: text };
  const place = placeIn(text);
  if (place !== undefined) return place;
  const near = didYouMean(nearNames(text, ['internet', 'network']));
  throw new WrongUse(
    `"${text}" is no place: write node/NAME, zone/NAME, load-balancer/ID, internet or network${near}`,
  );
}

function placeIn(
  text: string,
): { readonly node: string } | { readonly zone: string } | { readonly loadBalancer: string } | undefined {
  const [, kind = '', name = ''] = /^([a-z-]+)\/(.+)$/i.exec(text) ?? [];
  switch (kind.toLowerCase()) {
    case 'node':
      return { node: readNode(text) };
    case 'zone':
      return { zone: name };
    case 'load-balancer':
      return { loadBalancer: name };
    default:
      return undefined;
  }
}

function noFault(text: string): string {
  const forms = ['node/NAME', 'zone/NAME', 'pod/NAMESPACE/NAME', 'load-balancer/ID', 'dns', 'leader'];
  const names = forms.map((form) => form.split('/')[0] ?? '');
  const near = didYouMean(nearNames(text.split('/')[0] ?? '', names));
  return `nothing fails that is called "${text}": write ${forms.join(', ')} or { link: [..., ...] }${near}`;
}

function kindIn(text: string): { readonly kind: Kind; readonly names: readonly string[] } {
  const [written = '', ...names] = text.split('/');
  const kind = kindsByName.get(written.toLowerCase());
  if (kind === undefined) {
    const near = didYouMean(
      nearNames(
        written.toLowerCase(),
        kinds.map(([name]) => name.toLowerCase()),
      ),
    );
    throw new WrongUse(`"${text}" names no object: write KIND/NAMESPACE/NAME${near}`);
  }
  return { kind, names };
}

function onlyName(text: string, names: readonly string[]): string {
  const [name = ''] = names;
  if (names.length !== 1 || !/^[^/\s]+$/.test(name))
    throw new WrongUse(`"${text}" does not fit: write the name alone, such as node-1`);
  return name;
}

function isWorkload(kind: Kind): kind is WorkloadName['kind'] {
  return workloadKinds.has(kind);
}
