import type { Cause } from '../../trace/outcome.js';
import { ingressLabel, ingressReference } from '../reference.js';
import type { NginxLocation } from './location.js';
import type { NginxServer } from './virtual-servers.js';

/**
 * What makes nginx refuse the configuration as a whole: it goes on with the one that it had, which nobody here knows.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/nginx.go, testTemplate
 */
export function refusalsIn(servers: readonly NginxServer[]): readonly Cause[] {
  return servers.flatMap((server) => (server.table.patterns.length > 0 ? wrongPatterns(server) : duplicates(server)));
}

/** The same location twice: Prefix `/foo` beside Prefix `/foo/`, or a path that came back under another type. */
function duplicates({ host, locations, table }: NginxServer): readonly Cause[] {
  const twice = table.names.find((name, index) => table.names.indexOf(name) !== index);
  if (twice === undefined) return [];
  const bare = (path: string): string => path.replace(/\/$/, '');
  const owners = locations.filter(({ path }) => twice.includes(`"${bare(path)}"`) || twice.includes(`"${bare(path)}/"`));
  return [refusal(owners.at(-1), `host ${host} has the location ${twice} twice`, 'Remove one of the two paths.')];
}

function wrongPatterns({ host, table }: NginxServer): readonly Cause[] {
  return table.patterns
    .filter(({ pattern }) => pattern.refusal === 'wrong')
    .map(({ location }) => refusal(location, `${location.path} on host ${host} is no regular expression`, correct));
}

const correct = 'Correct the expression, or keep it on a host without rewrite-target and use-regex.';

function refusal(location: NginxLocation | undefined, reason: string, fix: string): Cause {
  const ingress = location?.ingress;
  return {
    code: 'nginx-configuration-refused',
    ...(ingress === undefined ? {} : { object: ingressReference(ingress) }),
    ...(location?.field === undefined ? {} : { path: `${location.field}.path` }),
    message: `nginx refuses the configuration: ${reason}${ingress === undefined ? '' : ` (${ingressLabel(ingress)})`}. It goes on with the one that it had before, for every host.`,
    fix,
  };
}
