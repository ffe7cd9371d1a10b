import type { LabelSelector } from '../../object/label-selector.js';
import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { Service } from '../../object/service.js';
import type { ValueRule } from './annotation-value.js';

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

/**
 * The nodes that the annotation asks for: those with each of these labels.
 *
 * @see kubernetes/cloud-provider-aws pkg/providers/v1/aws_loadbalancer.go, filterTargetNodes
 */
export function statedNodes({ metadata }: Service): Pick<LoadBalancerPlan, 'nodeSelector'> {
  const entries = (metadata.annotations[nodeLabelsAnnotation] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) return {};
  return { nodeSelector: { matchLabels: {}, matchExpressions: entries.map(requirementOf) } };
}

/** A label alone may have any value. */
function requirementOf(entry: string): LabelSelector['matchExpressions'][number] {
  const [key = '', value = ''] = entry.split('=');
  return value === '' ? { key, operator: 'Exists', values: [] } : { key, operator: 'In', values: [value] };
}

const label = /^[\w./-]+(?:=[\w.-]*)?$/;

/** What the annotation that asks for nodes takes. */
export const nodeLabelRule: ValueRule = {
  annotation: nodeLabelsAnnotation,
  has: (text) => text.trim() === '' || text.split(',').every((entry) => label.test(entry.trim())),
  called: 'labels, key=value, with commas between',
};

/** For the cloud provider another value names a label that no node has. */
export const nodeLabelValues: ValueRule = {
  ...nodeLabelRule,
  otherwise: 'finds no node with such a label',
};

/**
 * The cloud provider takes whatever is not "false" for a yes, though it may mean a no.
 *
 * @see kubernetes/cloud-provider-aws pkg/providers/v1/aws.go, EnsureLoadBalancer
 */
export const internalValues: ValueRule = {
  annotation: internalAnnotation,
  has: (text) => text === 'false' || !/^(?:f|false|n|no|off|0)$/i.test(text.trim()),
  called: 'true or false',
  otherwise: 'is internal, as with all but "false"',
};
