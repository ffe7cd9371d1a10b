import type { Cluster } from '../../cluster/cluster.js';
import type { FieldErrors } from '../../object/field/field-errors.js';
import { keyOf } from '../../object/object.js';
import type { Service } from '../../object/service.js';
import { withClusterIPs } from './cluster-ip.js';
import { withIPFamilies } from './ip-families.js';
import { withNodePorts } from './node-port.js';
import { ClaimLedger } from './service-claims.js';

/** A Service on its way into the store. */
export interface ServiceRequest {
  readonly service: Service;
  readonly errors: FieldErrors;
}

/**
 * The Services with what the API server allocates before it stores them: address families, cluster IPs, node ports.
 * What they name themselves goes first, the older Service before the younger; what can't be had is reported among the
 * errors of the Service, which is then left as it is.
 *
 * @see kubernetes/kubernetes pkg/registry/core/service/storage/alloc.go
 */
export function allocateServices(
  cluster: Cluster,
  requests: readonly ServiceRequest[],
): readonly ServiceRequest[] {
  const { platform } = cluster;
  const ledger = new ClaimLedger(cluster);
  const ordered = [...requests].sort((a, b) => compareAge(a.service, b.service));
  for (const { service } of ordered) ledger.claim(service);
  return ordered.map(({ service, errors }) => {
    const familied = withIPFamilies(service, platform, errors);
    const addressed = errors.refused ? familied : withClusterIPs(familied, platform, ledger, errors);
    const allocated = errors.refused ? addressed : withNodePorts(addressed, platform, ledger, errors);
    if (errors.refused) {
      ledger.release(service);
      return { service, errors };
    }
    ledger.claim(allocated);
    return { service: allocated, errors };
  });
}

/** Sorts behind every date: what has no creation time is created now. */
const now = '~';

function compareAge(a: Service, b: Service): number {
  const [created = now, other = now] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
  if (created !== other) return created < other ? -1 : 1;
  return keyOf(a) < keyOf(b) ? -1 : 1;
}
