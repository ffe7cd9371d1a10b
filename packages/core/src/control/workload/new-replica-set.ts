import type { Cluster } from '../../cluster/cluster.js';
import type { PodTemplateSpec } from '../../object/pod.js';
import type { Deployment, ReplicaSet } from '../../object/workload.js';
import { hashText } from '../name/hash.js';
import { safeEncode } from '../name/safe-encode.js';
import { uidOf } from '../name/uid.js';
import { controllerOf, referenceTo } from './ownership.js';
import { hashLabel, templateHash } from './template.js';

/** The ReplicaSet that a Deployment makes for its template, with all its replicas. */
export function newReplicaSet(cluster: Cluster, deployment: Deployment): ReplicaSet {
  const { namespace, name } = deployment.metadata;
  const { hash, name: setName } = lostReplicaSet(cluster, deployment) ?? freeName(cluster, deployment);
  const template = withHash(deployment.spec.template, hash);
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: setName,
      namespace,
      uid: uidOf(`ReplicaSet/${namespace}/${setName}/${name}`),
      labels: template.metadata.labels,
      annotations: {},
      ownerReferences: [referenceTo(deployment)],
    },
    spec: {
      replicas: deployment.spec.replicas,
      selector: {
        ...deployment.spec.selector,
        matchLabels: { ...deployment.spec.selector.matchLabels, [hashLabel]: hash },
      },
      template,
      minReadySeconds: deployment.spec.minReadySeconds,
    },
  };
}

/**
 * The ReplicaSet that pods of the Deployment speak of when it was not given itself: a dump of Deployments and pods
 * alone. Of several the one with most pods counts as current.
 */
function lostReplicaSet(cluster: Cluster, deployment: Deployment): ReplicaSetName | undefined {
  const { namespace, name } = deployment.metadata;
  const pods = new Map<string, number>();
  for (const pod of cluster.podsMatching(namespace, deployment.spec.selector)) {
    const owner = controllerOf(pod);
    const hash = pod.metadata.labels[hashLabel];
    if (hash === undefined || owner?.kind !== 'ReplicaSet' || owner.name !== `${name}-${hash}`) continue;
    if (cluster.get('ReplicaSet', `${namespace}/${owner.name}`) === undefined) {
      pods.set(hash, (pods.get(hash) ?? 0) + 1);
    }
  }
  const [most] = [...pods].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return most === undefined ? undefined : { hash: most[0], name: `${name}-${most[0]}` };
}

interface ReplicaSetName {
  readonly hash: string;
  readonly name: string;
}

/** The name by the template's hash; another template or owner that holds it already makes the hash count on. */
function freeName(cluster: Cluster, deployment: Deployment): ReplicaSetName {
  const { namespace, name } = deployment.metadata;
  for (let number = templateHash(deployment.spec.template); ; number = hashText(String(number))) {
    const hash = safeEncode(number);
    if (cluster.get('ReplicaSet', `${namespace}/${name}-${hash}`) === undefined) {
      return { hash, name: `${name}-${hash}` };
    }
  }
}

function withHash(template: PodTemplateSpec, hash: string): PodTemplateSpec {
  const { labels, annotations } = template.metadata;
  return { ...template, metadata: { labels: { ...labels, [hashLabel]: hash }, annotations } };
}
