import type { Cluster } from '../../../cluster/cluster.js';
import type { Ingress } from '../../../object/ingress.js';
import { referenceTo } from '../../../object/reference.js';
import type { Secret } from '../../../object/secret.js';
import { traceRequest } from '../../../pipeline/trace-request.js';
import type { ObjectReference } from '../../../problem/problem.js';
import { certificateNames } from '../../../routing/certificate-names.js';
import { certificateCovers } from '../../../routing/secret-certificate.js';
import type { Trace } from '../../../trace/trace.js';
import type { Finding } from '../finding.js';
import { tlsRequest } from '../request/path-request.js';
import { hostFor } from '../request/rule-address.js';

/**
 * Hosts for which a certificate is stated that does not name them: clients refuse what they are shown.
 *
 * @see RFC 9110 section 4.3.4, https certificate verification
 */
export function certificateMismatch(cluster: Cluster): readonly Finding[] {
  return cluster
    .list('Ingress')
    .flatMap((ingress) => stated(ingress).flatMap((each) => judge(cluster, ingress, each) ?? []));
}

/** A host of a rule that a TLS section is for. */
interface StatedHost {
  readonly host: string;
  readonly path: string;
  readonly secretName?: string;
}

/** A TLS section without hosts is for those of the rules that no other one names. */
function stated({ spec: { tls, rules } }: Ingress): readonly StatedHost[] {
  const ruled = new Set(rules.flatMap(({ host }) => (host === '' ? [] : host)));
  const listed = new Set(tls.flatMap(({ hosts }) => hosts));
  return tls.flatMap(({ hosts, secretName }, index) => {
    const path = `spec.tls[${index}]`;
    const secret = secretName === undefined ? {} : { secretName };
    if (hosts.length > 0) {
      return hosts.flatMap((host, at): readonly StatedHost[] =>
        ruled.has(host) ? [{ host, path: `${path}.hosts[${at}]`, ...secret }] : [],
      );
    }
    return [...ruled]
      .filter((host) => !listed.has(host))
      .map((host): StatedHost => ({ host, path: `${path}.secretName`, ...secret }));
  });
}

function judge(
  cluster: Cluster,
  ingress: Ingress,
  { host, path, secretName }: StatedHost,
): Finding | undefined {
  const { namespace } = ingress.metadata;
  const secret = secretName === undefined ? undefined : cluster.get('Secret', `${namespace}/${secretName}`);
  const asked = hostFor(host);
  if (secretName !== undefined && !isForOthers(secret, asked)) return undefined;
  const request = tlsRequest(cluster, ingress, host);
  if (request === undefined) return undefined;
  const trace = traceRequest(cluster, request);
  const { outcome } = trace;
  if (outcome.kind !== 'tls-error' || outcome.cause.code !== 'certificate-refused') return undefined;
  const shown = secret ?? shownSecret(cluster, trace);
  if (!isForOthers(shown, asked)) return undefined;
  const names = certificateNames(shown.data['tls.crt'] ?? '') ?? [];
  return {
    code: 'certificate-mismatch',
    severity: 'error',
    object: referenceTo(ingress),
    path,
    message: `The certificate in Secret ${labelOf(shown)} names ${names.join(', ') || 'no host'}, not ${asked}: clients refuse what they are shown for ${host}.`,
    fix: `Give Ingress ${namespace}/${ingress.metadata.name} a Secret with a certificate for ${host}.`,
    evidence: { kind: 'request', request, trace },
  };
}

/** Whether a certificate can be read, and does not name the host. */
function isForOthers(secret: Secret | undefined, host: string): secret is Secret {
  return secret !== undefined && certificateCovers(secret, host) === false;
}

/** The Secret of the certificate that a controller showed: the default one, where the Ingress names none. */
function shownSecret(cluster: Cluster, { hops }: Trace): Secret | undefined {
  const hop = hops.find((each) => each.stage === 'ingress');
  const reference: ObjectReference | undefined = hop?.certificate?.secret;
  return reference === undefined
    ? undefined
    : cluster.get('Secret', `${reference.namespace ?? ''}/${reference.name}`);
}

function labelOf({ metadata: { namespace, name } }: Secret): string {
  return `${namespace}/${name}`;
}
