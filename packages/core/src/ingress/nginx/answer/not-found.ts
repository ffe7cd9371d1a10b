import { coversPath } from '../../../routing/path-table.js';
import type { Cause } from '../../../trace/outcome.js';
import { ingressLabel, ingressReference } from '../../reference.js';
import { unknownHost, unknownPath } from '../../unmatched.js';
import type { StatedRule } from '../configuration/host-rules.js';
import { catchAll } from '../configuration/servers.js';
import type { AskedServer } from './asked.js';

/** Why a request ends at the default backend of the controller. */
export function whyNotFound({ view, configuration, request, server }: AskedServer): Cause {
  const { profile, dropped, servers, rules } = configuration;
  const { host, target } = request;
  const left = dropped.find(({ ingress }) => ingress.spec.rules.some((rule) => rule.host === host));
  if (left !== undefined) return left.cause;
  const serverHost = server.host === catchAll ? '' : server.host;
  const ofHost = rules.match(serverHost)?.rules;
  if (ofHost === undefined) {
    return unknownHost(view, profile, host === catchAll ? '' : host, servers.hosts);
  }
  const resource = ofHost.find((rule) => rule.backend.kind === 'resource' && coversPath(rule, target.path));
  return resource === undefined ? unknownPath(serverHost, target.path, ofHost) : leadsToResource(resource);
}

/** A path that leads to a resource is no path to nginx. */
function leadsToResource({ ingress, pathField, text }: StatedRule): Cause {
  return {
    code: 'backend-is-resource',
    object: ingressReference(ingress),
    path: `${pathField}.backend.resource`,
    message: `${ingressLabel(ingress)} leads ${text} to a resource, which ingress-nginx leaves out.`,
    fix: 'Lead the path to a Service.',
  };
}
