import { type IP, type IPFamily, parseIP } from '../../address/ip.js';
import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { Service } from '../../object/service.js';
import { annotationPath, type BalancerAnswer, refused } from './plan.js';

type Refused = Extract<BalancerAnswer, { kind: 'refused' }>;

/** The addresses that a load balancer shall have, in canonical text; or why it cannot have them. */
export type AskedAddresses =
  Refused | { readonly kind: 'asked'; readonly of: Pick<LoadBalancerPlan, 'asksFor'> };

/**
 * Reads addresses that are asked for at a place: each of one of these families, no two of one family.
 *
 * @see golang/go net/ip.go, ParseIP; metallb/metallb internal/ipfamily/ipfamily.go, ForAddresses
 */
export function readAsked(
  texts: readonly string[],
  path: string,
  families: readonly IPFamily[],
): AskedAddresses {
  const addresses: IP[] = [];
  for (const text of texts) {
    const address = parseIP(text);
    if (address === undefined) return refused(path, `"${text}" is no IP address`, writeAddress(families));
    if (!families.includes(address.family)) {
      return refused(
        path,
        `${text} is an address of ${address.family}, not of ${families.join(' or ')}`,
        writeAddress(families),
      );
    }
    if (addresses.some(({ family }) => family === address.family)) {
      return refused(
        path,
        `it asks for two addresses of ${address.family}, of which a load balancer has one`,
        'Ask for one',
      );
    }
    addresses.push(address);
  }
  return askedOf(
    addresses.map(({ text }) => text),
    path,
  );
}

/** No address is asked for. */
const nothingAsked: AskedAddresses = { kind: 'asked', of: {} };

/** These addresses are asked for, which are canonical. */
export function askedOf(addresses: readonly string[], path: string): AskedAddresses {
  return addresses.length === 0 ? nothingAsked : { kind: 'asked', of: { asksFor: { addresses, path } } };
}

function writeAddress(families: readonly IPFamily[]): string {
  return `Write an address of ${families.join(' or ')}`;
}

/** The address in spec.loadBalancerIP. */
export function askedAddress(service: Service): AskedAddresses {
  const { loadBalancerIP } = service.spec;
  return loadBalancerIP === undefined || loadBalancerIP === ''
    ? nothingAsked
    : readAsked([loadBalancerIP], 'spec.loadBalancerIP', service.spec.ipFamilies);
}

/** The addresses in an annotation, each of IPv4, as a load balancer with one in each zone has them. */
export function askedInZones(annotation: string, { metadata }: Service): AskedAddresses {
  const path = annotationPath(annotation);
  const said = metadata.annotations[annotation];
  if (said === undefined) return nothingAsked;
  const texts = said
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
  const bad = texts.find((text) => parseIP(text)?.family !== 'IPv4');
  if (bad !== undefined) {
    return refused(path, `"${bad}" is no address of IPv4`, 'Write an address of IPv4 for each zone');
  }
  const addresses = texts.flatMap((text) => parseIP(text)?.text ?? []);
  return askedOf([...new Set(addresses)], path);
}
