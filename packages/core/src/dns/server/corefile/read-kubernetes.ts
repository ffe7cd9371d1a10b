import type { Directive } from './caddyfile.js';
import { type KubernetesPlugin, kubernetesDefaults } from './kubernetes-plugin.js';
import { readLabelSelector } from '../../../object/label-selector-text.js';
import { type CorefileReading, withOptions } from './reading.js';

/** How the server reaches the API server, which decides about no answer. */
const connection: ReadonlySet<string> = new Set([
  'endpoint',
  'tls',
  'kubeconfig',
  'startup_timeout',
  'apiserver_qps',
  'apiserver_burst',
  'apiserver_max_inflight',
]);

const podModes: readonly KubernetesPlugin['pods'][] = ['disabled', 'insecure', 'verified'];

/** Reads a `kubernetes` plugin. @see coredns/coredns plugin/kubernetes/setup.go, ParseStanza */
export function readKubernetes(
  directive: Directive,
  zones: readonly string[],
  reading: CorefileReading,
): KubernetesPlugin {
  const usual: KubernetesPlugin = { ...kubernetesDefaults, zones: reading.zones(directive, zones) };
  return withOptions(
    usual,
    directive.block.map((option) => readOption(option, reading)),
  );
}

function readOption(option: Directive, reading: CorefileReading): Partial<KubernetesPlugin> {
  const { name, args } = option;
  switch (name) {
    case 'namespaces':
      return { namespaces: args };
    case 'namespace_labels':
      return readNamespaceLabels(option, reading);
    case 'pods':
      return readPods(option, reading);
    case 'ttl':
      return { ttl: reading.number(option, args[0], [0, 3600], kubernetesDefaults.ttl) };
    case 'endpoint_pod_names':
      return { endpointPodNames: true };
    case 'ignore':
      if (args[0] === 'empty_service') return { ignoreEmptyService: true };
      reading.refuse(option.line, `there is nothing to ignore called ${args.join(' ')}`);
      return {};
    case 'noendpoints':
      return { noEndpoints: true };
    case 'zonal':
      return { zonal: true };
    case 'multicluster':
      return { multicluster: reading.zonesIn(args, option.line) };
    case 'fallthrough':
      return { fallthrough: reading.fallthrough(option) };
    default:
      if (!connection.has(name)) reading.passOver(option, 'kubernetes');
      return {};
  }
}

function readPods({ args: [mode], line }: Directive, reading: CorefileReading): Partial<KubernetesPlugin> {
  const pods = podModes.find((known) => known === mode);
  if (pods !== undefined) return { pods };
  reading.refuse(line, `pods is ${podModes.join(', ')}, and not ${mode ?? 'nothing'}`);
  return {};
}

function readNamespaceLabels({ args, line }: Directive, reading: CorefileReading): Partial<KubernetesPlugin> {
  const namespaceLabels = readLabelSelector(args.join(' '));
  if (namespaceLabels !== undefined) return { namespaceLabels };
  reading.refuse(line, `${args.join(' ')} is no label selector`);
  return {};
}
