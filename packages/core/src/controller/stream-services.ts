import { isPortNumber } from '../address/port.js';
import type { ConfigMap } from '../object/config-map.js';
import type { StringMap } from '../object/metadata.js';
import type { ObjectKey } from '../object/object.js';
import type { ObjectReference } from '../problem/problem.js';

/** The protocols of streams. @public */
export type StreamProtocol = 'TCP' | 'UDP';

/** What a stream is passed on to. @public */
export interface StreamTarget {
  readonly service: ObjectKey;
  /** A number or a name. */
  readonly port: string;
  /** Whether every connection must begin with a PROXY protocol line, which is taken off. */
  readonly takesProxyLine: boolean;
  /** Whether the Service is sent a PROXY protocol line first. */
  readonly sendsProxyLine: boolean;
}

/** A port on which a controller passes on connections or datagrams without a look inside: one entry of a ConfigMap. @public */
export interface StreamService {
  readonly protocol: StreamProtocol;
  readonly port: number;
  readonly configMap: ObjectReference;
  /** The field of the entry. */
  readonly path: string;
  /** Undefined: the entry cannot be read, and the controller does not listen on the port. */
  readonly target: StreamTarget | undefined;
}

/** Why an entry is not taken. */
export interface StreamProblem {
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

/** What is in a ConfigMap of streams. */
export interface StreamEntries {
  readonly streams: readonly StreamService[];
  readonly problems: readonly StreamProblem[];
}

/** The flag that names the ConfigMap of each protocol. */
export const streamFlags: readonly { readonly flag: string; readonly protocol: StreamProtocol }[] = [
  { flag: 'tcp-services-configmap', protocol: 'TCP' },
  { flag: 'udp-services-configmap', protocol: 'UDP' },
];

/**
 * Reads a ConfigMap of streams: `9000: shop/db:5432`, with `:PROXY` behind it to take a PROXY protocol line off, and
 * `::PROXY` or `:PROXY:PROXY` to send one.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, getStreamServices;
 *   docs/user-guide/exposing-tcp-udp-services.md
 */
export function readStreams(configMap: ConfigMap, protocol: StreamProtocol, flags: StringMap): StreamEntries {
  const { namespace, name } = configMap.metadata;
  const reference: ObjectReference = { kind: 'ConfigMap', namespace, name };
  const reserved = reservedPorts(flags);
  const streams: StreamService[] = [];
  const problems: StreamProblem[] = [];
  for (const key of Object.keys(configMap.data).sort()) {
    const path = `data[${key}]`;
    const port = /^[-+]?\d+$/.test(key) ? Number(key) : NaN;
    const user = reserved.get(port);
    if (!isPortNumber(port)) {
      problems.push({
        path,
        message: `${key} is no port number`,
        fix: 'Name the entry by the port to listen on',
      });
    } else if (user !== undefined) {
      const message = `the controller needs port ${port} itself (--${user})`;
      problems.push({ path, message, fix: 'Take another port' });
    } else {
      const target = readTarget(configMap.data[key] ?? '', protocol);
      if (target === undefined)
        problems.push({ path, message: malformed(configMap.data[key] ?? ''), fix: form });
      streams.push({ protocol, port, configMap: reference, path, target });
    }
  }
  return { streams, problems };
}

const form = 'Write namespace/service:port';

function malformed(text: string): string {
  return `${JSON.stringify(text)} names no Service and port: the controller does not listen on the port`;
}

function readTarget(text: string, protocol: StreamProtocol): StreamTarget | undefined {
  const [service = '', port, decode = '', encode = '', ...more] = text.split(':');
  const names = service.split('/');
  if (port === undefined || names.length !== 2 || names.includes('')) return undefined;
  const isProxied = protocol === 'TCP';
  return {
    service,
    port,
    takesProxyLine: isProxied && decode.toUpperCase() === 'PROXY',
    sendsProxyLine: isProxied && encode.toUpperCase() === 'PROXY' && more.length === 0,
  };
}

/** The ports that a controller listens on for itself, by the flags that set them. @see kubernetes/ingress-nginx pkg/flags/flags.go */
const ownPorts: readonly (readonly [flag: string, port: number])[] = [
  ['http-port', 80],
  ['https-port', 443],
  ['ssl-passthrough-proxy-port', 442],
  ['healthz-port', 10254],
  ['default-server-port', 8181],
  ['profiler-port', 10245],
  ['status-port', 10246],
  ['stream-port', 10247],
];

function reservedPorts(flags: StringMap): ReadonlyMap<number, string> {
  return new Map(ownPorts.map(([flag, port]) => [Number(flags[flag] ?? port), flag]));
}
