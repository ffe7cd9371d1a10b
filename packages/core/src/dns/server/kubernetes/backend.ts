import { familyOf } from '../../../address/ip.js';
import type { EndpointSlice } from '../../../object/endpoint-slice.js';
import type { ServiceImport } from '../../../object/service-import.js';
import type { Service } from '../../../object/service.js';
import type { Candidate } from '../../finding.js';
import { slicesOfImport } from './slice-index.js';
import type { ServerView } from './view.js';

/** What has names below `svc`: a Service, or in a zone of several clusters a ServiceImport. */
export type Backend = Service | ServiceImport;

/** Whether the name stands for the endpoints, and not for an address in front of them. */
export function isHeadless(backend: Backend): boolean {
  return backend.kind === 'Service' ? backend.spec.clusterIP === 'None' : backend.spec.type === 'Headless';
}

/** The EndpointSlices as far as the server watches them. */
export function slicesOf({ cluster, plugin }: ServerView, backend: Backend): readonly EndpointSlice[] {
  const key = `${backend.metadata.namespace}/${backend.metadata.name}`;
  if (plugin.noEndpoints) return [];
  return backend.kind === 'Service'
    ? cluster.slicesOf(key)
    : slicesOfImport(cluster.list('EndpointSlice'), key);
}

/** The addresses in front of the endpoints; the external addresses of a Service have no part in its name. */
export function virtualAddresses({ kind, spec }: Backend): readonly string[] {
  return kind === 'Service' ? spec.clusterIPs.filter((address) => address !== '') : spec.ips;
}

const remembered = new WeakMap<Backend, readonly Candidate[]>();

/** Every address in front of the endpoints on every port. */
export function virtualCandidates(backend: Backend): readonly Candidate[] {
  let candidates = remembered.get(backend);
  if (candidates === undefined) {
    const addresses = virtualAddresses(backend);
    candidates = backend.spec.ports.flatMap((port) =>
      addresses.map((address): Candidate => ({ address, family: familyOf(address), port })),
    );
    remembered.set(backend, candidates);
  }
  return candidates;
}
