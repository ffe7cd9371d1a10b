import { describe, expect, test } from 'vitest';
import type { ValueRule } from '../../../../packages/core/src/object/field/value-rule.js';
import {
  dns1035Label,
  dns1123Label,
  dns1123Subdomain,
  fullyQualifiedDomainName,
  pathSegment,
  prefixOf,
  wildcardDNS1123Subdomain,
} from '../../../../packages/core/src/object/validation/names.js';

const labelPattern =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const label1035Pattern =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const subdomainPattern =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const wildcardPattern =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

describe('names', () => {
  test.each<[string, ValueRule<string>, string, readonly string[]]>([
    ['a label', dns1123Label, '1-web', []],
    ['a label of 63 letters', dns1123Label, 'a'.repeat(63), []],
    ['a label that is too long', dns1123Label, 'a'.repeat(64), ['must be no more than 63 characters']],
    ['a label with capitals', dns1123Label, 'Web', [labelPattern]],
    [
      'a label that is too long and ends in a hyphen',
      dns1123Label,
      `${'a'.repeat(64)}-`,
      ['must be no more than 63 characters', labelPattern],
    ],
    ['a label with dots', dns1123Label, 'a.b', ['must not contain dots']],
    ['a label with a dot at its end', dns1123Label, 'a.', [labelPattern]],
    ['a label of nothing', dns1123Label, '', [labelPattern]],
    ['the name of a Service', dns1035Label, 'web-1', []],
    ['the name of a Service that begins with a digit', dns1035Label, '1-web', [label1035Pattern]],
    ['a subdomain', dns1123Subdomain, 'a.b-c.1', []],
    ['a subdomain with an underscore', dns1123Subdomain, 'a_b', [subdomainPattern]],
    [
      'a subdomain that is too long',
      dns1123Subdomain,
      'a'.repeat(254),
      ['must be no more than 253 characters'],
    ],
    ['a subdomain of two lines', dns1123Subdomain, 'a\nb', [subdomainPattern]],
    ['a wildcard', wildcardDNS1123Subdomain, '*.example.com', []],
    ['a wildcard of everything', wildcardDNS1123Subdomain, '*', [wildcardPattern]],
    ['a wildcard in the middle', wildcardDNS1123Subdomain, 'a.*.com', [wildcardPattern]],
    ['a name of two labels', fullyQualifiedDomainName, 'example.com.', []],
    [
      'a name of one label',
      fullyQualifiedDomainName,
      'localhost',
      ['should be a domain with at least two segments separated by dots'],
    ],
    ['a name that is none', fullyQualifiedDomainName, 'a_b.c', [subdomainPattern]],
    [
      'a name with a long label',
      fullyQualifiedDomainName,
      `${'a'.repeat(64)}.b`,
      ['must be no more than 63 characters'],
    ],
    ['a part of a path', pathSegment, 'Bucket', []],
    ['a part of a path that goes up', pathSegment, '..', ["may not be '..'"]],
    ['a part of a path that is two', pathSegment, 'a/b%', ["may not contain '/'", "may not contain '%'"]],
    ['a prefix that ends in a hyphen', prefixOf(dns1123Label), 'web-', []],
    ['a prefix that is only a hyphen', prefixOf(dns1123Label), '-', [labelPattern]],
  ])('%s', (_, rule, value, details) => {
    expect(rule(value)).toEqual(details);
  });
});
