import type { ServiceSpecManifest } from '../../manifest/service.js';
import type { ClusterFeature } from './features.js';
import type { ServiceKind } from './knobs.js';

/** Something that a Service may say besides what its kind needs. */
export interface ServiceTrait {
  readonly needs: ClusterFeature;
  /** The kinds of Services that may say it; others don't. */
  readonly kinds: readonly ServiceKind[];
  readonly spec: ServiceSpecManifest;
}

const fromOutside: readonly ServiceKind[] = ['NodePort', 'LoadBalancer'];
const withClusterIP: readonly ServiceKind[] = ['ClusterIP', 'withoutSelector', ...fromOutside];
const withAddresses: readonly ServiceKind[] = ['headless', ...withClusterIP];

/** Everything that a Service may say besides what its kind needs. */
export const serviceTraits: readonly ServiceTrait[] = [
  { needs: 'trafficPolicies', kinds: fromOutside, spec: { externalTrafficPolicy: 'Local' } },
  { needs: 'trafficPolicies', kinds: withClusterIP, spec: { internalTrafficPolicy: 'Local' } },
  { needs: 'trafficPolicies', kinds: withClusterIP, spec: { trafficDistribution: 'PreferClose' } },
  { needs: 'sessionAffinity', kinds: withClusterIP, spec: { sessionAffinity: 'ClientIP' } },
  { needs: 'readiness', kinds: withAddresses, spec: { publishNotReadyAddresses: true } },
  {
    needs: 'sourceRanges',
    kinds: ['LoadBalancer'],
    spec: { loadBalancerSourceRanges: ['203.0.113.0/28', '10.0.0.0/8'] },
  },
  { needs: 'externalIPs', kinds: withClusterIP, spec: { externalIPs: ['198.18.0.80'] } },
  { needs: 'dualStack', kinds: withAddresses, spec: { ipFamilyPolicy: 'PreferDualStack' } },
];
