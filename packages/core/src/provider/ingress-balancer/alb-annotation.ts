import type { Ingress } from '../../object/ingress.js';
import { attributesOf } from '../balancer/annotation-text.js';

/** What the annotations start with by which ALBs are told what to do. */
export const prefix = 'alb.ingress.kubernetes.io/';

const followed: ReadonlySet<string> = new Set([
  'group.name',
  'group.order',
  'scheme',
  'target-type',
  'listen-ports',
  'certificate-arn',
  'ssl-redirect',
  'inbound-cidrs',
  'backend-protocol',
  'healthcheck-path',
  'healthcheck-port',
  'healthcheck-protocol',
  'healthcheck-interval-seconds',
  'healthcheck-timeout-seconds',
  'healthy-threshold-count',
  'unhealthy-threshold-count',
  'success-codes',
  'load-balancer-attributes',
  'target-group-attributes',
]);

/**
 * Only one value of these may be said in a group.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md, MergeBehavior
 */
export const exclusive: readonly string[] = [
  'scheme',
  'ip-address-type',
  'subnets',
  'security-groups',
  'customer-owned-ipv4-pool',
  'load-balancer-name',
  'load-balancer-attributes',
  'inbound-cidrs',
  'ssl-policy',
  'ssl-redirect',
  'wafv2-acl-arn',
  'waf-acl-id',
  'shield-advanced-protection',
];

/** Without effect on where a request goes. */
const besideTheWay: ReadonlySet<string> = new Set(['tags', 'load-balancer-name', 'ssl-policy']);

/** The names of the annotations for ALBs that the model knows, whole. */
export const albNames: ReadonlySet<string> = new Set(
  [...followed, ...besideTheWay, ...exclusive].map((name) => prefix + name),
);

/** Whether the model follows an annotation for ALBs, or its effect is none on the way of a request. */
export function isAlbAnnotationFollowed(annotation: string): boolean {
  const name = annotation.slice(prefix.length);
  return (
    followed.has(name) ||
    besideTheWay.has(name) ||
    name.startsWith('actions.') ||
    name.startsWith('conditions.')
  );
}

/** The value of an annotation, given without its prefix. */
export function annotationOf({ metadata }: Pick<Ingress, 'metadata'>, name: string): string | undefined {
  return metadata.annotations[prefix + name]?.trim();
}

/** An attribute of a list of `key=value` in an annotation. */
export function attributeOf(text: string | undefined, key: string): string | undefined {
  return attributesOf(text).get(key);
}

/** A list with commas between. */
export function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

const followedAttributes: ReadonlySet<string> = new Set([
  'routing.http.xff_header_processing.mode',
  'idle_timeout.timeout_seconds',
  'deregistration_delay.timeout_seconds',
  'load_balancing.algorithm.type',
]);

/** The attributes in an annotation that the model does not follow. */
export function unfollowedAttributes(annotation: string, value: string): readonly string[] {
  if (!annotation.endsWith('-attributes')) return [];
  return [...attributesOf(value).keys()].filter((key) => !followedAttributes.has(key)).sort();
}
