import { toBytes } from '../../../address/byte-text.js';
import type { Cluster } from '../../../cluster/cluster.js';
import type { ControllerProfile } from '../../../controller/profile.js';
import {
  nginxConfiguration,
  type NginxConfiguration,
} from '../../../ingress/nginx/configuration/configuration.js';
import { upstreamKey } from '../../../ingress/nginx/configuration/upstreams.js';
import type { NginxServer } from '../../../ingress/nginx/configuration/virtual-servers.js';
import type { NginxLocation } from '../../../ingress/nginx/location/location.js';
import { nginxDistinctions } from '../../distinction/nginx.js';
import { PatternsByStart } from './patterns-by-start.js';
import { type RuleReader, ruleKey } from './rule-reader.js';
import { hostSent, statedPaths } from './stated-rule.js';

/** How ingress-nginx goes by the rules of the Ingresses that it takes. */
export function nginxReader(cluster: Cluster, profile: ControllerProfile): RuleReader {
  const configuration = nginxConfiguration(cluster, profile);
  const { servers } = configuration;
  return {
    ...nginxDistinctions(cluster, configuration),
    takenBy: byLocation(configuration),
    comparisonOf({ host }) {
      const server = servers.match(hostSent(host));
      return server?.kind === 'server' && server.table.patterns.length > 0 ? 'pattern' : 'text';
    },
    mayTakeMore: () => false,
  };
}

/** A redirect or an access list of a location leaves its rule met; so does a canary that shares its requests. */
function byLocation(configuration: NginxConfiguration): RuleReader['takenBy'] {
  const { servers, refusals } = configuration;
  const known = new Map<NginxServer, (path: string) => NginxLocation | 'unknown' | undefined>();
  return (host, path) => {
    const server = servers.match(host);
    // With refusals a configuration from before is in force.
    if (server === undefined || refusals.length > 0) return undefined;
    if (server.kind !== 'server') return [];
    const locationAt = known.get(server) ?? locationsOf(server);
    known.set(server, locationAt);
    const location = locationAt(path);
    if (location === 'unknown') return undefined;
    const { ingress, field } = location ?? {};
    if (location === undefined || ingress === undefined || field === undefined) return [];
    return [ruleKey(ingress.metadata, field), ...canaryRules(configuration, location)];
  };
}

/** What takes a path on a server; of many expressions those alone are tried that may match. */
function locationsOf({ table }: NginxServer): (path: string) => NginxLocation | 'unknown' | undefined {
  const isAllRun = table.patterns.every(({ pattern }) => pattern.refusal === undefined);
  if (table.patterns.length > 0 && isAllRun) {
    const patterns = new PatternsByStart(table.patterns);
    return (path) => patterns.first(toBytes(path))?.location;
  }
  return (path) => {
    const matched = table.match(toBytes(path));
    return matched?.kind === 'refused' ? 'unknown' : matched?.location;
  };
}

function canaryRules({ canaries }: NginxConfiguration, { upstream }: NginxLocation): readonly string[] {
  const canary = upstream === undefined ? undefined : canaries.first.get(upstream);
  if (canary === undefined) return [];
  const { ingress } = canary.use;
  const fields = statedPaths(ingress).flatMap(({ field, backend }) =>
    backend.kind === 'service' && upstreamKey(ingress, backend) === canary.key ? [field] : [],
  );
  return [...fields, 'spec.defaultBackend'].map((field) => ruleKey(ingress.metadata, field));
}
