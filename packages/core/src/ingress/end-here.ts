import { done } from '../step/result.js';
import type { Step } from '../step/step.js';
import type { IngressHop } from '../trace/hop.js';
import type { Outcome } from '../trace/outcome.js';
import type { Place } from '../trace/place.js';
import { hopBase, type AtController } from './at-controller.js';
import type { IngressDecision, IngressResult } from './decision.js';

/** The result of a request or a connection that ends at the controller. */
type Ended = Exclude<IngressResult, { readonly kind: 'forward' | 'pass' | 'left' }>;

/** The controller answers or refuses itself. */
export function endHere(at: AtController, decision: IngressDecision, result: Ended): Step {
  const hop: IngressHop = {
    ...hopBase(at, decision),
    action: actionOf(result),
    changes: [],
    endpoints: [],
  };
  return done([hop], outcomeOf(result, at.place), decision.assumptions);
}

function actionOf(result: Ended): IngressHop['action'] {
  switch (result.kind) {
    case 'response':
      return 'answered';
    case 'tls-error':
    case 'closed':
    case 'refused':
      return 'rejected';
    case 'unknown':
      return 'terminated';
    default:
      return result satisfies never;
  }
}

function outcomeOf(result: Ended, place: Place): Outcome {
  switch (result.kind) {
    case 'response': {
      const { status, headers, cause } = result;
      return { kind: 'response', status, headers, from: 'proxy', place, cause };
    }
    case 'tls-error':
    case 'closed':
    case 'refused':
      return { kind: result.kind, place, cause: result.cause };
    case 'unknown':
      return { kind: 'unknown', missing: result.missing, place, cause: result.cause };
    default:
      return result satisfies never;
  }
}
