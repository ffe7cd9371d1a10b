import { isInAny } from '../../../address/cidr.js';
import type { Skip } from '../../../trace/rule.js';
import { respond, type NginxAnswer } from './answer.js';
import { deciding, type AskedLocation } from './asked.js';

/**
 * The source ranges of a location: those that are denied first, then those that are allowed. A location with lists of
 * its own is not held to the ranges that the controller blocks.
 *
 * @see nginx/nginx src/http/modules/ngx_http_access_module.c; kubernetes/ingress-nginx rootfs/etc/nginx/template/nginx.tmpl
 */
export function accessDenied(asked: AskedLocation): NginxAnswer | undefined {
  const { configuration, request, matched } = asked;
  const { allowedRanges, deniedRanges } = matched.location.annotations;
  const { client } = request;
  if (isInAny(deniedRanges, client))
    return denied(asked, 'denylist-source-range', 'is in the ranges that are denied');
  if (allowedRanges.length > 0) {
    return isInAny(allowedRanges, client)
      ? undefined
      : denied(asked, allowList(asked), 'is in none of the ranges that are allowed');
  }
  if (deniedRanges.length > 0 || !isInAny(configuration.settings.blockedRanges, client)) return undefined;
  const { metadata } = configuration.profile.configMap ?? {};
  const object =
    metadata === undefined
      ? {}
      : { object: { kind: 'ConfigMap', namespace: metadata.namespace, name: metadata.name } };
  const by = { ...object, path: 'data[block-cidrs]' };
  return respond({ id: 'ingress-source-ranges', ...by }, 403, {
    code: 'client-not-allowed',
    ...by,
    message: `The controller blocks ${client} for every host.`,
    fix: 'Take the range of the client out of block-cidrs.',
  });
}

/** That a list which denies has passed a client, by the address that the controller sees; undefined where there is none. */
export function whyNotDenied({ configuration, request, matched }: AskedLocation): Skip | undefined {
  if (matched.location.annotations.deniedRanges.length === 0) return undefined;
  const by = deciding(matched.location, configuration, 'denylist-source-range');
  return { code: 'client-not-denied', ...by, address: request.client };
}

/** The annotation that allows has an older name, which the key of the ConfigMap kept. */
function allowList({ configuration, matched }: AskedLocation): string {
  const key = `${configuration.profile.annotationPrefix}/allowlist-source-range`;
  const isNew = matched.location.ingress?.metadata.annotations[key] !== undefined;
  return isNew ? 'allowlist-source-range' : 'whitelist-source-range';
}

function denied(
  { configuration, request, matched }: AskedLocation,
  annotation: string,
  reason: string,
): NginxAnswer {
  const by = deciding(matched.location, configuration, annotation);
  return respond({ id: 'ingress-source-ranges', ...by }, 403, {
    code: 'client-not-allowed',
    ...by,
    message: `${request.client} ${reason}.`,
    fix: `Change the annotation ${annotation}, or let the controller see the address of the client (externalTrafficPolicy Local, use-forwarded-headers).`,
  });
}
