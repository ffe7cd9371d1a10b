import { familyOf } from '../../../address/ip.js';
import type { EndpointSlice } from '../../../object/endpoint-slice.js';
import type { Candidate } from '../../finding.js';
import { importNameLabel } from './slice-index.js';

/** Names the cluster that an EndpointSlice comes from. @see kubernetes-sigs/mcs-api pkg/apis/v1alpha1/well_known_labels.go */
const sourceClusterLabel = 'multicluster.kubernetes.io/source-cluster';

/** A slice without ports publishes its endpoints too; there is nothing in it that SRV could answer with. */
const portless: readonly Candidate['port'][] = [{ name: '', protocol: 'TCP' }];

const remembered = new WeakMap<readonly EndpointSlice[], readonly Candidate[]>();

/**
 * Every ready endpoint on every port of its slice. Ready alone counts; where it is not said, it is so.
 *
 * @see coredns/coredns plugin/kubernetes/object/endpoint.go, EndpointSliceToEndpoints
 */
export function readyCandidates(slices: readonly EndpointSlice[]): readonly Candidate[] {
  let candidates = remembered.get(slices);
  if (candidates === undefined) {
    candidates = slices.flatMap(candidatesIn);
    remembered.set(slices, candidates);
  }
  return candidates;
}

/** The ready endpoints of one slice. */
export function candidatesIn({ metadata, endpoints, ports }: EndpointSlice): readonly Candidate[] {
  const { [importNameLabel]: imported, [sourceClusterLabel]: clusterId } = metadata.labels;
  const origin = imported === undefined || clusterId === undefined ? {} : { clusterId };
  return endpoints
    .filter(({ conditions }) => conditions.ready !== false)
    .flatMap((endpoint) =>
      endpoint.addresses.flatMap((address) =>
        (ports.length === 0 ? portless : ports).map((port): Candidate => ({
          address,
          family: familyOf(address),
          port,
          endpoint,
          ...origin,
        })),
      ),
    );
}
