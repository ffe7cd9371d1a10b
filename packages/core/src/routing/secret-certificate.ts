import { wildcardCovers } from '../address/hostname.js';
import type { Secret } from '../object/secret.js';
import { certificateNames } from './certificate-names.js';

const names = new WeakMap<Secret, readonly string[] | null>();

/** The names in the certificate of a TLS Secret; undefined when it cannot be read. */
export function namesIn(secret: Secret): readonly string[] | undefined {
  let found = names.get(secret);
  if (found === undefined) {
    found = certificateNames(secret.data['tls.crt'] ?? '') ?? null;
    names.set(secret, found);
  }
  return found ?? undefined;
}

/** Whether the certificate in a Secret names a host; undefined when it cannot be read. */
export function certificateCovers(secret: Secret, host: string): boolean | undefined {
  const lower = host.toLowerCase().replace(/\.$/, '');
  return namesIn(secret)?.some((name) => name === lower || wildcardCovers(name, lower));
}
