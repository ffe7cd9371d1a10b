import type { Cluster } from '../cluster/cluster.js';
import { outcomeText } from '../explain/outcome-text.js';
import { certificateCovers } from '../routing/secret-certificate.js';
import type { IngressHop } from '../trace/hop.js';
import type { Check } from './check.js';
import type { WayExpectation } from './expectation.js';
import { ExpectationError } from './expectation.js';

/** What an expectation says of the certificate that the client is shown. */
export function certificateChecks(cluster: Cluster, { certificate }: WayExpectation): readonly Check[] {
  if (certificate === undefined) return [];
  const isExpected = certificateTest(cluster, certificate);
  return [
    {
      member: 'certificate',
      expected: certificate === 'fits' ? 'one that fits the host' : certificate,
      instead: ({ hops, outcome }) => {
        const hop = hops.find((each) => each.stage === 'ingress');
        const shown = hop?.certificate;
        if (hop === undefined || shown === undefined) {
          return `no controller shows a certificate: ${outcomeText(outcome)}`;
        }
        return isExpected(hop) ? undefined : shownText(shown);
      },
      told: (hops) => (hops.some((hop) => hop.stage === 'ingress' && isExpected(hop)) ? '1' : '0'),
    },
  ];
}

type ShownCertificate = NonNullable<IngressHop['certificate']>;

function certificateTest(cluster: Cluster, expected: string): (hop: IngressHop) => boolean {
  if (expected === 'default') return ({ certificate }) => certificate?.default === true;
  if (expected === 'fits') return (hop) => fits(cluster, hop);
  const [, namespace = 'default', name] = /^secret\/(?:([^/]+)\/)?([^/]+)$/i.exec(expected) ?? [];
  if (name === undefined) {
    throw new ExpectationError(
      'certificate',
      `"${expected}" is no certificate: write fits, default or secret/NAMESPACE/NAME`,
    );
  }
  return ({ certificate }) =>
    certificate?.secret?.name === name && certificate.secret.namespace === namespace;
}

/** A certificate that cannot be read is taken to fit; the trace says so among its assumptions. */
function fits(cluster: Cluster, { certificate, packet }: IngressHop): boolean {
  const object = certificate?.secret;
  const secret =
    object === undefined ? undefined : cluster.get('Secret', `${object.namespace ?? ''}/${object.name}`);
  return secret !== undefined && certificateCovers(secret, packet.tls?.sni ?? '') !== false;
}

function shownText({ secret, default: isDefault }: ShownCertificate): string {
  const text = secret === undefined ? undefined : `secret/${secret.namespace ?? ''}/${secret.name}`;
  if (!isDefault) return text ?? 'a certificate of no Secret';
  return text === undefined
    ? 'the default one of the controller'
    : `the default one of the controller, ${text}`;
}
