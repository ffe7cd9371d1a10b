import type { HttpVersion } from '@kubehop/core';

/** What whoever sends a request is told besides, in a file of tests or a scenario. */
export interface StatedSender {
  /** Where it comes from, as in kubehop trace --from: internet, internet/IP, network/IP, node/NAME, pod/NAMESPACE/NAME, deployment/NAMESPACE/NAME or another workload. The platform decides unless given. */
  readonly from?: string;
  /** Headers that the client sends; null takes one away that it would send, such as host. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** The version of HTTP, in quotes. */
  readonly version?: HttpVersion;
  /** The server name that the client sends in the TLS handshake, in place of the host of the URL; null sends none. */
  readonly sni?: string | null;
  /** The address that the client connects to, in place of name resolution. */
  readonly address?: string;
  /** Takes any certificate, also one that does not name the host. */
  readonly insecure?: boolean;
  /** Does not squash /../ and /./ in the path. */
  readonly pathAsIs?: boolean;
  /** The PROXY protocol line that the client sends first. */
  readonly proxyProtocol?: string;
}
