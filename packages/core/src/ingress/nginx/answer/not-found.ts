import { takes } from '../../../controller/class.js';
import type { Ingress } from '../../../object/ingress.js';
import type { Assumption } from '../../../problem/assumption.js';
import { coversPath } from '../../../routing/path-table.js';
import type { Cause } from '../../../trace/outcome.js';
import { agesDiffer } from '../../order.js';
import { annotationField, ingressLabel, ingressReference } from '../../reference.js';
import { ingressesNaming, unknownHost, unknownPath } from '../../unmatched.js';
import type { NginxConfiguration } from '../configuration/configuration.js';
import type { StatedRule } from '../configuration/host-rules.js';
import { whyNoLocation } from '../configuration/no-location.js';
import { catchAll } from '../configuration/servers.js';
import { upstreamKey } from '../configuration/upstreams.js';
import type { NginxServer } from '../configuration/virtual-servers.js';
import type { AskedServer } from './asked.js';

/** Why a request ends at the default backend of the controller, and what was taken for granted to say so. */
export interface NotFound {
  readonly cause: Cause;
  readonly assumptions?: readonly Assumption[];
}

/** Why a request ends at the default backend of the controller. */
export function whyNotFound({ view, configuration, request, server }: AskedServer): NotFound {
  const { profile, dropped, servers, rules } = configuration;
  const { host, target } = request;
  const left = dropped.find(({ ingress }) => ingress.spec.rules.some((rule) => rule.host === host));
  if (left !== undefined) return { cause: left.cause };
  const serverHost = server.host === catchAll ? '' : server.host;
  const ofHost = rules.match(serverHost)?.rules;
  if (ofHost !== undefined) return ofPath(configuration, server, serverHost, target.path, ofHost);
  const asked = host === catchAll ? '' : host;
  const canary = ingressesNaming(view, asked).find((ingress) => takes(view, profile, ingress));
  return {
    cause:
      canary === undefined
        ? unknownHost(view, profile, asked, servers.hosts)
        : onlyCanary(canary, asked, profile.annotationPrefix),
  };
}

/** Why no path of a host takes a request: a rule that covers it may have become no location. */
function ofPath(
  configuration: NginxConfiguration,
  { locations }: NginxServer,
  host: string,
  path: string,
  rules: readonly StatedRule[],
): NotFound {
  const { profile, upstreams } = configuration;
  const leftOut = rules.filter((rule) => {
    if (!coversPath(rule, path)) return false;
    const reason = whyNoLocation(rule, locations, upstreams);
    return reason !== undefined && reason !== 'path-taken-earlier';
  });
  // That a canary makes no path is what it is for: another rule explains more.
  const rule = leftOut.find(({ isOfCanary }) => !isOfCanary) ?? leftOut[0];
  if (rule === undefined) {
    const served = rules.filter((other) => whyNoLocation(other, locations, upstreams) === undefined);
    return { cause: unknownPath(host, path, served) };
  }
  if (rule.backend.kind === 'resource') return { cause: leadsToResource(rule) };
  return rule.isOfCanary
    ? { cause: pathOfCanary(rule, profile.annotationPrefix) }
    : serviceOfCanary(
        rule,
        rule.backend.name,
        upstreams.get(upstreamKey(rule.ingress, rule.backend))?.use.ingress,
      );
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

/** A path that no other Ingress of the host has is not served. */
function pathOfCanary({ ingress, text }: StatedRule, prefix: string): Cause {
  return {
    code: 'path-unknown',
    object: ingressReference(ingress),
    path: annotationField(`${prefix}/canary`),
    message: `${ingressLabel(ingress)} has the path ${text}, but it is a canary, which makes no path of its own.`,
    fix: 'Add an Ingress with the same host and path that is no canary.',
  };
}

/**
 * A path to a Service that an older canary names is no path to nginx.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, getBackendServers: NoServer
 */
function serviceOfCanary(
  { ingress, pathField, text }: StatedRule,
  service: string,
  canary: Ingress | undefined,
): NotFound {
  const object = ingressReference(ingress);
  const other = canary === undefined ? 'a canary' : ingressLabel(canary);
  const cause: Cause = {
    code: 'service-is-canary',
    object,
    path: `${pathField}.backend.service`,
    message: `${ingressLabel(ingress)} leads ${text} to Service ${service}, which ${other} named first, as a canary: ingress-nginx leaves the path out.`,
    fix: 'Lead the path to a Service that no canary names.',
  };
  if (canary === undefined || agesDiffer(ingress, canary)) return { cause };
  return {
    cause,
    assumptions: [
      {
        code: 'ingress-age-not-told',
        object,
        path: 'metadata.creationTimestamp',
        message: `The creation times of ${ingressLabel(ingress)} and ${other} do not tell which is older; ${other} is taken to come first.`,
        state: 'Give both their metadata.creationTimestamp.',
      },
    ],
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
