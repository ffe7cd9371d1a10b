import type { ByteText } from '../../../address/byte-text.js';
import type { Cluster } from '../../../cluster/cluster.js';
import { type Controller, controllersOf } from '../../../controller/controllers.js';
import { nginxConfiguration } from '../../../ingress/nginx/configuration/configuration.js';
import { catchAll } from '../../../ingress/nginx/configuration/servers.js';
import type { NginxServer } from '../../../ingress/nginx/configuration/virtual-servers.js';
import type { LocationMatch } from '../../../ingress/nginx/location/location-table.js';
import type { NginxLocation } from '../../../ingress/nginx/location/location.js';
import { writeLocations } from '../../../ingress/nginx/location/locations.js';

/** A host whose paths ingress-nginx compares as regular expressions, all of them. */
export interface PatternHost {
  readonly controller: Controller;
  /** As rules write it; the empty host is every host. */
  readonly host: string;
  readonly server: NginxServer;
  /** What would take a path if no annotation made the paths regular expressions. */
  readonly asText: (path: ByteText) => LocationMatch | undefined;
}

const remembered = new WeakMap<Cluster, readonly PatternHost[]>();

/** The hosts on which an annotation makes all paths regular expressions. */
export function patternHosts(cluster: Cluster): readonly PatternHost[] {
  let hosts = remembered.get(cluster);
  if (hosts === undefined) {
    hosts = controllersOf(cluster)
      .filter(({ profile }) => profile.dialect === 'ingress-nginx')
      .flatMap((controller) => hostsOf(cluster, controller));
    remembered.set(cluster, hosts);
  }
  return hosts;
}

function hostsOf(cluster: Cluster, controller: Controller): readonly PatternHost[] {
  const { servers, settings } = nginxConfiguration(cluster, controller.profile);
  const { line } = settings;
  if (!line.patternsSpread) return [];
  return servers.servers
    .filter(({ table }) => table.patterns.length > 0)
    .map((server): PatternHost => {
      const table = writeLocations(server.locations.map(withoutPattern), line);
      const host = server.host === catchAll ? '' : server.host;
      return { controller, host, server, asText: (path) => table.match(path) };
    });
}

function withoutPattern(location: NginxLocation): NginxLocation {
  return { ...location, annotations: { ...location.annotations, useRegex: false, rewriteTarget: '' } };
}

/** Whether two locations are of one path of an Ingress. */
export function isSamePath(one: NginxLocation | undefined, other: NginxLocation): boolean {
  return one !== undefined && one.ingress === other.ingress && one.field === other.field;
}
