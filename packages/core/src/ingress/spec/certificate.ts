import type { Cluster } from '../../cluster/cluster.js';
import { isCertificate } from '../../object/secret.js';
import type { Assumption } from '../../problem/assumption.js';
import { certificateFits, clientAccepts, secretMissing } from '../certificate.js';
import type { ShownCertificate } from '../../trace/hop.js';
import type { Rule } from '../../trace/rule.js';
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
  { tls }: Pick<SpecTables, 'tls'>,
  request: IngressRequest,
): Showing | undefined {
  if (request.tls === undefined) return undefined;
  const { sni } = request.tls;
  const entry = tls.match((sni ?? '').toLowerCase());
  if (entry?.secretName === undefined) return showDefault(sni, []);
  const { namespace } = entry.ingress.metadata;
  const object = ingressReference(entry.ingress);
  const rule: Rule = { id: 'ingress-tls-section', object, path: entry.field };
  const secret = cluster.get('Secret', `${namespace}/${entry.secretName}`);
  if (secret === undefined || !isCertificate(secret)) {
    const key = `${namespace}/${entry.secretName}`;
    return showDefault(sni, [secretMissing(object, entry.field, key, secret !== undefined)], rule);
  }
  const reference = { kind: 'Secret', namespace, name: entry.secretName };
  const certificate = { secret: reference, default: false, fits: certificateFits(secret, sni), rule };
  return { certificate, assumptions: clientAccepts(certificate, sni) };
}

function showDefault(sni: string | null, assumptions: readonly Assumption[], rule?: Rule): Showing {
  const certificate = { default: true, fits: false, ...(rule === undefined ? {} : { rule }) };
  return { certificate, assumptions: [...assumptions, ...clientAccepts(certificate, sni)] };
}
