import type { Cause } from '../../../trace/outcome.js';
import { ingressLabel, ingressReference } from '../../reference.js';
import { needsRewrite, type NginxLocation } from '../location/location.js';
import { isNginxVariable } from './nginx-variable-names.js';
import { variablesIn } from '../answer/rewrite.js';
import type { NginxServer } from './virtual-servers.js';

/**
 * What makes nginx refuse the configuration as a whole: it goes on with the one that it had, which nobody here knows.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/nginx.go, testTemplate
 */
export function refusalsIn(servers: readonly NginxServer[]): readonly Cause[] {
  return servers.flatMap((server) => [
    ...(server.table.patterns.length > 0 ? wrongPatterns(server) : duplicates(server)),
    ...wrongVariables(server),
  ]);
}

/** The same location twice: Prefix `/foo` beside Prefix `/foo/`, or a path that came back under another type. */
function duplicates({ host, table }: NginxServer): readonly Cause[] {
  const seen = new Set<string>();
  for (const { name, location } of table.written) {
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
    if (!needsRewrite(location.annotations, location.path)) return [];
    const wrong = variablesIn(rewriteTarget).find((name) => !isNginxVariable(name));
    if (wrong === undefined) return [];
    const reason = `the rewrite target ${rewriteTarget} names the variable $${wrong}, which does not exist`;
    return [refusal(location, reason, 'Use captures $1 to $9, or variables of nginx.')];
  });
}

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
