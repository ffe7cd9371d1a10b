import type { Secret } from '../object/secret.js';
import type { Assumption } from '../problem/assumption.js';
import type { ObjectReference } from '../problem/problem.js';
import { certificateCovers } from '../routing/secret-certificate.js';
import type { ShownCertificate } from '../trace/hop.js';

/** Whether the certificate in a Secret, or the one that the controller made itself, fits a host. */
export function certificateFits(secret: Secret | undefined, sni: string | null): ShownCertificate['fits'] {
  return secret === undefined ? false : (certificateCovers(secret, sni ?? '') ?? 'unknown');
}

/** What has to be taken for granted so that a client accepts the certificate that it is shown. */
export function clientAccepts({ fits, secret }: ShownCertificate, sni: string | null): readonly Assumption[] {
  const host = sni ?? '';
  if (fits === true) return [];
  return fits === 'unknown' ? [coversAssumed(secret, host)] : [accepts(secret, host)];
}

function coversAssumed(object: ObjectReference | undefined, host: string): Assumption {
  return {
    code: 'certificate-covers-host',
    ...(object === undefined ? {} : { object }),
    path: 'data[tls.crt]',
    message: `The certificate in Secret ${object?.namespace ?? ''}/${object?.name ?? ''} cannot be read; it is taken to name ${host === '' ? 'the host' : host}.`,
    state: 'Give the Secret a certificate in PEM.',
  };
}

function accepts(object: ObjectReference | undefined, host: string): Assumption {
  return {
    code: 'client-accepts-certificate',
    ...(object === undefined ? {} : { object }),
    message: `The client accepts ${notFor(object, host)}; browsers refuse it, as does curl without -k.`,
    state: 'Give the host a Secret with a certificate for it, in spec.tls of its Ingress.',
  };
}

/** A certificate that a client cannot believe: whose it is, and what it does not name. */
export function notFor(secret: ObjectReference | undefined, host: string): string {
  const which =
    secret === undefined
      ? 'the certificate that the controller made itself'
      : `the certificate of Secret ${secret.namespace ?? ''}/${secret.name}`;
  return `${which}, which does not name ${host === '' ? 'the address that the client asked' : host}`;
}

/** The Secret of a TLS section is not there, or holds no certificate. */
export function secretMissing(
  ingress: ObjectReference,
  field: string,
  key: string,
  exists: boolean,
): Assumption {
  return {
    code: 'tls-secret-missing',
    object: ingress,
    path: `${field}.secretName`,
    message: exists
      ? `Secret ${key} has no tls.crt and tls.key, so the controller shows its own certificate.`
      : `Secret ${key} does not exist, so the controller shows its own certificate.`,
    state: `kubectl create secret tls ${key.slice(key.indexOf('/') + 1)} -n ${ingress.namespace ?? ''} --cert=tls.crt --key=tls.key`,
  };
}
