import type { Outcome } from '../trace/outcome.js';
import { placeText } from './words.js';

/** Whether an outcome is what a user hopes for. */
export function isGood(outcome: Outcome): boolean {
  return (
    outcome.kind === 'connected' ||
    outcome.kind === 'delivered' ||
    (outcome.kind === 'response' && outcome.from === 'application')
  );
}

/** What the client sees, of outcomes of which the kind says it all. */
export const plainVerdicts: Readonly<
  Record<Exclude<Outcome['kind'], 'response' | 'left' | 'dns-error' | 'unknown'>, string>
> = {
  connected: 'connected',
  delivered: 'delivered',
  refused: 'connection refused',
  reset: 'connection reset',
  closed: 'connection closed',
  timeout: 'no answer',
  unroutable: 'no route',
  'tls-error': 'TLS handshake failed',
};

/** What the client sees, without the place where it was decided. */
export function verdictText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'response':
      return `${outcome.status} from ${outcome.from === 'application' ? 'the application' : 'the proxy itself'}`;
    case 'left':
      return `left the model towards ${outcome.to}`;
    case 'dns-error':
      return `name not resolved: ${outcome.rcode}`;
    case 'connected':
    case 'delivered':
    case 'refused':
    case 'reset':
    case 'closed':
    case 'timeout':
    case 'unroutable':
    case 'tls-error':
      return plainVerdicts[outcome.kind];
    case 'unknown':
      return `unknown: ${outcome.missing}`;
    default:
      return outcome satisfies never;
  }
}

/** What the client sees and where that was decided, in one phrase. */
export function outcomeText(outcome: Outcome): string {
  const verdict = verdictText(outcome);
  const place = placeText(outcome.place);
  switch (outcome.kind) {
    case 'response':
      return `${verdict} in ${place}`;
    case 'connected':
    case 'delivered':
      return `${verdict} to ${place}`;
    case 'timeout':
      return `${verdict}: lost at ${place}`;
    case 'unroutable':
    case 'dns-error':
      return `${verdict} from ${place}`;
    case 'refused':
    case 'reset':
    case 'closed':
    case 'tls-error':
      return `${verdict} at ${place}`;
    case 'left':
    case 'unknown':
      return verdict;
    default:
      return outcome satisfies never;
  }
}
