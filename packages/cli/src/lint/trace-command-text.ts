import type { Origin, RequestInput } from '@kubehop/core';
import type { ManifestOptions } from '../input/manifest-options.js';

/**
 * The command that follows a request through the same manifests; undefined where no option says what the request needs.
 *
 * @param isOneOfMany whether another way than the first one matters
 */
export function traceCommandFor(
  request: RequestInput,
  options: ManifestOptions,
  isOneOfMany: boolean,
): string | undefined {
  const { from, url, method, headers = [], insecure, address } = request;
  const origin = from === undefined ? [] : originOption(from);
  const resolve = address === undefined ? [] : resolveOption(url, address);
  const isBeyond =
    request.version !== undefined ||
    request.sni !== undefined ||
    request.sourcePort !== undefined ||
    request.proxyProtocol !== undefined;
  if (origin === undefined || resolve === undefined || isBeyond) return undefined;
  const sent = isHeaderList(headers)
    ? headers.map(({ name, value }) => [name, value] as const)
    : Object.entries(headers);
  const args = [
    ...manifestArguments(options),
    ...(isOneOfMany ? ['--all'] : []),
    ...origin,
    ...(method === undefined ? [] : ['-X', method]),
    ...sent.flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    ...(insecure === true ? ['-k'] : []),
    ...resolve,
    ...(/\/\.{1,2}(?:[/?]|$)/.test(url) ? ['--path-as-is'] : []),
    url,
  ];
  return ['kubehop', 'trace', ...args.map(quoted)].join(' ');
}

/** What makes the same cluster. */
function manifestArguments(options: ManifestOptions): readonly string[] {
  const { filename = [], config, platform, proxyMode, kubernetesVersion } = options;
  const given = { config, platform, 'proxy-mode': proxyMode, 'kubernetes-version': kubernetesVersion };
  return [
    ...filename.flatMap((file) => ['-f', file]),
    ...Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value])),
  ];
}

function originOption(origin: Origin): readonly string[] | undefined {
  switch (origin.kind) {
    case 'internet':
    case 'network':
      return ['--from', `${origin.kind}/${origin.address}`];
    case 'node':
      return ['--from', `node/${origin.node}`];
    case 'pod':
      return ['--from', `pod/${origin.namespace}/${origin.name}`];
    case 'workload': {
      const { kind, namespace, name } = origin.workload;
      return ['--from', `${kind.toLowerCase()}/${namespace}/${name}`];
    }
    case 'address':
      return undefined;
    default:
      return origin satisfies never;
  }
}

const defaultPorts: Readonly<Record<string, string>> = { http: '80', https: '443', grpc: '80', grpcs: '443' };

function resolveOption(url: string, address: string): readonly string[] | undefined {
  const [, scheme = 'http', host = '', written] =
    /^(?:(\w+):\/\/)?(\[[^\]]*\]|[^/:?#]*)(?::(\d+))?/.exec(url) ?? [];
  const port = written ?? defaultPorts[scheme];
  if (host === address || host === `[${address}]`) return [];
  return port === undefined || host.startsWith('[') ? undefined : ['--resolve', `${host}:${port}:${address}`];
}

function isHeaderList<Item>(
  headers: Readonly<Record<string, string>> | readonly Item[],
): headers is readonly Item[] {
  return Array.isArray(headers);
}

/** An argument as a shell takes it. */
function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
