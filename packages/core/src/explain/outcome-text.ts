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

/** What the client sees, in one phrase. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'response': {
      const who = outcome.from === 'application' ? 'the application' : 'the proxy itself';
      return `${outcome.status} from ${who} in ${placeText(outcome.place)}`;
    }
    case 'connected':
      return `connected to ${placeText(outcome.place)}`;
    case 'delivered':
      return `delivered to ${placeText(outcome.place)}`;
    case 'refused':
      return `connection refused at ${placeText(outcome.place)}`;
    case 'reset':
      return `connection reset at ${placeText(outcome.place)}`;
    case 'closed':
      return `connection closed at ${placeText(outcome.place)}`;
    case 'timeout':
      return `no answer: lost at ${placeText(outcome.place)}`;
    case 'unroutable':
      return `no route from ${placeText(outcome.place)}`;
    case 'left':
      return `left the model towards ${outcome.to}`;
    case 'dns-error':
      return `name not resolved: ${outcome.rcode} from ${placeText(outcome.place)}`;
    case 'tls-error':
      return `TLS handshake failed at ${placeText(outcome.place)}`;
    case 'unknown':
      return `unknown: ${outcome.missing}`;
    default:
      return outcome satisfies never;
  }
}
