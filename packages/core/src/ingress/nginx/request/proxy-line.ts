/** What a line of the PROXY protocol says. */
export interface ProxyLine {
  readonly client: string;
  /** The port that the client asked. */
  readonly serverPort: number;
}

const pattern = /^PROXY TCP[46] (?<client>[0-9A-Fa-f.:]+) [0-9A-Fa-f.:]+ \d{1,5} (?<port>\d{1,5})(?:\r\n)?$/;

/** Reads a line of the PROXY protocol, version 1; undefined for other texts. @see haproxy/haproxy doc/proxy-protocol.txt section 2.1 */
export function readProxyLine(line: string): ProxyLine | undefined {
  const groups = pattern.exec(line)?.groups;
  const client = groups?.['client'];
  return client === undefined ? undefined : { client, serverPort: Number(groups?.['port']) };
}
