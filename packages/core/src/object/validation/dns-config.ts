import type { FieldErrors } from '../field/field-errors.js';
import type { PodDNSConfig, PodSpec } from '../pod.js';
import { ipAddress } from './addresses.js';
import { dns1123Subdomain } from './names.js';

/** What the C library's resolver can hold. @see resolv.conf(5) */
const mostNameservers = 3;
const mostSearches = 32;
const longestSearchList = 2048;

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validatePodDNSConfig */
export function validateDNSConfig(
  policy: PodSpec['dnsPolicy'],
  config: PodDNSConfig | undefined,
  errors: FieldErrors,
): void {
  errors.enter('dnsConfig');
  if (config === undefined) {
    if (policy === 'None') errors.required('must provide `dnsConfig` when `dnsPolicy` is None');
  } else if (policy === 'None' && config.nameservers.length === 0) {
    errors.required('must provide at least one DNS nameserver when `dnsPolicy` is None', 'nameservers');
  } else {
    validateNameservers(config.nameservers, errors);
    validateSearches(config.searches, errors);
    for (const [index, { name }] of config.options.entries()) {
      if (name === '') errors.required('must not be empty', 'options', index);
    }
  }
  errors.leave();
}

function validateNameservers(nameservers: readonly string[], errors: FieldErrors): void {
  if (nameservers.length > mostNameservers) {
    errors.invalid(nameservers, `must not have more than ${mostNameservers} nameservers`, 'nameservers');
  }
  for (const [index, nameserver] of nameservers.entries()) {
    errors.check(ipAddress, nameserver, 'nameservers', index);
  }
}

function validateSearches(searches: readonly string[], errors: FieldErrors): void {
  if (searches.length > mostSearches) {
    errors.invalid(searches, `must not have more than ${mostSearches} search paths`, 'searches');
  }
  if (searches.join(' ').length > longestSearchList) {
    const detail = `must not have more than ${longestSearchList} characters (including spaces) in the search list`;
    errors.invalid(searches, detail, 'searches');
  }
  for (const [index, search] of searches.entries()) {
    const name = search.endsWith('.') ? search.slice(0, -1) : search;
    errors.check(dns1123Subdomain, name, 'searches', index);
  }
}
