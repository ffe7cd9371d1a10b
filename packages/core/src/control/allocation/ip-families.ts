import { familyOf, type IPFamily } from '../../address/ip.js';
import type { Platform } from '../../cluster/platform.js';
import type { FieldErrors } from '../../object/field/field-errors.js';
import type { Service } from '../../object/service.js';
import { isFromLiveCluster } from '../admission/live-object.js';

/** The families of the cluster's service ranges, the default one first. */
function serviceFamilies(platform: Platform): readonly IPFamily[] {
  return platform.serviceCIDRs.map((cidr) => familyOf(cidr));
}

/**
 * The Service with the families and the policy that it gets where it does not say them.
 *
 * @see kubernetes/kubernetes pkg/registry/core/service/storage/alloc.go, initIPFamilyFields; KEP-563
 */
export function withIPFamilies(service: Service, platform: Platform, errors: FieldErrors): Service {
  if (service.spec.type === 'ExternalName') return service;
  if (isFromLiveCluster(service) && service.spec.ipFamilies.length > 0) return service;
  const available = serviceFamilies(platform);
  const anyFamily = isHeadlessWithoutSelector(service);
  const policy = service.spec.ipFamilyPolicy ?? (anyFamily ? 'RequireDualStack' : 'SingleStack');
  const { clusterIPs } = service.spec;
  const families = givenFamilies(service);
  if (policy === 'SingleStack' && (clusterIPs.length > 1 || families.length > 1)) {
    const many = clusterIPs.length > 1 ? 'cluster IPs' : 'IP families';
    const detail = `must be 'RequireDualStack' or 'PreferDualStack' when multiple ${many} are specified`;
    errors.invalid(policy, detail, 'spec', 'ipFamilyPolicy');
  }
  if (!anyFamily) {
    if (policy === 'RequireDualStack' && available.length < 2) {
      errors.invalid(
        policy,
        'this cluster is not configured for dual-stack services',
        'spec',
        'ipFamilyPolicy',
      );
    }
    for (const [index, family] of families.entries()) {
      if (!available.includes(family))
        errors.invalid(family, 'not configured on this cluster', 'spec', 'ipFamilies', index);
    }
  }
  const first = families[0] ?? available[0] ?? 'IPv4';
  const both = policy !== 'SingleStack' && (anyFamily || available.length > 1);
  const ipFamilies =
    families[1] === undefined && both ? ([first, otherThan(first)] as const) : [first, ...families.slice(1)];
  return { ...service, spec: { ...service.spec, ipFamilies, ipFamilyPolicy: policy } };
}

/** Such a Service may have endpoints of families that the cluster itself lacks. */
function isHeadlessWithoutSelector({ spec }: Service): boolean {
  return spec.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0;
}

/** The families that a Service names, itself or by its addresses. */
function givenFamilies({ spec: { clusterIPs, ipFamilies } }: Service): readonly IPFamily[] {
  const byAddress = clusterIPs.filter((address) => address !== 'None').map((address) => familyOf(address));
  return [...ipFamilies, ...byAddress.slice(ipFamilies.length)];
}

function otherThan(family: IPFamily): IPFamily {
  return family === 'IPv4' ? 'IPv6' : 'IPv4';
}
