import { bareMetal, createCluster, type Cluster, type Pod } from '@kubehop/core';
import {
  dnsServer,
  type KubernetesPlugin,
  pluginDefaults,
  podResolvConf,
  type Question,
  type ResolvConf,
  type ResolvConfOption,
  type Response,
} from '@kubehop/core/components';
import type { DnsCase, DnsCaseCluster, DnsCaseServer } from './dns-case.js';

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
    const answer = own.filter((record) => record.type === type).map((record) => ({ ttl: 0, ...record }));
    return { rcode: own.length > 0 ? 'NOERROR' : upstreamMissing, answer, authority: [], additional: [] };
  };
}

const readOfServer: ReadonlySet<string> = new Set(['server', 'kubernetes', 'upstream', 'upstreamMissing']);

/** The server of a case. */
export function serverOf(cluster: Cluster, server: DnsCaseServer): Answering {
  const unread = Object.keys(server).find((key) => !readOfServer.has(key));
  if (unread !== undefined) throw new Error(`the adapter does not read cluster.dns.${unread}`);
  const { synced = true, localIPs = [], ...block } = server.kubernetes ?? {};
  const own = dnsServer(cluster, {
    kubernetes: pluginOf(block),
    isSynced: synced === true,
    localIPs: textsOf(localIPs),
    upstream: upstreamOf(server),
  });
  return (question) => own.answer(question);
}

/** The options of the vectors that are called otherwise by the library, or written otherwise. */
const renamed: Readonly<Record<string, (value: unknown) => Partial<KubernetesPlugin>>> = {
  noendpoints: (value) => ({ noEndpoints: value === true }),
  // No zone at all is every zone.
  fallthrough: (value) => ({ fallthrough: textsOf(value).length === 0 ? ['.'] : textsOf(value) }),
  namespaceLabels: (value) => ({
    namespaceLabels: { matchLabels: value as Readonly<Record<string, string>>, matchExpressions: [] },
  }),
};

function pluginOf(block: Readonly<Record<string, unknown>>): KubernetesPlugin {
  const usual: KubernetesPlugin = { ...pluginDefaults, zones: [] };
  const options = Object.entries(block).map(([key, value]): Partial<KubernetesPlugin> => {
    const rename = renamed[key];
    if (rename === undefined && !(key in usual)) throw new Error(`the option ${key} is not known`);
    return rename === undefined ? { [key]: value } : rename(value);
  });
  return Object.assign(usual, ...options) as KubernetesPlugin;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];
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
