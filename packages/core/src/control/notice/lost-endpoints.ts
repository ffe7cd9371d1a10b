import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import { selectorOf } from '../../object/label-selector.js';
import { keyOf } from '../../object/object.js';
import type { Service } from '../../object/service.js';
import { managedSlices } from '../endpoint-slice/endpoint-slices.js';
import { referenceTo } from './reference.js';

/**
 * Warns of Services that were given with their EndpointSlices and without their pods: the control plane, which knows no
 * such pods, empties the slices.
 *
 * @param given the objects as they came, nothing settled yet
 */
export function lostEndpoints(given: Cluster): readonly Write[] {
  return given.list('Service').flatMap((service): readonly Write[] => {
    const endpoints = managedSlices(given, service).flatMap((slice) => slice.endpoints).length;
    if (endpoints === 0 || hasPods(given, service)) return [];
    const problem = {
      code: 'endpoints-without-pods',
      severity: 'warning',
      object: referenceTo(service),
      path: 'spec.selector',
      message: `its EndpointSlices list ${endpoints} endpoints, but no pod that it selects is among the objects: they are dropped`,
      fix: "Give the pods too (kubectl get pods -o yaml), or take everything as it is: settle: 'never'",
    } as const;
    return [{ kind: 'report', controller: 'lost-endpoints', key: keyOf(service), problems: [problem] }];
  });
}

function hasPods(cluster: Cluster, { metadata, spec: { selector } }: Service): boolean {
  return selector === undefined || cluster.podsMatching(metadata.namespace, selectorOf(selector)).length > 0;
}
