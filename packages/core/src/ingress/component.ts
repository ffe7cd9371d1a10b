import { connectionOf } from './connection.js';
import type { Memory } from '../step/memory.js';
import { done } from '../step/result.js';
import type { Flight, Step, Views } from '../step/step.js';
import type { IngressHop } from '../trace/hop.js';
import type { Cause } from '../trace/outcome.js';
import { controllerOf, hopBase, type AtController } from './at-controller.js';
import { refusalOf } from './client-check.js';
import { ingressController } from './controller.js';
import type { IngressDecision } from './decision.js';
import { endHere } from './end-here.js';
import { openConnection } from './open-connection.js';
import { sendToName } from './send-to-name.js';

/**
 * An ingress controller in its pod: it ends the connection, and answers itself or opens another one to an endpoint.
 *
 * @throws {TypeError} when the flight is not at a port of a controller's pod
 */
export function ingressComponent(views: Views, memory: Memory, flight: Flight): Step {
  const at = controllerOf(views, flight);
  const { http, tls } = flight.packet;
  const connection = connectionOf(flight.packet);
  const controller = ingressController(at.cluster, at.profile);
  const decision =
    http === undefined ? controller.connect(connection) : controller.handle({ ...connection, http });
  if (decision === undefined) return waitForRequest(at);
  const refusal = tls === undefined ? undefined : refusalOf(decision, tls);
  if (refusal !== undefined) return refusedByClient(at, decision, refusal);
  const { result } = decision;
  if (result.kind === 'forward' || result.kind === 'pass')
    return openConnection(at, memory, decision, result);
  if (result.kind === 'left') return sendToName(at, memory, decision, result);
  return endHere(at, decision, result);
}

/** A connection that carries no HTTP request ends at the controller. */
function waitForRequest(at: AtController): Step {
  const hop: IngressHop = {
    ...hopBase(at, { server: '_', rule: { id: 'process-listens' }, skipped: [] }),
    action: 'terminated',
    changes: [],
    endpoints: [],
  };
  return done([hop], {
    kind: 'connected',
    place: at.place,
    cause: {
      code: 'proxy-reached',
      message: 'The controller takes the connection and waits for an HTTP request.',
      fix: 'Ask with http:// or https:// to see where a request is sent.',
    },
  });
}

/** The handshake ends before any request is sent. */
function refusedByClient(at: AtController, { server, certificate }: IngressDecision, cause: Cause): Step {
  const shown = certificate === undefined ? {} : { certificate };
  const hop: IngressHop = {
    ...hopBase(at, { server, ...shown, rule: { id: 'client-refuses-certificate' }, skipped: [] }),
    action: 'rejected',
    changes: [],
    endpoints: [],
  };
  return done([hop], { kind: 'tls-error', place: at.place, cause });
}
