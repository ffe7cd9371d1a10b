import type { Origin, WorkloadReference } from '@kubehop/core';
import { internet, network, node, parseIP, pod, workload } from '@kubehop/core';
import { namespacedName } from '../input/namespaced-name.js';
import { didYouMean, nearNames } from '../input/near-names.js';
import { WrongUse } from '../wrong-use.js';

/** How `--from` is written. */
export const originForms: readonly string[] = [
  'internet',
  'internet/IP',
  'network/IP',
  'node/NAME',
  'pod/NAMESPACE/NAME',
  'deployment/NAMESPACE/NAME (or another workload)',
];

/** Workloads under the names that kubectl knows them by. */
const workloadKinds: ReadonlyMap<string, WorkloadReference['kind']> = new Map([
  ['deployment', 'Deployment'],
  ['deploy', 'Deployment'],
  ['replicaset', 'ReplicaSet'],
  ['rs', 'ReplicaSet'],
  ['statefulset', 'StatefulSet'],
  ['sts', 'StatefulSet'],
  ['daemonset', 'DaemonSet'],
  ['ds', 'DaemonSet'],
  ['job', 'Job'],
  ['replicationcontroller', 'ReplicationController'],
  ['rc', 'ReplicationController'],
]);

const otherKinds = ['internet', 'network', 'node', 'no', 'pod', 'po'];

/**
 * Reads where a request comes from. Names of kinds are kubectl's, short or in the plural as well; without a namespace it
 * is `default`.
 *
 * @throws {WrongUse} when it cannot be read
 * @example
 * readOrigin('deploy/shop/web');
 */
export function readOrigin(text: string): Origin {
  const [written = '', ...names] = text.split('/');
  const kind = singular(written.toLowerCase());
  const workloadKind = workloadKinds.get(kind);
  if (workloadKind !== undefined) {
    const { namespace, name } = namespacedName(text, names);
    return workload(workloadKind, namespace, name);
  }
  switch (kind) {
    case 'internet':
      return names.length === 0 ? internet() : internet(addressIn(text, names));
    case 'network':
      return network(addressIn(text, names));
    case 'node':
    case 'no':
      return node(nodeNameIn(text, names));
    case 'pod':
    case 'po': {
      const { namespace, name } = namespacedName(text, names);
      return pod(namespace, name);
    }
    default:
      throw new WrongUse(
        `nothing sends from "${text}": write ${originForms.join(', ')}` +
          didYouMean(nearNames(kind, [...otherKinds, ...workloadKinds.keys()])),
      );
  }
}

function singular(kind: string): string {
  return workloadKinds.has(kind) || !kind.endsWith('s') ? kind : kind.slice(0, -1);
}

function addressIn(text: string, names: readonly string[]): string {
  const address = names.length === 1 ? parseIP(names[0] ?? '') : undefined;
  if (address === undefined) throw new WrongUse(`"${text}" needs an IP address behind its slash`);
  return address.text;
}

function nodeNameIn(text: string, names: readonly string[]): string {
  const [name = ''] = names;
  if (names.length !== 1 || name === '') throw new WrongUse(`"${text}" names no node: write node/NAME`);
  return name;
}
