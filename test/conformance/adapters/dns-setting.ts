import { bareMetal, createCluster, type Cluster, type Pod } from '@kubehop/core';
import {
  type Asker,
  dnsServer,
  podResolvConf,
  type Question,
  type ResolvConf,
  type ResolvConfOption,
  type Response,
} from '@kubehop/core/components';
import type { DnsCase, DnsCaseCluster, DnsCaseServer } from './dns-case.js';
import { serverBlock, textsOf } from './dns-corefile.js';

/** Answers a question, as the server of a case or the next one does. */
export type Answering = (question: Question) => Response;

/** The cluster of a case: its objects as they are, with EndpointSlices derived where the case says so. */
export function clusterOf({
  cluster: { endpointSliceController: derives = false },
  objects,
}: DnsCase): Cluster {
  const nodes = new Set(objects.flatMap(({ spec }) => spec?.nodeName ?? []));
  // A pod on a node that does not exist has no endpoint.
  const nodeObjects = Array.from(nodes, (name) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } }));
  return createCluster([...nodeObjects, ...objects], {
    platform: bareMetal(),
    admission: 'skip',
    settle: derives ? ['endpointslice'] : 'never',
  });
}

/** What the next server knows; other names do not exist there, unless the case says otherwise. */
export function upstreamOf({ upstream = [], upstreamMissing = 'NXDOMAIN' }: DnsCaseServer): Answering {
  return ({ name, type }) => {
    const own = upstream.filter((record) => record.name.toLowerCase() === name.toLowerCase());
    const answer = own.flatMap(({ data, ...record }) =>
      data !== undefined && record.type === type ? [{ ttl: 0, ...record, data }] : [],
    );
    const [{ rcode = 'NOERROR' } = { rcode: upstreamMissing }] = own;
    return { rcode, answer, authority: [], additional: [] };
  };
}

/** The server of a case. */
export function serverOf(
  cluster: Cluster,
  server: DnsCaseServer,
): (question: Question, asker?: Asker) => Response {
  const own = dnsServer(cluster, {
    corefile: [serverBlock(server)],
    isSynced: server.kubernetes?.['synced'] !== false,
    localIPs: textsOf(server.kubernetes?.['localIPs'] ?? server.k8sExternal?.['addresses']),
    searches: server.autopath?.serverSearch ?? [],
    upstream: upstreamOf(server),
  });
  return (question, asker) => own.answer(question, asker);
}

/** The pod of a case by its `namespace/name`. */
export function podOf(cluster: Cluster, key: string): Pod {
  const pod = cluster.get('Pod', key);
  if (pod === undefined) throw new Error(`there is no pod ${key}`);
  return pod;
}

/** The resolver file of a pod of a case. */
export function resolvConfOf(facts: DnsCaseCluster, pod: Pod): ResolvConf {
  const node = facts.nodes?.[pod.spec.nodeName ?? ''];
  const conf = node?.resolvConf ?? null;
  return podResolvConf(pod, {
    clusterDomain: facts.clusterDomain ?? '',
    clusterDNS: facts.clusterDNS ?? [],
    node: conf === null ? null : { ...conf, options: conf.options.map(optionOf) },
    nodeIPs: node?.ips ?? [],
    kubernetesMinor: 34,
  });
}

function optionOf(text: string): ResolvConfOption {
  const [name = '', value] = text.split(':');
  return value === undefined ? { name } : { name, value };
}

/** An option as the vectors write it. */
export function optionText({ name, value }: ResolvConfOption): string {
  return value === undefined ? name : `${name}:${value}`;
}
