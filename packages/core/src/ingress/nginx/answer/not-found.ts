import type { Ingress } from '../../../object/ingress.js';
import type { Cause } from '../../../trace/outcome.js';
import { ingressLabel, ingressReference, pathField } from '../../reference.js';
import { unknownHost, unknownPath, type StatedPath } from '../../unmatched.js';
import type { AskedServer } from './asked.js';
import { catchAll, serverName } from '../configuration/servers.js';

/** Why a request ends at the default backend of the controller. */
export function whyNotFound({ view, configuration, request, server }: AskedServer): Cause {
  const { profile, dropped, servers } = configuration;
  const { host, target } = request;
  const left = dropped.find(({ ingress }) => namesHost(ingress, host));
  if (left !== undefined) return left.cause;
  const stated = server.locations.flatMap((location): readonly StatedPath[] => {
    const { ingress, field, path, isDefault } = location;
    return ingress === undefined || field === undefined || isDefault
      ? []
      : [{ ingress, pathField: field, path }];
  });
  const resource = resourceOn(configuration.ingresses, server.host);
  if (resource !== undefined) return resource;
  if (server.host === catchAll && stated.length === 0) {
    const hosts = servers.servers.map((entry) => entry.host).filter((entry) => entry !== catchAll);
    return unknownHost(view, profile, host === catchAll ? '' : host, hosts);
  }
  return unknownPath(server.host === catchAll ? '' : server.host, target.path, stated);
}

function namesHost(ingress: Ingress, host: string): boolean {
  return ingress.spec.rules.some((rule) => serverName(rule.host) === host);
}

/** A path that leads to a resource is no path to nginx. */
function resourceOn(ingresses: readonly Ingress[], host: string): Cause | undefined {
  for (const ingress of ingresses) {
    for (const [ruleIndex, rule] of ingress.spec.rules.entries()) {
      const index =
        serverName(rule.host) === host
          ? rule.paths.findIndex(({ backend }) => backend.kind === 'resource')
          : -1;
      if (index < 0) continue;
      return {
        code: 'backend-is-resource',
        object: ingressReference(ingress),
        path: `${pathField(ruleIndex, index)}.backend.resource`,
        message: `${ingressLabel(ingress)} leads a path of ${host} to a resource, which ingress-nginx leaves out.`,
        fix: 'Lead the path to a Service.',
      };
    }
  }
  return undefined;
}
