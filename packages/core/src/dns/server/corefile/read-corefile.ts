import type { Problem } from '../../../problem/problem.js';
import { type Directive, readCaddyfile } from './caddyfile.js';
import type { Corefile, ServerBlock } from './corefile.js';
import { readKubernetes } from './read-kubernetes.js';
import {
  readAutopath,
  readCache,
  readForward,
  readK8sExternal,
  readLoadbalance,
  readTransfer,
} from './read-plugins.js';
import { CorefileReading, withOptions } from './reading.js';

/** A Corefile as it was read, with what is wrong with it and what the model does not follow. @public */
export interface ReadCorefile {
  readonly corefile: Corefile;
  readonly problems: readonly Problem[];
}

/**
 * Reads a Corefile. Which port a server block listens on makes no difference: questions reach them all.
 *
 * @see coredns/coredns README.md and plugin.cfg
 * @public
 * @example
 * readCorefile('.:53 {\n kubernetes cluster.local\n forward . 192.0.2.53\n}').corefile[0]?.forward;
 */
export function readCorefile(text: string): ReadCorefile {
  const reading = new CorefileReading();
  const { blocks, unbalanced } = readCaddyfile(text);
  if (unbalanced !== undefined) reading.refuse(unbalanced, 'a brace has no other one');
  const corefile = blocks.flatMap((block) => readBlock(block, reading) ?? []);
  return { corefile, problems: reading.problems };
}

/** A server block; a snippet or an import is none. */
function readBlock(directive: Directive, reading: CorefileReading): ServerBlock | undefined {
  const { name, args, line, block } = directive;
  if (name === 'import' || name.startsWith('(')) {
    reading.passOver(directive, '');
    return undefined;
  }
  const keys = [name, ...args].flatMap((key) => key.split(',')).filter((key) => key !== '');
  const zones = reading.zonesIn(keys.map(zoneOfKey), line);
  const plugins = block.map((plugin) => readPlugin(plugin, zones, reading));
  const forward = plugins.flatMap((plugin) => plugin.forward ?? []);
  return withOptions<ServerBlock>({ zones }, [...plugins, forward.length === 0 ? {} : { forward }]);
}

/** A key that is a port only is for every name. */
function zoneOfKey(key: string): string {
  return key.startsWith(':') ? `.${key}` : key;
}

/** Plugins that decide about no answer. */
const silent: ReadonlySet<string> = new Set([
  'bind',
  'bufsize',
  'cancel',
  'debug',
  'dnstap',
  'errors',
  'health',
  'local',
  'log',
  'loop',
  'metadata',
  'multisocket',
  'nsid',
  'pprof',
  'prometheus',
  'ready',
  'reload',
  'root',
  'timeouts',
  'tls',
  'trace',
]);

function readPlugin(
  directive: Directive,
  zones: readonly string[],
  reading: CorefileReading,
): Partial<ServerBlock> {
  switch (directive.name) {
    case 'autopath': {
      const autopath = readAutopath(directive, zones, reading);
      return autopath === undefined ? {} : { autopath };
    }
    case 'cache':
      return { cache: readCache(directive, zones, reading) };
    case 'forward': {
      const read = readForward(directive, reading);
      return read === undefined ? {} : { forward: [read] };
    }
    case 'k8s_external':
      return { k8sExternal: readK8sExternal(directive, zones, reading) };
    case 'kubernetes':
      return { kubernetes: readKubernetes(directive, zones, reading) };
    case 'loadbalance':
      return { loadbalance: readLoadbalance(directive, reading) };
    case 'transfer':
      return { transfer: readTransfer(directive, zones, reading) };
    default:
      if (!silent.has(directive.name)) reading.passOver(directive, '');
      return {};
  }
}
