import type { Cause } from '../../../trace/outcome.js';
import type { ObjectReference } from '../../../problem/problem.js';
import { Pattern } from '../../../routing/pattern.js';
import { ingressReference } from '../../reference.js';
import { denial } from '../annotation/annotations.js';
import { needsRewrite, type NginxLocation } from '../location/location.js';
import { catchAll } from './servers.js';
import { isNginxVariable } from './nginx-variable-names.js';
import { variablesIn } from '../location/rewrite-target.js';
import type { NginxServer, VirtualServers, WwwServer } from './virtual-servers.js';

/**
 * What makes nginx refuse the configuration as a whole: it goes on with the one that it had, which nobody here knows.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/nginx.go, testTemplate
 */
export function refusalsIn({ servers, redirects }: VirtualServers): readonly Cause[] {
  const ofServers = servers.flatMap((server) => [
    ...wrongNames(server, servers.length + redirects.length > 1),
    ...wrongPatterns(server),
    ...duplicates(server),
    ...wrongVariables(server),
  ]);
  return [...ofServers, ...redirects.filter(({ host }) => host.includes('*')).map(wrongRedirect)];
}

/** An asterisk stands for whole labels at one of the ends. @see nginx.org docs/http/server_names.html#wildcard_names */
const serverName = /^(?:[^*]+|\*\.[^*]+|[^*]+\.\*)$/;

/** nginx builds no table of names for a single server, and so never looks at what they are. */
function wrongNames({ host, aliases, locations }: NginxServer, isLookedUp: boolean): readonly Cause[] {
  const wrong = aliases.filter((alias) =>
    alias.startsWith('~')
      ? new Pattern(alias.slice(1), { ignoreCase: true }).refusal === 'wrong'
      : isLookedUp && !serverName.test(alias),
  );
  return wrong.map((alias) => {
    const owner = locations.find(({ annotations }) => annotations.aliases.includes(alias));
    return refusal(owner, `host ${host} has the alias ${alias}, which is no name`, 'Correct server-alias.');
  });
}

/** The other name of a wildcard host has the asterisk in its middle. */
function wrongRedirect({ host, ingress }: WwwServer): Cause {
  return refused(
    ingress,
    undefined,
    `the host ${host} of from-to-www-redirect is no name`,
    'Name the host in full.',
  );
}

/** What the catch-all has besides the paths of Ingresses; old lines named those in the same way. */
const ownLocations: readonly string[] = ['/healthz', '/nginx_status'];

/**
 * The same location twice: Prefix `/foo` beside Prefix `/foo/`, or a path that came back under another type. Of regular
 * expressions nginx takes the first.
 */
function duplicates({ host, table }: NginxServer): readonly Cause[] {
  const seen = new Set(host === catchAll ? ownLocations : []);
  for (const { name, location } of table.written) {
    if (name.startsWith('~')) continue;
    if (seen.has(name)) {
      const reason = `host ${host} has the location ${name} twice`;
      return [refusal(location, reason, 'Remove one of the two paths.')];
    }
    seen.add(name);
  }
  return [];
}

function wrongPatterns({ host, table }: NginxServer): readonly Cause[] {
  return table.patterns
    .filter(({ pattern }) => pattern.refusal === 'wrong')
    .map(({ location }) =>
      refusal(location, `${location.path} on host ${host} is no regular expression`, correct),
    );
}

const correct = 'Correct the expression, or keep it on a host without rewrite-target and use-regex.';

/** A target that names a variable which does not exist; `$0` is none either. */
function wrongVariables({ locations }: NginxServer): readonly Cause[] {
  return locations.flatMap((location) => {
    const { rewriteTarget } = location.annotations;
    // A closed location is written without its rewrite.
    const isWritten = denial(location.annotations) === undefined;
    if (!isWritten || !needsRewrite(location.annotations, location.path)) return [];
    const wrong = variablesIn(rewriteTarget).find((name) => !isNginxVariable(name));
    if (wrong === undefined) return [];
    const reason = `unknown "${wrong}" variable in the rewrite target ${rewriteTarget}`;
    return [refusal(location, reason, 'Use captures $1 to $9, or variables of nginx.')];
  });
}

function refusal(location: NginxLocation | undefined, reason: string, fix: string): Cause {
  const ingress = location?.ingress === undefined ? undefined : ingressReference(location.ingress);
  const path = location?.field === undefined ? undefined : `${location.field}.path`;
  return refused(ingress, path, reason, fix);
}

function refused(
  ingress: ObjectReference | undefined,
  path: string | undefined,
  reason: string,
  fix: string,
): Cause {
  const owner = ingress === undefined ? '' : ` (${ingress.kind} ${ingress.namespace ?? ''}/${ingress.name})`;
  return {
    code: 'nginx-configuration-refused',
    ...(ingress === undefined ? {} : { object: ingress }),
    ...(path === undefined ? {} : { path }),
    message: `nginx refuses the configuration: ${reason}${owner}. It goes on with the one that it had before, for every host.`,
    fix,
  };
}
