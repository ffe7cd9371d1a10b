import type { AllTraces } from '../../pipeline/trace-all.js';
import type { Header } from '../../request/request.js';

/** What a pod gets of a request, word for word. */
export function wordingAt(target: string, host: string | null): string {
  return `${target} ${host ?? ''}`;
}

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
    if (http !== undefined) return wordingAt(http.target, http.host);
    return outcome.kind === 'response' ? wordingOfAnswer(outcome.headers) : nothingTold;
  });
  return [...new Set(texts)].sort().join('\n');
}
