import type { Assumption } from '../../../problem/assumption.js';
import type { HttpView } from '../../../request/packet.js';
import type { Skip } from '../../../trace/rule.js';
import { leave, type BackendLookup, type BackendUse } from '../../backend.js';
import type { BackendProtocol, ChosenBackend, IngressResult } from '../../decision.js';
import { annotationField, ingressLabel, ingressReference } from '../../reference.js';
import { deciding, type AskedLocation } from './asked.js';
import { helloTo, protocolTo } from './backend-protocol.js';
import { backendRequest, pathToBackend } from './backend-request.js';
import { canaryShare } from '../annotation/canary-policy.js';
import { headersWith, standInHeaders } from './error-headers.js';
import type { Rewrite } from './rewrite.js';
import { upstreamEndpoints } from './upstream-endpoints.js';
import type { UpstreamCookie } from '../configuration/configuration.js';
import type { Upstream } from '../configuration/upstreams.js';

/** A backend that was found. */
export type FoundBackend = Extract<BackendLookup, { kind: 'found' }>;

/** The result of a request that goes on to a backend. */
export type Forwarded = Extract<IngressResult, { kind: 'forward' }>;

/** Where a request goes, and what did not apply or was taken for granted. */
export interface Forwarding {
  readonly result: IngressResult;
  readonly skipped: readonly Skip[];
  readonly assumptions: readonly Assumption[];
}

/** Sends a request to an upstream that has endpoints, or to its canary. */
export function forwardToUpstream(
  asked: AskedLocation,
  upstream: Upstream,
  main: FoundBackend,
  rewrite: Rewrite,
): Forwarding {
  const { view, configuration, request } = asked;
  const canary = configuration.canaries.first.get(upstream.key);
  const share = canary?.canary === undefined ? 0 : canaryShare(canary.canary, request.http.headers);
  if (share === undefined) return patternNotRun(asked, canary);
  const other = canary === undefined || share === 0 ? undefined : upstreamEndpoints(view, canary);
  const found = other?.kind === 'found' ? other : undefined;
  const backends: readonly ChosenBackend[] =
    found === undefined ? [{ ...chosen(main), share: 1 }] : split(main, found, share);
  const cookie = configuration.affinityCookies.get(upstream.key);
  const isHashed = upstream.hashBy !== '' || cookie !== undefined;
  const protocol = protocolTo(asked);
  return {
    result: {
      kind: 'forward',
      backends,
      by: backends.length > 1 ? 'weight' : isHashed ? 'hash' : 'random',
      http: backendRequest(asked, rewrite, []),
      path: pathToBackend(asked, rewrite),
      protocol,
      ...helloTo(protocol),
    },
    skipped:
      canary === undefined ? [] : notCounted(asked, upstream, found === undefined ? canary : undefined),
    assumptions: [
      ...(cookie === undefined ? [] : [affinity(asked, upstream, cookie)]),
      ...(protocol === 'FCGI' ? [fastCgi(asked)] : []),
    ],
  };
}

function chosen({ service, port, endpoints }: FoundBackend): Omit<ChosenBackend, 'share'> {
  return { service, port, endpoints };
}

function split(main: FoundBackend, canary: FoundBackend, share: number): readonly ChosenBackend[] {
  const all: readonly ChosenBackend[] = [
    { ...chosen(canary), share },
    { ...chosen(main), share: 1 - share },
  ];
  return all.filter((backend) => backend.share > 0);
}

/** The canary of an upstream where it is not asked for, and those that came after it. */
function notCounted(
  { configuration }: AskedLocation,
  { key }: Upstream,
  notChosen: Upstream | undefined,
): readonly Skip[] {
  const later = configuration.canaries.later.get(key) ?? [];
  return [
    ...(notChosen === undefined ? [] : [skipped('canary-not-chosen', notChosen.use)]),
    ...later.map((use) => skipped('canary-not-first', use)),
  ];
}

function skipped(code: Skip['code'], { ingress, field }: BackendUse): Skip {
  return { code, object: ingressReference(ingress), path: field };
}

/** Sends a request to a Service that stands in for one without endpoints, and tells it why. */
export function forwardToStandIn(asked: AskedLocation, found: FoundBackend, rewrite: Rewrite): IngressResult {
  const told = headersWith(asked, standInHeaders, 503);
  return sendTo(found, backendRequest(asked, rewrite, told), protocolTo(asked));
}

/** Sends a request to the default backend of the controller: always in plain HTTP. */
export function forwardToDefault(asked: AskedLocation, found: FoundBackend, rewrite: Rewrite): IngressResult {
  return sendTo(found, { ...backendRequest(asked, rewrite, []), version: '1.1' }, 'HTTP');
}

/** Sends a request to a name. */
export function forwardToName(
  asked: AskedLocation,
  found: Extract<BackendLookup, { kind: 'outside' }>,
  rewrite: Rewrite,
): IngressResult {
  return leave(found, { http: backendRequest(asked, rewrite, []), ...helloTo(protocolTo(asked)) });
}

/** Sends a request to one backend. */
export function sendTo(found: FoundBackend, http: HttpView, protocol: BackendProtocol): Forwarded {
  const backends = [{ ...chosen(found), share: 1 }];
  return { kind: 'forward', backends, by: 'random', http, protocol, ...helloTo(protocol) };
}

function patternNotRun({ configuration, matched }: AskedLocation, canary: Upstream | undefined): Forwarding {
  const object = canary === undefined ? {} : { object: ingressReference(canary.use.ingress) };
  const { path } = deciding(matched.location, configuration, 'canary-by-header-pattern');
  return {
    result: {
      kind: 'unknown',
      missing: 'regular expression',
      cause: {
        code: 'regex-not-supported',
        ...object,
        path,
        message: `The pattern ${canary?.canary?.headerPattern?.source ?? ''} of the canary cannot be run in linear time.`,
        fix: 'Write the pattern without look-around, back-references and possessive quantifiers.',
      },
    },
    skipped: [],
    assumptions: [],
  };
}

function affinity(
  { configuration }: AskedLocation,
  { use }: Upstream,
  { name, ingress }: UpstreamCookie,
): Assumption {
  return {
    code: 'cookie-affinity',
    object: ingressReference(ingress),
    path: annotationField(`${configuration.profile.annotationPrefix}/affinity`),
    message: `A client that brings the cookie ${name} stays at its endpoint of Service ${use.backend.name}; which one is not modelled, so every endpoint has an equal share.`,
  };
}

function fastCgi({ configuration, matched }: AskedLocation): Assumption {
  const { ingress } = matched.location;
  return {
    code: 'annotation-not-modelled',
    ...deciding(matched.location, configuration, 'backend-protocol'),
    message: `${ingress === undefined ? 'The backend' : ingressLabel(ingress)} is spoken to by FastCGI, which is not modelled; the request is shown as HTTP.`,
  };
}
