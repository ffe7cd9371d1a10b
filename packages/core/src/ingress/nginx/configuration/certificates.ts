import type { Cluster } from '../../../cluster/cluster.js';
import type { ControllerProfile } from '../../../controller/profile.js';
import type { Ingress } from '../../../object/ingress.js';
import { referenceTo } from '../../../object/reference.js';
import { isCertificate, type Secret } from '../../../object/secret.js';
import type { Assumption } from '../../../problem/assumption.js';
import type { ObjectReference } from '../../../problem/problem.js';
import type { HostTable } from '../../../routing/host-table.js';
import { certificateCovers } from '../../../routing/secret-certificate.js';
import { certificateFits, clientAccepts, secretMissing } from '../../certificate.js';
import type { ShownCertificate } from '../../../trace/hop.js';
import type { Rule } from '../../../trace/rule.js';
import { ingressReference } from '../../reference.js';
import { catchAll, serverName } from './servers.js';
import type { ReadIngress } from './upstreams.js';

/** The certificate of a server; without a Secret it is the default one of the controller. */
export interface ServerCertificate {
  readonly secret: Secret | undefined;
  /** The Ingress whose TLS sections count; undefined for the catch-all. */
  readonly ingress?: ObjectReference;
  /** Its section for the host, where one is. */
  readonly field?: string;
  /** Why the Secret that the Ingress names is not used. */
  readonly problem?: Assumption;
}

/** What a controller shows, by server name. */
export interface NginxCertificates {
  /** By host, with `_` for the catch-all: only servers with TLS are in it. */
  readonly byHost: HostTable<ServerCertificate>;
  /** The same, one by one. */
  readonly byName: ReadonlyMap<string, ServerCertificate>;
  readonly defaultSecret: Secret | undefined;
}

/**
 * The certificate of each server: from the oldest Ingress with a TLS section that names the host, be it in other hosts'
 * sections. What cannot be used makes it the controller's own certificate, with TLS on all the same.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, createServers and extractTLSSecretName
 */
export function serverCertificates(
  cluster: Cluster,
  ingresses: readonly ReadIngress[],
): Map<string, ServerCertificate> {
  const certificates = new Map<string, ServerCertificate>([[catchAll, { secret: undefined }]]);
  for (const { ingress, annotations } of ingresses) {
    if (annotations.canary !== undefined || ingress.spec.tls.length === 0) continue;
    for (const { host } of ingress.spec.rules) {
      const name = serverName(host);
      if (!certificates.has(name)) certificates.set(name, certificateFor(cluster, ingress, name));
    }
  }
  return certificates;
}

function certificateFor(cluster: Cluster, ingress: Ingress, host: string): ServerCertificate {
  const section = sectionFor(cluster, ingress, host);
  const own = { secret: undefined, ingress: ingressReference(ingress) };
  if (section === undefined) return own;
  const { key, field } = section;
  const secret = cluster.get('Secret', key);
  if (secret === undefined || !isCertificate(secret)) {
    return { ...own, field, problem: secretMissing(own.ingress, field, key, secret !== undefined) };
  }
  return { ...own, field, secret: certificateCovers(secret, host) === false ? undefined : secret };
}

/** The TLS section that lists a host, else the first one whose certificate names it. */
function sectionFor(
  cluster: Cluster,
  ingress: Ingress,
  host: string,
): { readonly key: string; readonly field: string } | undefined {
  const sections = ingress.spec.tls.map(({ hosts, secretName }, index) => ({
    isListed: hosts.some((listed) => listed.toLowerCase() === host),
    secretName,
    key: `${ingress.metadata.namespace}/${secretName ?? ''}`,
    field: `spec.tls[${index}]`,
  }));
  const found =
    sections.find(({ isListed }) => isListed) ??
    sections.find(({ key }) => {
      const secret = cluster.get('Secret', key);
      return secret !== undefined && certificateCovers(secret, host) === true;
    });
  return found?.secretName === undefined ? undefined : found;
}

/** The Secret that the flag `--default-ssl-certificate` names. */
export function defaultCertificate(cluster: Cluster, { flags }: ControllerProfile): Secret | undefined {
  const key = flags['default-ssl-certificate'];
  const secret = key === undefined ? undefined : cluster.get('Secret', key);
  return secret !== undefined && isCertificate(secret) ? secret : undefined;
}

/** Whether a certificate serves another name of a server too. */
export function servesName({ secret }: ServerCertificate, name: string): boolean {
  return secret !== undefined && certificateCovers(secret, name) === true;
}

/**
 * What is shown in a handshake, by the server name alone, and what is taken for granted about it.
 *
 * @see kubernetes/ingress-nginx rootfs/etc/nginx/lua/certificate.lua
 */
export function shownCertificate(
  { byHost, defaultSecret }: NginxCertificates,
  sni: string | null,
): { readonly certificate: ShownCertificate; readonly assumptions: readonly Assumption[] } {
  const server = sni === null ? undefined : byHost.match(sni.toLowerCase().replace(/\.$/, ''));
  const secret = server?.secret ?? defaultSecret;
  const certificate: ShownCertificate = {
    ...(secret === undefined ? {} : { secret: referenceTo(secret) }),
    default: server?.secret === undefined,
    fits: certificateFits(secret, sni),
    ...(server?.ingress === undefined ? {} : { rule: sectionRule(server.ingress, server.field) }),
  };
  const problem = server?.problem === undefined ? [] : [server.problem];
  return { certificate, assumptions: [...problem, ...clientAccepts(certificate, sni)] };
}

function sectionRule(object: ObjectReference, field: string = 'spec.tls'): Rule {
  return { id: 'ingress-tls-section', object, path: field };
}
