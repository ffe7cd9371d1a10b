const labelLength = 63;
const nameLength = 253;
const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const label1035 = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const wildcard = '*.';

/** Whether a text is a label of lower-case letters, digits and inner hyphens. @see RFC 1123 section 2.1; kubernetes/apimachinery pkg/util/validation/validation.go, IsDNS1123Label */
export function isDNS1123Label(text: string): boolean {
  return text.length <= labelLength && label.test(text);
}

/** Whether a text is a label that starts with a letter. @see RFC 1035 section 2.3.1; kubernetes/apimachinery pkg/util/validation/validation.go, IsDNS1035Label */
export function isDNS1035Label(text: string): boolean {
  return text.length <= labelLength && label1035.test(text);
}

/**
 * Whether a text is a name of labels with dots between them. Only the whole is limited in length, not its labels.
 *
 * @see kubernetes/apimachinery pkg/util/validation/validation.go, IsDNS1123Subdomain
 */
export function isDNS1123Subdomain(text: string): boolean {
  return text.length <= nameLength && subdomain.test(text);
}

/** Whether a text is `*.` and a subdomain. @see kubernetes/apimachinery pkg/util/validation/validation.go, IsWildcardDNS1123Subdomain */
export function isWildcardDNS1123Subdomain(text: string): boolean {
  return (
    text.length <= nameLength && text.startsWith(wildcard) && subdomain.test(text.slice(wildcard.length))
  );
}

/**
 * Whether a wildcard such as `*.example.com` covers a host: one label stands for the star, neither none nor two.
 *
 * @see kubernetes/api networking/v1/types.go, IngressRule.host
 */
export function wildcardCovers(pattern: string, host: string): boolean {
  const dot = host.indexOf('.');
  return dot > 0 && pattern.startsWith(wildcard) && host.slice(dot) === pattern.slice(1);
}
