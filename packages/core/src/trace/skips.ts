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
} as const;

/** A stable reason code, listed in {@link skips}. @public */
export type SkipCode = keyof typeof skips;
