import { type CIDR, cidrContains, cidrSize, nthAddress, parseCIDR } from '../../address/cidr.js';
import { type IPFamily, parseIP } from '../../address/ip.js';
import type { Platform } from '../../cluster/platform.js';
import type { FieldErrors } from '../../object/field/field-errors.js';
import { keyOf } from '../../object/object.js';
import type { Service } from '../../object/service.js';
import { hashText } from '../name/hash.js';
import { isFromLiveCluster } from '../admission/live-object.js';
import { probe } from './probe.js';
import type { ServiceClaims } from './service-claims.js';

/** The place of the API server's own Service in the first service range. @see kubernetes/kubernetes pkg/controlplane/services.go, ServiceIPRange */
export const apiServerPlace = 1;

/** The place of the cluster DNS in the first service range. @see kubernetes/kubernetes cmd/kubeadm/app/constants/constants.go, GetDNSIP */
export const dnsPlace = 10;

/** The nth address of the first service range. */
export function serviceAddress(platform: Platform, place: number): string | undefined {
  const [cidr] = rangesOf(platform);
  return cidr && place < cidrSize(cidr) ? nthAddress(cidr, place)?.text : undefined;
}

/**
 * The Service with one cluster IP of each of its families. Those that were asked for must be in the range and free.
 *
 * @see kubernetes/kubernetes pkg/registry/core/service/storage/alloc.go, allocClusterIPs
 */
export function withClusterIPs(
  service: Service,
  platform: Platform,
  claims: ServiceClaims,
  errors: FieldErrors,
): Service {
  const { spec } = service;
  if (spec.type === 'ExternalName' || spec.clusterIP === 'None') return service;
  const ranges = rangesOf(platform);
  const rangeOf = (family: IPFamily): CIDR | undefined => ranges.find((range) => range.family === family);
  const isFree = (address: string): boolean => {
    const holder = claims.holderOfAddress(address);
    return holder === undefined || holder === keyOf(service);
  };
  const clusterIPs = spec.ipFamilies.map((family, index) => {
    const range = rangeOf(family);
    const asked = spec.clusterIPs[index];
    const address = asked ?? (range && nextAddress(range, hashText(keyOf(service)), isFree));
    const refusal = asked === undefined ? undefined : refusalOf(asked, range, service, isFree);
    if (refusal !== undefined) {
      errors.invalid(spec.clusterIPs, `failed to allocate IP ${asked}: ${refusal}`, 'spec', 'clusterIPs');
    }
    if (address === undefined)
      errors.invalid('', 'failed to allocate a serviceIP: range is full', 'spec', 'clusterIPs');
    return address ?? '';
  });
  return { ...service, spec: { ...spec, clusterIPs, clusterIP: clusterIPs[0] ?? '' } };
}

/** Why an address can't be had; undefined when it can. @see kubernetes/kubernetes pkg/registry/core/service/ipallocator/ipallocator.go */
function refusalOf(
  address: string,
  range: CIDR | undefined,
  service: Service,
  isFree: (address: string) => boolean,
): string | undefined {
  if (!isFromLiveCluster(service) && !isWithin(range, address)) {
    return `the provided IP (${address}) is not in the valid range. The range of valid IPs is ${range?.text ?? 'empty'}`;
  }
  return isFree(address) ? undefined : 'provided IP is already allocated';
}

function isWithin(range: CIDR | undefined, address: string): boolean {
  const ip = parseIP(address);
  return ip !== undefined && range !== undefined && cidrContains(range, ip);
}

const parsedRanges = new WeakMap<Platform, readonly CIDR[]>();

function rangesOf(platform: Platform): readonly CIDR[] {
  let ranges = parsedRanges.get(platform);
  if (ranges === undefined) {
    ranges = platform.serviceCIDRs.flatMap((cidr) => parseCIDR(cidr) ?? []);
    parsedRanges.set(platform, ranges);
  }
  return ranges;
}

/** Any free address, of the part of the range that is not kept for addresses that are asked for, if it has one. */
function nextAddress(range: CIDR, seed: number, isFree: (address: string) => boolean): string | undefined {
  const size = cidrSize(range);
  // The network has no use as an address, nor has an IPv4 range's last one.
  const last = Math.min(range.family === 'IPv4' ? size - 2 : size - 1, Number.MAX_SAFE_INTEGER);
  const band = keptForAsking(size);
  const isFreePlace = (place: number): boolean => {
    const address = nthAddress(range, place);
    return address !== undefined && place !== apiServerPlace && place !== dnsPlace && isFree(address.text);
  };
  const place = probe(band + 1, last, seed, isFreePlace) ?? probe(1, band, seed, isFreePlace);
  return place === undefined ? undefined : nthAddress(range, place)?.text;
}

/** @see KEP-3070: reserved ranges for cluster IPs */
function keptForAsking(size: number): number {
  return size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / 16)), 256);
}
