/**
 * Every reason for which a rule did not apply at a hop.
 *
 * @public
 */
export const skips = {
  'no-masquerade-source-is-pod': 'No masquerade: the source is a pod.',
  'no-masquerade-mark': 'No masquerade: the service proxy did not mark the packet.',
  'no-masquerade-stays-on-node': 'No masquerade although marked: the packet does not leave the node.',
  'no-masquerade-local-policy': 'No masquerade: policy Local keeps the source.',
  'no-masquerade-pods-not-known': 'No masquerade: this service proxy cannot tell pods from others.',
  'no-ready-endpoint':
    'Readiness is not asked for: no endpoint is ready, and those that serve while they terminate are used.',
  'no-choice-client-kept': 'No choice: session affinity keeps the endpoint of the client.',
  'hints-missing-on-endpoint': 'Hints are not followed: a ready endpoint has none.',
  'hints-need-a-zone-of-the-node': 'Hints for zones are not followed: the node has no zone.',
  'hints-name-no-endpoint-for-zone': 'Hints for zones are not followed: none is for the zone of the node.',
  'hints-name-no-endpoint-for-node': 'Hints for nodes are not followed: none is for this node.',
  'no-reject-endpoint-exists': 'Not refused: the service port has an endpoint.',
  'no-drop-local-endpoint-exists': 'Not dropped: the node has an endpoint of its own.',
  'no-drop-source-in-ranges': 'Not dropped: the source is in the source ranges of the load balancer.',
  'no-drop-no-source-ranges': 'Not dropped: the load balancer has no source ranges.',
  'no-drop-not-load-balancer-address': 'Not dropped: source ranges are for load balancer addresses only.',
  'internal-policy-for-cluster-ip-only': 'internalTrafficPolicy is for the cluster IP only.',
  'external-policy-not-for-cluster-ip': 'externalTrafficPolicy is not for the cluster IP.',
  'no-affinity': 'No endpoint is kept: the Service has no session affinity.',
  'client-not-kept': 'No endpoint is kept for the client: it is its first connection, or its time is over.',
  'host-differs': 'The host of the rule is another one.',
  'host-less-precise': 'Rules of a more precise host take the request.',
  'path-differs': 'The path of the rule does not cover the path of the request.',
  'condition-differs': 'Another condition of the rule does not hold.',
  'rule-tried-earlier': 'A rule that is tried earlier takes the request.',
  'path-shorter': 'A longer path takes the request.',
  'prefix-beside-exact': 'An Exact path with the same text takes the request.',
  'path-taken-earlier': 'An earlier rule has the same host and path.',
  'pattern-before-prefix':
    'A path that is a regular expression takes the request: it counts before prefixes.',
  'pattern-not-run':
    'Whether the path as a regular expression matches is not known: it cannot be run in linear time.',
  'pattern-differs': 'The path as a regular expression does not match.',
  'pattern-later': 'A path that is tried earlier matches.',
  'no-tls-redirect': 'No redirect to HTTPS: it is switched off.',
  'no-tls-redirect-without-certificate': 'No redirect to HTTPS: the host has no certificate.',
  'client-not-denied': 'Not denied: the ranges do not hold the address that the controller sees.',
  'ingress-not-taken': 'The controller does not take the Ingress.',
  'backend-is-resource': 'The path leads to a resource, which the controller leaves out.',
  'backend-left-out': 'The Service of the path cannot be used: the controller leaves the path out.',
  'service-is-canary': 'The Service of the path is that of a canary, which takes no path of its own.',
  'canary-not-chosen': 'The canary is not asked for.',
  'canary-not-first': 'Another canary came first: only the first one of a Service counts.',
  'no-search-final-dot': 'The search list is not gone through: the name has a final dot.',
  'no-search-enough-dots': 'The search list is not gone through: the name has as many dots as ndots says.',
} as const;

/** A stable reason code, listed in {@link skips}. @public */
export type SkipCode = keyof typeof skips;
