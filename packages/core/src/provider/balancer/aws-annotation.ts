import { readLabelSelector } from '../../object/label-selector-text.js';
import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { Service } from '../../object/service.js';

/** What the annotations start with by which load balancers of AWS are told what to do. */
export const prefix = 'service.beta.kubernetes.io/aws-load-balancer-';

/** Which kind of load balancer is asked for, and from whom. */
export const typeAnnotation: string = `${prefix}type`;

/** Whether it is reached from the VPC only; superseded by the scheme. */
export const internalAnnotation: string = `${prefix}internal`;

/** Which nodes are targets. */
export const nodeLabelsAnnotation: string = `${prefix}target-node-labels`;

/** Security groups in place of the one that is made. */
export const securityGroupsAnnotation: string = `${prefix}security-groups`;

/** What all load balancers of AWS are told beside the way of a request. */
export const tagAnnotations: readonly string[] = [
  `${prefix}additional-resource-tags`,
  `${prefix}ssl-negotiation-policy`,
];

/** Where accesses are written down. */
export const accessLogAnnotations: readonly string[] = [`${prefix}access-log-*`];

/** A list of `key=value` with commas between; what is broken is left out. */
export function attributesOf(text: string | undefined): ReadonlyMap<string, string> {
  return new Map(
    (text ?? '').split(',').flatMap((entry) => {
      const at = entry.indexOf('=');
      return at > 0 ? [[entry.slice(0, at).trim(), entry.slice(at + 1).trim()] as const] : [];
    }),
  );
}

const certificate = `${prefix}ssl-cert`;

/** The ports that end TLS. */
export const certificatePorts: string = `${prefix}ssl-ports`;

/** By these a load balancer ends TLS. */
export const certificateAnnotations: readonly string[] = [certificate, certificatePorts];

/** Whether a port ends TLS: there is a certificate, and its list of ports, named or counted, has this one or a star. */
export function hasCertificate({ metadata, spec }: Service, port: number): boolean {
  const { annotations } = metadata;
  if ((annotations[certificate] ?? '') === '') return false;
  const name = spec.ports.find((entry) => entry.port === port)?.name ?? '';
  return (annotations[certificatePorts] ?? '*')
    .split(',')
    .map((entry) => entry.trim())
    .some((entry) => entry === '*' || entry === String(port) || (entry !== '' && entry === name));
}

/** The nodes that the annotation asks for. */
export function statedNodes({ metadata }: Service): Pick<LoadBalancerPlan, 'nodeSelector'> {
  const text = metadata.annotations[nodeLabelsAnnotation] ?? '';
  const nodeSelector = text === '' ? undefined : readLabelSelector(text);
  return nodeSelector === undefined ? {} : { nodeSelector };
}
