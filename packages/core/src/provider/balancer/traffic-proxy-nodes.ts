import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { LabelSelector } from '../../object/label-selector.js';

/** Whatever its value, a label of these keeps a node out. */
const labelsOfOthers: LabelSelector['matchExpressions'] = [
  'node-role.kubernetes.io/master',
  'node.kubernetes.io/exclude-from-external-load-balancers',
  'alpha.service-controller.kubernetes.io/exclude-balancer',
].map((key) => ({ key, operator: 'DoesNotExist', values: [] }));

/**
 * Which nodes the AWS Load Balancer Controller takes for targets, among those that a Service asks for: none of a control
 * plane of old, of Fargate, or that are about to go.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller pkg/backend/endpoint_utils.go
 */
export function trafficProxyNodes(
  asked?: LabelSelector,
): Required<Pick<LoadBalancerPlan, 'leavesOut' | 'nodeSelector'>> {
  return {
    leavesOut: 'not-ready-or-disrupted',
    nodeSelector: {
      matchLabels: asked?.matchLabels ?? {},
      matchExpressions: [
        ...(asked?.matchExpressions ?? []),
        ...labelsOfOthers,
        { key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] },
      ],
    },
  };
}
