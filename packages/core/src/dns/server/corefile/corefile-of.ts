import type { Cluster } from '../../../cluster/cluster.js';
import type { ConfigMap } from '../../../object/config-map.js';
import type { Assumption } from '../../../problem/assumption.js';
import { type Corefile, kubeadmCorefile } from './corefile.js';
import { readCorefile } from './read-corefile.js';
import { corefileKey, corefileObject } from './reading.js';

/** The Corefile that the DNS server of a cluster follows, and what of it is passed over. */
export interface FollowedCorefile {
  readonly corefile: Corefile;
  readonly assumptions: readonly Assumption[];
}

const key = `${corefileObject.namespace ?? ''}/${corefileObject.name}`;

const remembered = new WeakMap<ConfigMap, FollowedCorefile>();

/** The Corefile in the ConfigMap of CoreDNS; where there is none, the one that kubeadm writes. */
export function corefileOf(cluster: Cluster): FollowedCorefile {
  const configMap = cluster.get('ConfigMap', key);
  const text = configMap?.data[corefileKey];
  if (configMap === undefined || text === undefined) {
    return { corefile: kubeadmCorefile(cluster.platform.dns.clusterDomain), assumptions: [] };
  }
  let followed = remembered.get(configMap);
  if (followed === undefined) {
    followed = follow(text);
    remembered.set(configMap, followed);
  }
  return followed;
}

function follow(text: string): FollowedCorefile {
  const { corefile, problems } = readCorefile(text);
  const assumptions = problems.map(({ object, path, message }): Assumption => ({
    code: 'corefile-not-followed',
    object,
    path,
    message,
  }));
  return { corefile, assumptions };
}
