import type { Cluster } from '../../../cluster/cluster.js';
import type { Ingress } from '../../../object/ingress.js';
import { referenceTo } from '../../../object/reference.js';
import { isCertificate, type Secret } from '../../../object/secret.js';
import type { Trace } from '../../../trace/trace.js';
import type { Finding } from '../finding.js';
import type { RuleAddress } from '../request/rule-address.js';
import { shownAtRule, tlsClient } from '../request/shown-at-rule.js';
import { isMadeLater, mayMakeSecrets } from './made-later.js';
import { isServed } from './served.js';

/**
 * Secrets that Ingresses name for TLS and that do not exist, or hold no certificate. Where something may make the Secret
 * later on, a missing one is no finding; that Secrets are kept apart from other manifests is usual, so it is a warning.
 *
 * @see kubernetes/website concepts/services-networking/ingress.md, TLS
 */
export function tlsSecretMissing(cluster: Cluster): readonly Finding[] {
  const isMade = mayMakeSecrets(cluster);
  const secrets = new Map(cluster.list('Secret').map((secret) => [secret.metadata.name, secret]));
  return cluster.list('Ingress').flatMap((ingress) =>
    ingress.spec.tls.flatMap(({ secretName, hosts }, index) => {
      if (secretName === undefined) return [];
      const secret = cluster.get('Secret', `${ingress.metadata.namespace}/${secretName}`);
      if (secret === undefined ? isMade || isMadeLater(ingress) : isCertificate(secret)) return [];
      if (!isServed(cluster, ingress)) return [];
      const section = { index, secretName, hosts, secret: secret ?? secrets.get(secretName) };
      return findingOf(cluster, ingress, section) ?? [];
    }),
  );
}

/** A TLS section whose Secret is of no use. */
interface Section {
  readonly index: number;
  readonly secretName: string;
  readonly hosts: readonly string[];
  /** The Secret, or one of its name in another namespace. */
  readonly secret: Secret | undefined;
}

function findingOf(cluster: Cluster, ingress: Ingress, section: Section): Finding | undefined {
  const { index, secretName, secret } = section;
  const { namespace, name } = ingress.metadata;
  const path = `spec.tls[${index}].secretName`;
  const address = addressOf(ingress, section);
  const evidence = shownAtRule(cluster, ingress, address, tlsClient, (trace) =>
    isRefusedFor(trace, ingress, path),
  );
  if (evidence === undefined) return undefined;
  const { what, fix } = lackOf(namespace, secretName, secret);
  return {
    code: 'tls-secret-missing',
    severity: secret === undefined ? 'warning' : 'error',
    object: referenceTo(ingress),
    path,
    message: `Ingress ${namespace}/${name} names Secret ${secretName}, which ${what}.`,
    fix,
    evidence,
  };
}

function lackOf(
  namespace: string,
  name: string,
  secret: Secret | undefined,
): { readonly what: string; readonly fix: string } {
  if (secret?.metadata.namespace === namespace) {
    return {
      what: 'holds no tls.crt and tls.key',
      fix: `Put a certificate and its key into Secret ${name}, as tls.crt and tls.key.`,
    };
  }
  const missing = `does not exist in namespace ${namespace}`;
  const create = `kubectl create secret tls ${name} -n ${namespace} --cert=tls.crt --key=tls.key`;
  return secret === undefined
    ? { what: missing, fix: `Create it: ${create}.` }
    : {
        what: `${missing}: it is in ${secret.metadata.namespace}, and an Ingress finds Secrets of its own namespace only`,
        fix: `Create it beside the Ingress: ${create}.`,
      };
}

/** Where the first host of a TLS section is asked; without any, that of the rules. */
function addressOf({ spec: { rules } }: Ingress, { hosts }: Section): RuleAddress {
  const host = hosts[0] ?? rules[0]?.host ?? '';
  return { host, path: rules.find((rule) => rule.host === host)?.paths[0]?.path ?? '/' };
}

function isRefusedFor({ outcome }: Trace, { metadata }: Ingress, field: string): boolean {
  const { code, object, path } = outcome.cause;
  return (
    (code === 'tls-secret-missing' || code === 'ingress-load-balancer-refused') &&
    object?.name === metadata.name &&
    object.namespace === metadata.namespace &&
    path === field
  );
}
