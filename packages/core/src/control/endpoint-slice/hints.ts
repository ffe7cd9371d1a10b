import type { Cluster } from '../../cluster/cluster.js';
import type { Endpoint } from '../../object/endpoint-slice.js';
import type { Service } from '../../object/service.js';
import type { EndpointGroup } from './pack.js';
import { wantsTopologyHints, withTopologyHints } from './topology-hints.js';

/** The minor version that first knows a value of trafficDistribution without being told to. @see KEP-4444; KEP-3015 */
const since: Readonly<Record<string, number>> = { PreferClose: 31, PreferSameZone: 34, PreferSameNode: 34 };

/**
 * The groups with the hints that the Service asks for: those of the topology annotation, which goes first, or of
 * `spec.trafficDistribution`.
 *
 * @see kubernetes/endpointslice trafficdist/trafficdist.go
 */
export function withHints(
  cluster: Cluster,
  service: Service,
  groups: readonly EndpointGroup[],
): readonly EndpointGroup[] {
  if (wantsTopologyHints(service)) return withTopologyHints(cluster, groups);
  const { trafficDistribution = '' } = service.spec;
  if (cluster.platform.kubernetesMinor < (since[trafficDistribution] ?? Infinity)) return groups;
  switch (trafficDistribution) {
    case 'PreferClose':
    case 'PreferSameZone':
      return hinted(groups, ({ zone }) => ({ forZones: present(zone), forNodes: [] }));
    case 'PreferSameNode':
      return hinted(groups, ({ zone, nodeName }) => ({
        forZones: present(zone),
        forNodes: present(nodeName),
      }));
    default:
      return groups;
  }
}

function hinted(
  groups: readonly EndpointGroup[],
  hintsOf: (endpoint: Endpoint) => NonNullable<Endpoint['hints']>,
): readonly EndpointGroup[] {
  return groups.map((group) => ({
    ...group,
    endpoints: group.endpoints.map((endpoint) => {
      if (endpoint.conditions.ready !== true) return endpoint;
      const hints = hintsOf(endpoint);
      return hints.forZones.length + hints.forNodes.length === 0 ? endpoint : { ...endpoint, hints };
    }),
  }));
}

function present(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : [text];
}
