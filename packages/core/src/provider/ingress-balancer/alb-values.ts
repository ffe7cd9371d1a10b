import type { Ingress } from '../../object/ingress.js';
import type { Service } from '../../object/service.js';
import { referenceTo } from '../../object/reference.js';
import {
  badValues,
  goBool,
  oneOf,
  ranges,
  type ValueRule,
  wholeNumber,
} from '../balancer/annotation-value.js';
import { prefix } from './alb-annotation.js';
import { type Refusal, refusedAt } from './plan.js';

const ports = wholeNumber(1, 65_535);
const groupName = /^(?:[a-z0-9][-a-z0-9.]*)?[a-z0-9]$/;
const of = (name: string): string => prefix + name;

/**
 * What the annotations of an ALB take.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller pkg/ingress/{group_loader,model_build_listener,model_build_target_group}.go
 * @see awsdocs/elb-application-load-balancers-user-guide application-load-balancers.md, load-balancer-target-groups.md
 */
const rules: readonly ValueRule[] = [
  {
    annotation: of('group.name'),
    has: (text) => text === '' || (text.length <= 63 && groupName.test(text)),
    called: 'at most 63 of a-z, 0-9, - and ., the first and the last of them no - and no .',
  },
  { annotation: of('inbound-cidrs'), ...ranges },
  { annotation: of('use-regex-path-match'), ...goBool },
  { annotation: of('backend-protocol'), ...oneOf('HTTP', 'HTTPS') },
  { annotation: of('healthcheck-protocol'), ...oneOf('HTTP', 'HTTPS') },
  {
    annotation: of('healthcheck-port'),
    has: (text) => text === 'traffic-port' || ports.has(text) || /[a-z]/.test(text),
    called: `traffic-port or ${ports.called}`,
  },
  { annotation: of('healthcheck-interval-seconds'), ...wholeNumber(5, 300) },
  { annotation: of('healthcheck-timeout-seconds'), ...wholeNumber(2, 120) },
  { annotation: of('healthy-threshold-count'), ...wholeNumber(2, 10) },
  { annotation: of('unhealthy-threshold-count'), ...wholeNumber(2, 10) },
  {
    annotation: of('load-balancer-attributes'),
    attribute: 'idle_timeout.timeout_seconds',
    ...wholeNumber(1, 4000),
  },
  {
    annotation: of('load-balancer-attributes'),
    attribute: 'routing.http.xff_header_processing.mode',
    ...oneOf('append', 'preserve', 'remove'),
  },
  {
    annotation: of('target-group-attributes'),
    attribute: 'deregistration_delay.timeout_seconds',
    ...wholeNumber(0, 3600),
  },
  {
    annotation: of('target-group-attributes'),
    attribute: 'load_balancing.algorithm.type',
    ...oneOf('round_robin', 'least_outstanding_requests', 'weighted_random'),
  },
];

/** Why an Ingress, or a Service behind one, cannot be: the first value in its annotations that they do not take. */
export function valueRefusal(object: Ingress | Service): Refusal | undefined {
  const [bad] = badValues(object.metadata.annotations, { of: 'an ALB', values: rules });
  return bad === undefined
    ? undefined
    : refusedAt(referenceTo(object), `metadata.annotations[${bad.annotation}]`, bad.message, bad.fix);
}
