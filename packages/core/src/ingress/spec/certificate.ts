import type { Cluster } from '../../cluster/cluster.js';
import type { Assumption } from '../../problem/assumption.js';
import { clientAccepts, isCertificate, secretMissing } from '../certificate.js';
import type { ShownCertificate } from '../decision.js';
import { ingressReference } from '../reference.js';
import type { IngressRequest } from '../request.js';
import type { SpecTables } from './compile.js';

/** What is shown in a TLS handshake, and what is taken for granted about it. */
export interface Showing {
  readonly certificate: ShownCertificate;
  readonly assumptions: readonly Assumption[];
}

/**
 * The certificate for a connection: that of the first TLS section that lists the server name of the handshake.
 * Undefined for plain HTTP.
 *
 * @see kubernetes/api networking/v1/types.go, IngressTLS
 */
export function showCertificate(
  cluster: Cluster,
  { tls }: SpecTables,
  request: IngressRequest,
): Showing | undefined {
  if (request.tls === undefined) return undefined;
  const { sni } = request.tls;
  const entry = tls.match((sni ?? '').toLowerCase());
  if (entry?.secretName === undefined) return showDefault(sni, []);
  const { namespace } = entry.ingress.metadata;
  const secret = cluster.get('Secret', `${namespace}/${entry.secretName}`);
  if (secret === undefined || !isCertificate(secret)) {
    const key = `${namespace}/${entry.secretName}`;
    return showDefault(sni, [
      secretMissing(ingressReference(entry.ingress), entry.field, key, secret !== undefined),
    ]);
  }
  const reference = { kind: 'Secret', namespace, name: entry.secretName };
  const certificate = { secret: reference, default: false };
  return { certificate, assumptions: clientAccepts(certificate, secret, sni) };
}

function showDefault(sni: string | null, assumptions: readonly Assumption[]): Showing {
  const certificate = { default: true };
  return { certificate, assumptions: [...assumptions, ...clientAccepts(certificate, undefined, sni)] };
}
