import type { Protocol } from '../address/protocol.js';
import type { Header, HttpVersion } from './request.js';

/**
 * One end of a connection. A client's port is ephemeral and therefore absent.
 *
 * @public
 */
export interface Socket {
  readonly address: string;
  readonly port?: number;
}

/** Stands for the port that a client's kernel picked, where a packet on the way back is addressed to it. @public */
export const ephemeralPort = 0;

/** The end that is connected to. @public */
export interface Target {
  readonly address: string;
  readonly port: number;
}

/** Whether two ends are the same. */
export function isSameTarget(one: Target, other: Target | undefined): boolean {
  return one.address === other?.address && one.port === other.port;
}

/** What the HTTP request inside the connection says at this point. @public */
export interface HttpView {
  readonly version: HttpVersion;
  readonly method: string;
  readonly host: string | null;
  readonly target: string;
  readonly headers: readonly Header[];
}

/** The TLS client hello at this point; absent where the bytes are plain. @public */
export interface TlsView {
  readonly sni: string | null;
  /** Whoever sends takes any certificate, as `curl -k` does; otherwise it refuses one that does not name the host. */
  readonly insecure?: true;
}

/**
 * The first packet of a connection (or a datagram), with what the connection will carry.
 *
 * `mark` is kube-proxy's masquerade mark: set by the service proxy, carried out by the node on the way out.
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, chain KUBE-MARK-MASQ
 * @public
 */
export interface Packet {
  readonly protocol: Protocol;
  readonly source: Socket;
  readonly destination: Target;
  readonly tls?: TlsView;
  readonly http?: HttpView;
  readonly proxyProtocol?: string;
  readonly mark?: 'masquerade';
}

/** What tells a connection from others: the protocol and both ends. Addresses are canonical. @public */
export type ProxiedPacket = Pick<Packet, 'protocol' | 'source' | 'destination'>;
