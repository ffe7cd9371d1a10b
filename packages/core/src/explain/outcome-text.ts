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

/** What the client sees, without the place where it was decided. */
export function verdictText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'response':
      return `${outcome.status} from ${outcome.from === 'application' ? 'the application' : 'the proxy itself'}`;
    case 'connected':
    case 'delivered':
      return outcome.kind;
    case 'refused':
      return 'connection refused';
    case 'reset':
      return 'connection reset';
    case 'closed':
      return 'connection closed';
    case 'timeout':
      return 'no answer';
    case 'unroutable':
      return 'no route';
    case 'left':
      return `left the model towards ${outcome.to}`;
    case 'dns-error':
      return `name not resolved: ${outcome.rcode}`;
    case 'tls-error':
      return 'TLS handshake failed';
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
