import type { Ingress } from '../../../object/ingress.js';
import type { Rule } from '../../../trace/rule.js';
import { joined } from '../../joined-lists.js';
import { annotationField, ingressReference } from '../../reference.js';
import { canaryDecider } from '../annotation/canary-policy.js';
import type { NginxConfiguration } from '../configuration/configuration.js';
import type { Upstream } from '../configuration/upstreams.js';
import type { NginxServer } from '../configuration/virtual-servers.js';
import { needsRewrite, type NginxLocation } from '../location/location.js';
import type { AnsweredRequest } from './answer-request.js';
import type { AskedServer } from './asked.js';

const none: readonly Rule[] = [];

/**
 * What had a say in an answer besides the rule that decided: annotations of whichever Ingress of the host, or of another
 * one that names the Service.
 */
export function influencesOn({ asked, matched, answer }: AnsweredRequest): readonly Rule[] {
  if (asked === undefined) return none;
  const { request, server, configuration } = asked;
  const ofServer = serverInfluences(server, configuration);
  const isForwarded = matched !== undefined && answer.result.kind === 'forward';
  return joined([
    server.aliases.includes(request.host) ? ofServer.alias : none,
    matched === undefined ? none : ofServer.patterns,
    isForwarded ? locationInfluences(matched.location, configuration) : none,
    isForwarded ? canaryInfluence(asked, matched.location) : none,
  ]);
}

/** What annotations do for a host as a whole. */
interface ServerInfluences {
  /** They give it the names that it has besides its own. */
  readonly alias: readonly Rule[];
  /** They make its paths regular expressions. */
  readonly patterns: readonly Rule[];
}

const ofServers = new WeakMap<NginxServer, ServerInfluences>();

function serverInfluences(server: NginxServer, configuration: NginxConfiguration): ServerInfluences {
  let influences = ofServers.get(server);
  if (influences === undefined) {
    const { locations, aliases, table } = server;
    const namer = locations.find(
      ({ annotations }) =>
        aliases.length > 0 && aliases.every((alias) => annotations.aliases.includes(alias)),
    );
    const arePatterns = configuration.settings.line.patternsSpread && table.patterns.length > 0;
    influences = {
      alias: namer === undefined ? none : rules('ingress-server-alias', namer, configuration, 'server-alias'),
      patterns: arePatterns ? patternInfluences(locations, configuration) : none,
    };
    ofServers.set(server, influences);
  }
  return influences;
}

/** Each annotation that makes the paths of the host regular expressions: one would do. */
function patternInfluences(
  locations: readonly NginxLocation[],
  configuration: NginxConfiguration,
): readonly Rule[] {
  const byIngress = new Map<Ingress | undefined, readonly Rule[]>();
  for (const location of locations) {
    const { ingress, annotations, path } = location;
    if (byIngress.has(ingress)) continue;
    if (annotations.useRegex) {
      byIngress.set(ingress, rules('ingress-paths-as-patterns', location, configuration, 'use-regex'));
    } else if (needsRewrite(annotations, path)) {
      byIngress.set(ingress, rules('ingress-paths-as-patterns', location, configuration, 'rewrite-target'));
    }
  }
  return [...byIngress.values()].flat();
}

const ofLocations = new WeakMap<NginxLocation, readonly Rule[]>();

/** What annotations do to every request that a location sends on. */
function locationInfluences(location: NginxLocation, configuration: NginxConfiguration): readonly Rule[] {
  let influences = ofLocations.get(location);
  if (influences === undefined) {
    const { annotations, path, upstream } = location;
    const isRewritten = needsRewrite(annotations, path);
    influences = [
      ...(isRewritten ? rules('ingress-rewrite', location, configuration, 'rewrite-target') : none),
      ...(annotations.upstreamVhost === ''
        ? none
        : rules('ingress-header-annotation', location, configuration, 'upstream-vhost')),
      ...(annotations.forwardedPrefix === '' || !isRewritten
        ? none
        : rules('ingress-header-annotation', location, configuration, 'x-forwarded-prefix')),
      ...protocolInfluences(location, configuration),
      ...upstreamInfluences(
        upstream === undefined ? undefined : configuration.upstreams.get(upstream),
        configuration,
      ),
    ];
    ofLocations.set(location, influences);
  }
  return influences;
}

/** What has nginx speak to the backend otherwise than in plain HTTP. */
function protocolInfluences(location: NginxLocation, configuration: NginxConfiguration): readonly Rule[] {
  const { annotations, upstream = '' } = location;
  const ingress = configuration.passthrough.upstreams.get(upstream);
  return [
    ...(ingress === undefined
      ? none
      : rules('ingress-backend-protocol', { ingress }, configuration, 'ssl-passthrough')),
    ...(annotations.backendProtocol === 'HTTP'
      ? none
      : rules('ingress-backend-protocol', location, configuration, 'backend-protocol')),
  ];
}

function upstreamInfluences(
  upstream: Upstream | undefined,
  configuration: NginxConfiguration,
): readonly Rule[] {
  if (upstream === undefined) return none;
  const { serviceUpstream, hashBy, use } = upstream;
  return [
    ...(serviceUpstream
      ? rules('ingress-upstream-annotation', use, configuration, 'service-upstream')
      : none),
    ...(hashBy === '' ? none : rules('ingress-upstream-annotation', use, configuration, 'upstream-hash-by')),
  ];
}

/** The canary that shares the requests of a location, and the annotation that says which are its own. */
function canaryInfluence(
  { configuration, request }: AskedServer,
  { upstream }: NginxLocation,
): readonly Rule[] {
  const found = upstream === undefined ? undefined : configuration.canaries.first.get(upstream);
  if (found?.canary === undefined) return none;
  const annotation = canaryDecider(found.canary, request.http.headers);
  return rules('ingress-canary', found.use, configuration, annotation);
}

/** The rule of an annotation; none where the Ingress does not say it itself. */
function rules(
  id: Rule['id'],
  { ingress }: { readonly ingress: Ingress | undefined },
  { profile }: NginxConfiguration,
  annotation: string,
): readonly Rule[] {
  const key = `${profile.annotationPrefix}/${annotation}`;
  if (ingress?.metadata.annotations[key] === undefined) return none;
  return [{ id, object: ingressReference(ingress), path: annotationField(key) }];
}
