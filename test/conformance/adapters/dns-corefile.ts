import {
  type AutopathPlugin,
  k8sExternalDefaults,
  type K8sExternalPlugin,
  type KubernetesPlugin,
  kubernetesDefaults,
  type ServerBlock,
} from '@kubehop/core/components';
import type { DnsCaseServer } from './dns-case.js';

const read: ReadonlySet<string> = new Set([
  'server',
  'kubernetes',
  'k8sExternal',
  'autopath',
  'loadbalance',
  'weights',
  'upstream',
  'upstreamMissing',
]);

/** The server block of a case. */
export function serverBlock(server: DnsCaseServer): ServerBlock {
  const unread = Object.keys(server).find((key) => !read.has(key));
  if (unread !== undefined) throw new Error(`the adapter does not read cluster.dns.${unread}`);
  const { kubernetes = {}, k8sExternal, autopath } = server;
  // The facts of the server itself, and the transfer plugin, stand beside the options of the block.
  const { synced: _synced, localIPs: _localIPs, transfer = false, ...own } = kubernetes;
  // The cases of external zones take zone transfers for granted.
  const transferred = [
    ...(transfer === true ? textsOf(own['zones']) : []),
    ...textsOf(k8sExternal?.['zones']),
  ];
  return {
    zones: ['.'],
    ...(autopath !== undefined && { autopath: autopathPlugin(autopath) }),
    transfer: { zones: transferred, to: ['*'] },
    ...(k8sExternal !== undefined && { k8sExternal: externalPlugin(k8sExternal) }),
    kubernetes: kubernetesPlugin(own),
    forward: [{ from: '.', to: ['/etc/resolv.conf'], except: [] }],
  };
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

function kubernetesPlugin(block: Readonly<Record<string, unknown>>): KubernetesPlugin {
  const usual: KubernetesPlugin = { ...kubernetesDefaults, zones: [] };
  const options = Object.entries(block).map(([key, value]): Partial<KubernetesPlugin> => {
    const rename = renamed[key];
    if (rename === undefined && !(key in usual)) throw new Error(`the option ${key} is not known`);
    return rename === undefined ? { [key]: value } : rename(value);
  });
  return Object.assign(usual, ...options) as KubernetesPlugin;
}

function externalPlugin(block: Readonly<Record<string, unknown>>): K8sExternalPlugin {
  const { addresses: _addresses, ...options } = block;
  const usual: K8sExternalPlugin = { ...k8sExternalDefaults, zones: [] };
  const unknown = Object.keys(options).find((key) => !(key in usual));
  if (unknown !== undefined) throw new Error(`the option ${unknown} is not known`);
  return { ...usual, ...options };
}

function autopathPlugin({ kubernetes, search = [] }: NonNullable<DnsCaseServer['autopath']>): AutopathPlugin {
  // The name as it is, which the vectors list last, is always tried last.
  const listed = search.filter((domain) => domain !== '');
  return { zones: ['.'], search: kubernetes === true ? '@kubernetes' : listed };
}

/** The texts of a list. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];
}
