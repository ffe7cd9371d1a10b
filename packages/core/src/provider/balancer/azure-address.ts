import { type IPFamily, parseIP } from '../../address/ip.js';
import type { Service } from '../../object/service.js';
import { type AskedAddresses, askedOf, readAsked } from './asked-addresses.js';
import { azurePrefix } from './azure-probe.js';
import { annotationPath, type IgnoredSetting } from './plan.js';

const ofFamily: Readonly<Record<IPFamily, string>> = {
  IPv4: `${azurePrefix}load-balancer-ipv4`,
  IPv6: `${azurePrefix}load-balancer-ipv6`,
};

/** The annotations that ask for an address. */
export const azureAddressAnnotations: readonly string[] = Object.values(ofFamily);

const families: readonly IPFamily[] = ['IPv4', 'IPv6'];

/** An address that is asked for, and where. */
interface Asked {
  readonly text: string;
  readonly path: string;
}

/** For each family its annotation counts before spec.loadBalancerIP, which is looked at if it is of that family. */
function askedFor({ metadata, spec }: Service, family: IPFamily): Asked | undefined {
  const name = ofFamily[family];
  const annotated = metadata.annotations[name] ?? '';
  if (annotated !== '') return { text: annotated, path: annotationPath(name) };
  const { loadBalancerIP = '' } = spec;
  return loadBalancerIP !== '' && parseIP(loadBalancerIP)?.family === family
    ? { text: loadBalancerIP, path: 'spec.loadBalancerIP' }
    : undefined;
}

/**
 * The addresses that a Service asks Azure for.
 *
 * @see kubernetes-sigs/cloud-provider-azure pkg/provider/azure_utils.go, getServiceLoadBalancerIP
 */
export function azureAddresses(service: Service): AskedAddresses {
  const asked = service.spec.ipFamilies.flatMap((family) => {
    const one = askedFor(service, family);
    return one === undefined ? [] : [{ path: one.path, read: readAsked([one.text], one.path, [family]) }];
  });
  const addresses: string[] = [];
  for (const { read } of asked) {
    if (read.kind === 'refused') return read;
    addresses.push(...(read.of.asksFor?.addresses ?? []));
  }
  const [first] = asked;
  return askedOf(addresses, first?.path ?? '');
}

/** Addresses of a family that the Service does not have, and what is none. */
export function azureAddressesIgnored(service: Service): readonly IgnoredSetting[] {
  const { ipFamilies, loadBalancerIP = '' } = service.spec;
  const taken = ipFamilies.flatMap((family) => askedFor(service, family)?.path ?? []);
  const others = families.filter((family) => !ipFamilies.includes(family));
  const said = others.flatMap((family) => {
    const name = ofFamily[family];
    return (service.metadata.annotations[name] ?? '') === '' ? [] : [annotationPath(name)];
  });
  const isOpen = loadBalancerIP !== '' && !taken.includes('spec.loadBalancerIP');
  return [...said, ...(isOpen ? ['spec.loadBalancerIP'] : [])].map((path) => ({
    path,
    message: `Azure does not look at it: it takes an address of ${ipFamilies.join(' and ')} from one place`,
    fix: `Write an address of ${ipFamilies.join(' or ')}, in one place, or leave it out`,
  }));
}
