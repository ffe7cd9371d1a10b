import {
  isDNS1035Label,
  isDNS1123Label,
  isDNS1123Subdomain,
  isWildcardDNS1123Subdomain,
} from '../../address/hostname.js';
import { fine, patternMessage, type ValueRule } from '../field/value-rule.js';

const labelFormat = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomainFormat = String.raw`${labelFormat}(\.${labelFormat})*`;

interface NameFormat {
  readonly isValid: (text: string) => boolean;
  readonly most: number;
  readonly format: string;
  readonly message: string;
  readonly examples: readonly string[];
}

function nameRule({ isValid, most, format, message, examples }: NameFormat): ValueRule<string> {
  const pattern = new RegExp(`^${format}$`);
  const mismatch = patternMessage(message, format, examples);
  return (text) => {
    if (isValid(text)) return fine;
    const details: string[] = [];
    if (text.length > most) details.push(`must be no more than ${most} characters`);
    if (!pattern.test(text)) details.push(mismatch);
    return details;
  };
}

/** A name of labels with dots between them: what most objects are called. @see RFC 1123; kubernetes/apimachinery pkg/util/validation/validation.go, IsDNS1123Subdomain */
export const dns1123Subdomain: ValueRule<string> = nameRule({
  isValid: isDNS1123Subdomain,
  most: 253,
  format: subdomainFormat,
  message:
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  examples: ['example.com'],
});

/** `*.` and a subdomain. @see kubernetes/apimachinery pkg/util/validation/validation.go, IsWildcardDNS1123Subdomain */
export const wildcardDNS1123Subdomain: ValueRule<string> = nameRule({
  isValid: isWildcardDNS1123Subdomain,
  most: 253,
  format: String.raw`\*\.${subdomainFormat}`,
  message:
    "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
  examples: ['*.example.com'],
});

/** One label that starts with a letter: what Services are called. @see RFC 1035; kubernetes/apimachinery pkg/util/validation/validation.go, IsDNS1035Label */
export const dns1035Label: ValueRule<string> = nameRule({
  isValid: isDNS1035Label,
  most: 63,
  format: '[a-z]([-a-z0-9]*[a-z0-9])?',
  message:
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  examples: ['my-name', 'abc-123'],
});

const plainLabel: ValueRule<string> = nameRule({
  isValid: isDNS1123Label,
  most: 63,
  format: labelFormat,
  message:
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  examples: ['my-name', '123-abc'],
});

/** One label: what Namespaces, ports and containers are called. @see RFC 1123; kubernetes/apimachinery pkg/util/validation/validation.go, IsDNS1123Label */
export const dns1123Label: ValueRule<string> = (text) => {
  const details = plainLabel(text);
  if (details.length === 0 || !text.includes('.') || dns1123Subdomain(text.slice(0, 253)).length > 0)
    return details;
  return [...details.slice(0, -1), 'must not contain dots'];
};

/** A DNS name of at least two labels, with or without the final dot. @see kubernetes/apimachinery pkg/util/validation/validation.go, IsFullyQualifiedDomainName */
export const fullyQualifiedDomainName: ValueRule<string> = (text) => {
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  const details = dns1123Subdomain(name);
  if (details.length > 0) return [details.join(',')];
  const labels = name.split('.');
  if (labels.length < 2) return ['should be a domain with at least two segments separated by dots'];
  return labels.flatMap((label) => plainLabel(label)).slice(0, 1);
};

/** A part of a path in the API, such as the name of a kind. @see kubernetes/apimachinery pkg/api/validate/content/path.go, IsPathSegmentName */
export const pathSegment: ValueRule<string> = (text) => {
  if (text === '.' || text === '..') return [`may not be '${text}'`];
  return ['/', '%']
    .filter((illegal) => text.includes(illegal))
    .map((illegal) => `may not contain '${illegal}'`);
};

/**
 * The rule for the beginning of a name that the API server completes: it may end in a hyphen.
 *
 * @see kubernetes/apimachinery pkg/api/validation/generic.go, maskTrailingDash
 */
export function prefixOf(rule: ValueRule<string>): ValueRule<string> {
  return (prefix) => rule(prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix);
}
