import type { Assumption } from '../problem/assumption.js';
import type { AssumptionCode } from '../problem/assumptions.js';
import type { TlsView } from '../request/packet.js';
import type { Cause } from '../trace/outcome.js';
import { notFor } from './certificate.js';
import type { IngressDecision } from './decision.js';

/**
 * Why a client that checks certificates ends the handshake: the one that it is shown does not name the host, most of all
 * where the Secret for it is missing. `undefined` where it goes on.
 *
 * @see RFC 9110 section 4.3.4, https certificate verification
 */
export function refusalOf({ assumptions, certificate }: IngressDecision, tls: TlsView): Cause | undefined {
  const doubt = find(assumptions, 'client-accepts-certificate');
  if (tls.insecure === true || doubt === undefined) return undefined;
  const missing = find(assumptions, 'tls-secret-missing');
  const { object, path, state } = missing ?? doubt;
  const refused = `The client refuses ${notFor(certificate?.secret, tls.sni ?? '')}.`;
  return {
    code: missing === undefined ? 'certificate-refused' : 'tls-secret-missing',
    ...(object === undefined ? {} : { object }),
    ...(path === undefined ? {} : { path }),
    message: missing === undefined ? refused : `${missing.message} ${refused}`,
    ...(state === undefined ? {} : { fix: state }),
  };
}

function find(assumptions: readonly Assumption[], code: AssumptionCode): Assumption | undefined {
  return assumptions.find((assumption) => assumption.code === code);
}
