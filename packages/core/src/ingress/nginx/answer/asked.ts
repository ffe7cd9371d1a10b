import type { Cluster } from '../../../cluster/cluster.js';
import { referenceTo } from '../../../object/reference.js';
import type { ObjectReference } from '../../../problem/problem.js';
import { annotationField, ingressReference } from '../../reference.js';
import type { NginxConfiguration } from '../configuration/configuration.js';
import type { NginxLocation } from '../location/location.js';
import type { LocationMatch } from '../location/location-table.js';
import type { NginxRequest } from '../request/nginx-request.js';
import type { NginxServer } from '../configuration/virtual-servers.js';

/** A request at a server. */
export interface AskedServer {
  /** The cluster in which Services and endpoints are looked up. */
  readonly view: Cluster;
  readonly configuration: NginxConfiguration;
  readonly request: NginxRequest;
  readonly server: NginxServer;
}

/** A request at a location. */
export interface AskedLocation extends AskedServer {
  readonly matched: LocationMatch;
}

/**
 * The annotation of a location's Ingress that decided something, for rules and causes; where the Ingress does not say
 * it, the key of the ConfigMap that does.
 */
export function deciding(
  { ingress }: NginxLocation,
  { profile }: NginxConfiguration,
  annotation: string,
): { readonly object?: ObjectReference; readonly path: string } {
  const key = `${profile.annotationPrefix}/${annotation}`;
  const { configMap } = profile;
  if (configMap?.data[annotation] !== undefined && ingress?.metadata.annotations[key] === undefined) {
    return { object: referenceTo(configMap), path: `data[${annotation}]` };
  }
  const path = annotationField(key);
  return ingress === undefined ? { path } : { object: ingressReference(ingress), path };
}
