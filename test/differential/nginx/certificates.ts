import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Certificates made for one run, as files for nginx and as Secrets for the model. */
export interface Certificates {
  readonly folder: string;
  /** The Secrets by `namespace/name`. */
  readonly secrets: readonly unknown[];
  /** The Secret of a certificate, by its fingerprint. */
  readonly ownerOf: (fingerprint: string) => string;
}

/** Stands for the certificate that the controller makes itself. */
export const defaultCertificate = 'default-fake-certificate';

/** The certificates of each namespace and the names in them. `no-key` lies in a Secret without its key. */
const certificates: Readonly<Record<string, readonly string[]>> = {
  a: ['a.test'],
  www: ['www.a.test', 'a.test'],
  wildcard: ['*.w.test', '*.test'],
  all: ['a.test', 'b.test', '*.w.test', 'x.w.test', 'alias.test', '*.alias.test'],
  stranger: ['stranger.example'],
  'no-key': ['a.test', 'b.test'],
};

/** Makes a certificate for each Secret of each namespace, and the controller's own. */
export function makeCertificates(
  openssl: string,
  parent: string,
  namespaces: readonly string[],
): Certificates {
  const make = (hosts: readonly string[]): string => selfSigned(openssl, hosts);
  const folder = join(parent, 'certificates');
  mkdirSync(folder);
  const made = namespaces.flatMap((namespace) =>
    Object.entries(certificates).map(([name, hosts]) => ({ namespace, name, pem: make(hosts) })),
  );
  const own = make(['ingress.local']);
  writeFileSync(join(folder, `${defaultCertificate}.pem`), own);
  for (const { namespace, name, pem } of made) writeFileSync(join(folder, `${namespace}-${name}.pem`), pem);
  const owners = new Map([
    [fingerprint(own), defaultCertificate],
    ...made.map(({ namespace, name, pem }) => [fingerprint(pem), `${namespace}/${name}`] as const),
  ]);
  return {
    folder,
    secrets: made.map(({ namespace, name, pem }) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { namespace, name },
      type: 'kubernetes.io/tls',
      data: {
        'tls.crt': base64(new X509Certificate(pem).toString()),
        ...(name === 'no-key' ? {} : { 'tls.key': base64('a key') }),
      },
    })),
    ownerOf: (shown) => owners.get(shown) ?? 'nobody',
  };
}

/** A key and a certificate signed with it, in PEM. */
function selfSigned(openssl: string, hosts: readonly string[]): string {
  const names = hosts.map((host) => `DNS:${host}`).join(',');
  const key = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout -'.split(' ');
  const subject = ['-subj', '/O=kubehop', '-addext', `subjectAltName=${names}`];
  return execFileSync(openssl, ['req', '-x509', ...key, ...subject, '-days', '2'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function fingerprint(pem: string): string {
  return new X509Certificate(pem).fingerprint256;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
