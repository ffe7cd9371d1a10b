import type { HttpView, Packet } from '../request/packet.js';
import type { Change } from '../trace/change.js';

/** What a proxy changed in what the connection carries: TLS, the line of the PROXY protocol, and HTTP. */
export function contentChanges(before: Packet, after: Packet): readonly Change[] {
  const changes: Change[] = [];
  const from = protocolOf(before);
  const to = protocolOf(after);
  if (from !== to) changes.push({ kind: 'connection', field: 'tls', from, to });
  if (before.proxyProtocol !== after.proxyProtocol) {
    const { proxyProtocol: line = '' } = before;
    changes.push({ kind: 'connection', field: 'PROXY protocol', from: line, to: after.proxyProtocol ?? '' });
  }
  if (before.http !== undefined && after.http !== undefined) addHttpChanges(before.http, after.http, changes);
  return changes;
}

function protocolOf({ tls }: Packet): string {
  return tls === undefined ? 'plain' : 'TLS';
}

function addHttpChanges(before: HttpView, after: HttpView, changes: Change[]): void {
  if (before.host !== after.host) {
    changes.push({ kind: 'host', field: 'host', from: before.host ?? '', to: after.host ?? '' });
  }
  if (before.target !== after.target) {
    changes.push({ kind: 'path', field: 'path', from: before.target, to: after.target });
  }
  if (before.version !== after.version) {
    changes.push({ kind: 'connection', field: 'http version', from: before.version, to: after.version });
  }
  if (before.headers === after.headers) return;
  const kept = new Map(before.headers.map(({ name, value }) => [name, value]));
  for (const { name, value } of after.headers) {
    const old = kept.get(name);
    kept.delete(name);
    if (old !== value) changes.push({ kind: 'header', field: name, from: old ?? '', to: value });
  }
  for (const [name, value] of kept) changes.push({ kind: 'header', field: name, from: value, to: '' });
}
