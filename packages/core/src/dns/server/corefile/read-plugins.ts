import { lowerName } from '../../name.js';
import type { AutopathPlugin } from './autopath-plugin.js';
import type { CachePlugin } from './cache-plugin.js';
import type { Directive } from './caddyfile.js';
import type { ForwardPlugin } from './forward-plugin.js';
import { k8sExternalDefaults, type K8sExternalPlugin } from './k8s-external-plugin.js';
import type { LoadbalancePlugin } from './loadbalance-plugin.js';
import { type CorefileReading, withOptions } from './reading.js';
import type { TransferPlugin } from './transfer-plugin.js';

/** Reads an `autopath` plugin. @see coredns/coredns plugin/autopath/setup.go */
export function readAutopath(
  directive: Directive,
  ofBlock: readonly string[],
  reading: CorefileReading,
): AutopathPlugin | undefined {
  const search = directive.args.at(-1);
  if (search !== '@kubernetes' && search !== '/etc/resolv.conf') {
    reading.passOver(directive, '');
    return undefined;
  }
  return { zones: reading.zones({ ...directive, args: directive.args.slice(0, -1) }, ofBlock), search };
}

/** Options of `cache` that an answer that is not kept yet does not show. */
const laterOptions: ReadonlySet<string> = new Set([
  'disable',
  'keepttl',
  'prefetch',
  'serve_stale',
  'servfail',
]);
const longestTtl = 2 ** 31 - 1;

/** Reads a `cache` plugin. @see coredns/coredns plugin/cache/setup.go, cacheParse */
export function readCache(
  directive: Directive,
  ofBlock: readonly string[],
  reading: CorefileReading,
): CachePlugin {
  const [first = ''] = directive.args;
  const isTtl = /^\d+$/.test(first);
  const args = isTtl ? directive.args.slice(1) : directive.args;
  const usual: CachePlugin = {
    zones: reading.zones({ ...directive, args }, ofBlock),
    success: isTtl ? Number(first) : 3600,
    denial: isTtl ? Number(first) : 1800,
  };
  return withOptions(
    usual,
    directive.block.map((option) => readCacheOption(option, usual, reading)),
  );
}

function readCacheOption(
  option: Directive,
  usual: CachePlugin,
  reading: CorefileReading,
): Partial<CachePlugin> {
  const { name, args } = option;
  if (name !== 'success' && name !== 'denial') {
    if (!laterOptions.has(name)) reading.passOver(option, 'cache');
    return {};
  }
  const [, ttl, least] = args;
  if (least !== undefined) reading.passOver(option, 'cache');
  return ttl === undefined ? {} : { [name]: reading.number(option, ttl, [1, longestTtl], usual[name]) };
}

/** Options of `forward` that decide how, and not whether or whom, it asks. */
const manners: ReadonlySet<string> = new Set([
  'doh_method',
  'expire',
  'failfast_all_unhealthy_upstreams',
  'failover',
  'force_tcp',
  'health_check',
  'max_age',
  'max_concurrent',
  'max_connect_attempts',
  'max_fails',
  'max_idle_conns',
  'policy',
  'prefer_udp',
  'read_timeout',
  'resolver',
  'source_address',
  'tls',
  'tls_servername',
]);

/** Reads a `forward` plugin. @see coredns/coredns plugin/forward/setup.go, parseStanza */
export function readForward(directive: Directive, reading: CorefileReading): ForwardPlugin | undefined {
  const [zone, ...to] = directive.args;
  if (zone === undefined || to.length === 0) {
    reading.refuse(directive.line, 'forward needs a zone and a server');
    return undefined;
  }
  const [from] = reading.zonesIn([zone], directive.line);
  const except: string[] = [];
  for (const option of directive.block) {
    if (option.name === 'except') except.push(...reading.zonesIn(option.args, option.line));
    else if (!manners.has(option.name)) reading.passOver(option, 'forward');
  }
  return from === undefined ? undefined : { from, to, except };
}

/** Reads a `k8s_external` plugin. @see coredns/coredns plugin/k8s_external/setup.go */
export function readK8sExternal(
  directive: Directive,
  ofBlock: readonly string[],
  reading: CorefileReading,
): K8sExternalPlugin {
  return withOptions(
    { ...k8sExternalDefaults, zones: reading.zones(directive, ofBlock) },
    directive.block.map((option) => readExternalOption(option, reading)),
  );
}

function readExternalOption(option: Directive, reading: CorefileReading): Partial<K8sExternalPlugin> {
  const [first] = option.args;
  switch (option.name) {
    case 'apex':
      return first === undefined ? {} : { apex: lowerName(first) };
    case 'ttl':
      return { ttl: reading.number(option, first, [0, 3600], k8sExternalDefaults.ttl) };
    case 'headless':
      return { headless: true };
    case 'fallthrough':
      return { fallthrough: reading.fallthrough(option) };
    default:
      reading.passOver(option, 'k8s_external');
      return {};
  }
}

/** Reads a `loadbalance` plugin; the file with weights is not known. @see coredns/coredns plugin/loadbalance/setup.go */
export function readLoadbalance(directive: Directive, reading: CorefileReading): LoadbalancePlugin {
  const [policy = 'round_robin'] = directive.args;
  if (policy === 'weighted') reading.passOver({ ...directive, name: 'weighted' }, 'loadbalance');
  else if (policy !== 'round_robin') reading.refuse(directive.line, `there is no policy ${policy}`);
  const prefer: string[] = [];
  for (const option of directive.block) {
    if (option.name === 'prefer') prefer.push(...option.args);
    else if (option.name !== 'reload') reading.passOver(option, 'loadbalance');
  }
  return { policy: 'round_robin', prefer };
}

/** Reads a `transfer` plugin. @see coredns/coredns plugin/transfer/setup.go */
export function readTransfer(
  directive: Directive,
  ofBlock: readonly string[],
  reading: CorefileReading,
): TransferPlugin {
  const to: string[] = [];
  for (const option of directive.block) {
    if (option.name === 'to') to.push(...option.args);
    else if (option.name !== 'source') reading.passOver(option, 'transfer');
  }
  return { zones: reading.zones(directive, ofBlock), to };
}
