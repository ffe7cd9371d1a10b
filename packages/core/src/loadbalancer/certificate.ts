import type { Cluster } from '../cluster/cluster.js';
import type { Listener, LoadBalancer } from '../cluster/infrastructure.js';
import type { Secret } from '../object/secret.js';
import type { Assumption } from '../problem/assumption.js';
import type { TlsView } from '../request/packet.js';
import { certificateCovers } from '../routing/secret-certificate.js';
import type { Cause } from '../trace/outcome.js';
import { certificateOutside } from './forward.js';

/**
 * Why a client that checks certificates ends the handshake: none of those that the listener has in Secrets names the
 * host. Undefined where one does, or where that cannot be known.
 *
 * @see RFC 9110 section 4.3.4, https certificate verification
 */
export function certificateRefusal(
  cluster: Cluster,
  { owner }: LoadBalancer,
  listener: Listener,
  tls: TlsView | undefined,
): Cause | undefined {
  const host = tls?.sni ?? '';
  if (tls === undefined || tls.insecure === true || coverage(cluster, listener, host) !== false) {
    return undefined;
  }
  return {
    code: 'certificate-refused',
    object: owner,
    path: listener.path,
    message: `The client refuses the certificate: no Secret of the load balancer has one that names ${host === '' ? 'the address that it asked' : host}.`,
    fix: 'Give a Secret in spec.tls a certificate for the host.',
  };
}

/** What is taken for granted of a certificate that the model cannot look at. */
export function certificateAssumed(
  cluster: Cluster,
  balancer: LoadBalancer,
  listener: Listener,
  tls: TlsView | undefined,
): readonly Assumption[] {
  if (tls === undefined) return [];
  if (listener.certificates === undefined) return [certificateOutside(balancer)];
  const host = tls.sni ?? '';
  const covers = coverage(cluster, listener, host);
  if (covers === true) return [];
  const [secret] = listener.certificates;
  if (covers === false) return [accepts(balancer, host)];
  return [
    {
      code: 'certificate-covers-host',
      object: secret ?? balancer.owner,
      path: 'data[tls.crt]',
      message: `The certificates of the load balancer cannot be read; one is taken to name ${host === '' ? 'the host' : host}.`,
      state: 'Give the Secret a certificate in PEM.',
    },
  ];
}

function accepts({ owner }: LoadBalancer, host: string): Assumption {
  return {
    code: 'client-accepts-certificate',
    object: owner,
    message: `The client accepts a certificate that does not name ${host === '' ? 'the address that it asked' : host}; browsers refuse it, as does curl without -k.`,
    state: 'Give a Secret in spec.tls a certificate for the host.',
  };
}

/** Whether a certificate names the host; undefined where none does and one cannot be read, or where they are not in the cluster. */
function coverage(cluster: Cluster, { certificates }: Listener, host: string): boolean | undefined {
  if (certificates === undefined) return undefined;
  const secrets = certificates.flatMap(({ namespace = '', name }): readonly Secret[] => {
    const secret = cluster.get('Secret', `${namespace}/${name}`);
    return secret === undefined ? [] : [secret];
  });
  const covers = secrets.map((secret) => certificateCovers(secret, host));
  if (covers.includes(true)) return true;
  return covers.length === 0 || covers.includes(undefined) ? undefined : false;
}
