import type { AllTraces } from '../../pipeline/trace-all.js';
import type { HttpView } from '../../request/packet.js';
import type { Header } from '../../request/request.js';

/** What a pod gets of a request, word for word: target, host, what a proxy tells of the path, and whether it is spoken to by TLS. */
export function wordingAt({ target, host, headers }: Sent, isTls: boolean): string {
  const prefix = headers.find(({ name }) => name === 'x-forwarded-prefix')?.value ?? '';
  return [target, host ?? '', prefix, isTls ? 'TLS' : ''].join(' ');
}

type Sent = Pick<HttpView, 'target' | 'host' | 'headers'>;

/** What a client gets that is answered by a proxy, word for word. */
export function wordingOfAnswer(headers: readonly Header[]): string {
  const location = headers.find(({ name }) => name === 'location');
  return location === undefined ? nothingTold : `to ${location.value}`;
}

/** Neither a pod nor the client gets a text that depends on the request. */
export const nothingTold = '';

/** What pods and clients get of one request, word for word: paths, hosts and locations that a fate leaves general. */
export function wordingOf({ branches }: AllTraces): string {
  const texts = branches.map(({ trace: { outcome, hops } }) => {
    const last = hops.at(-1);
    const http = last?.stage === 'pod' ? last.packet.http : undefined;
    if (http !== undefined) return wordingAt(http, last?.packet.tls !== undefined);
    return outcome.kind === 'response' ? wordingOfAnswer(outcome.headers) : nothingTold;
  });
  return [...new Set(texts)].sort().join('\n');
}
