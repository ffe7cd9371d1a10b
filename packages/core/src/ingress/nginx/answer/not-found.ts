import { takes } from '../../../controller/class.js';
import type { Ingress } from '../../../object/ingress.js';
import { coversPath } from '../../../routing/path-table.js';
import type { Cause } from '../../../trace/outcome.js';
import { annotationField, ingressLabel, ingressReference } from '../../reference.js';
import { ingressesNaming, unknownHost, unknownPath } from '../../unmatched.js';
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
    const asked = host === catchAll ? '' : host;
    const canary = ingressesNaming(view, asked).find((ingress) => takes(view, profile, ingress));
    return canary === undefined
      ? unknownHost(view, profile, asked, servers.hosts)
      : onlyCanary(canary, asked, profile.annotationPrefix);
  }
  const resource = ofHost.find((rule) => rule.backend.kind === 'resource' && coversPath(rule, target.path));
  return resource === undefined ? unknownPath(serverHost, target.path, ofHost) : leadsToResource(resource);
}

/** A host that no other Ingress names is not served. */
function onlyCanary(ingress: Ingress, host: string, prefix: string): Cause {
  return {
    code: 'host-unknown',
    object: ingressReference(ingress),
    path: annotationField(`${prefix}/canary`),
    message: `${ingressLabel(ingress)} has rules for ${host === '' ? 'every host' : `host ${host}`}, but it is a canary, which makes no host and no path of its own.`,
    fix: 'Add an Ingress with the same host and path that is no canary.',
  };
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
