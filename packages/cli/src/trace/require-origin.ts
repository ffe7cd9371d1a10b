import type { Cluster, Origin } from '@kubehop/core';
import { didYouMean, nearNames } from '../input/near-names.js';
import { WrongUse } from '../wrong-use.js';

/** An object that requests come from, as `--from` names it. */
interface Sender {
  readonly kind:
    | 'Node'
    | 'Pod'
    | 'Deployment'
    | 'ReplicaSet'
    | 'StatefulSet'
    | 'DaemonSet'
    | 'Job'
    | 'ReplicationController';
  readonly namespace: string;
  readonly name: string;
}

/**
 * Makes sure that the origin exists.
 *
 * @throws {WrongUse} when it does not, with what may have been meant
 */
export function requireOrigin(cluster: Cluster, origin: Origin): void {
  const sender = senderOf(origin);
  if (sender === undefined || cluster.get(sender.kind, keyOf(sender)) !== undefined) return;
  const written = writtenAs(sender);
  const near = nearSenders(cluster, sender);
  throw new WrongUse(`there is no ${written} to send from${didYouMean(near)}`);
}

function senderOf(origin: Origin): Sender | undefined {
  switch (origin.kind) {
    case 'internet':
    case 'network':
    case 'address':
      return undefined;
    case 'node':
      return { kind: 'Node', namespace: '', name: origin.node };
    case 'pod':
      return { kind: 'Pod', namespace: origin.namespace, name: origin.name };
    case 'workload':
      return origin.workload;
    default:
      return origin satisfies never;
  }
}

function keyOf({ namespace, name }: Sender): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}

function writtenAs(sender: Sender): string {
  return `${sender.kind.toLowerCase()}/${keyOf(sender)}`;
}

/** Kinds that are often mistaken for one another: pods are asked for by the name of their workload. */
const alsoMeant = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

function nearSenders(cluster: Cluster, sender: Sender): readonly string[] {
  const kinds = sender.kind === 'Node' ? [sender.kind] : new Set([sender.kind, ...alsoMeant]);
  const senders = [...kinds].flatMap((kind) =>
    cluster
      .list(kind)
      .map(({ metadata }): Sender => ({ kind, namespace: metadata.namespace, name: metadata.name })),
  );
  const sameName = senders.filter(({ name }) => name === sender.name).map(writtenAs);
  if (sameName.length > 0) return sameName.slice(0, 3);
  return nearNames(writtenAs(sender), senders.map(writtenAs));
}
