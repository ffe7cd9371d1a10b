import type { IngressClassParams } from '../../object/ingress-class-params.js';
import type { Ingress } from '../../object/ingress.js';
import type { StringMap } from '../../object/metadata.js';
import type { Service } from '../../object/service.js';
import { attributesOf } from '../balancer/annotation-text.js';
import { prefix } from './alb-annotation.js';

/**
 * An Ingress as the AWS Load Balancer Controller reads it: what the parameters of its class say stands in place of what
 * its annotations do.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/ingress_class.md, IngressClassParams
 */
export function underParams(ingress: Ingress, params: IngressClassParams): Ingress {
  const { metadata } = ingress;
  const annotations = { ...metadata.annotations, ...enforcedBy(params, metadata.annotations) };
  return { ...ingress, metadata: { ...metadata, annotations } };
}

/** The annotations that the parameters of a class stand in place of. */
export function enforcedBy({ spec }: IngressClassParams, annotations: StringMap): StringMap {
  const attributes = `${prefix}load-balancer-attributes`;
  const merged = new Map([
    ...attributesOf(annotations[attributes]),
    ...(spec.loadBalancerAttributes ?? []).map(({ key, value }) => [key, value] as const),
  ]);
  const said: readonly (readonly [string, string | undefined])[] = [
    ['group.name', spec.group],
    ['scheme', spec.scheme],
    ['target-type', spec.targetType],
    ['inbound-cidrs', spec.inboundCIDRs?.join()],
    ['certificate-arn', spec.certificateArn?.join()],
    ['ssl-redirect', spec.sslRedirectPort],
    [
      'load-balancer-attributes',
      spec.loadBalancerAttributes === undefined
        ? undefined
        : [...merged].map(([key, value]) => `${key}=${value}`).join(),
    ],
  ];
  return Object.fromEntries(
    said.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[prefix + name, value]])),
  );
}

/** A Service as a target under the parameters of a class, which settle the type of targets for it too. */
export function targetUnderParams(service: Service, { spec }: IngressClassParams): Service {
  if (spec.targetType === undefined) return service;
  const { metadata } = service;
  const annotations = { ...metadata.annotations, [`${prefix}target-type`]: spec.targetType };
  return { ...service, metadata: { ...metadata, annotations } };
}
