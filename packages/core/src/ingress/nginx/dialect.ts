import type { Cluster } from '../../cluster/cluster.js';
import type { Ingress } from '../../object/ingress.js';
import type { Assumption } from '../../problem/assumption.js';
import type { Skip } from '../../trace/rule.js';
import { joined } from '../joined-lists.js';
import type { UnsupportedAnnotation } from '../configuration.js';
import type { IngressDecision } from '../decision.js';
import type { Dialect } from '../dialect.js';
import { ingressReference } from '../reference.js';
import type { IngressConnection, IngressRequest } from '../request.js';
import {
  ingressAssumptions,
  serverAssumptions,
  unsupportedAnnotations,
} from './annotation/ingress-assumptions.js';
import { answerRequest } from './answer/answer-request.js';
import { influencesOn } from './answer/influences.js';
import { rejectedBy } from './answer/rejected.js';
import { shownCertificate } from './configuration/certificates.js';
import { nginxConfiguration, type NginxConfiguration } from './configuration/configuration.js';
import { passthroughDecision } from './connection/passthrough.js';
import { streamDecision } from './connection/stream.js';
import { fromBytes } from '../../address/byte-text.js';
import type { NginxLocation } from './location/location.js';

/**
 * ingress-nginx: its configuration is made from the Ingresses, and a request is answered as nginx and the controller's
 * own code would.
 *
 * @see kubernetes/ingress-nginx
 */
export const nginxDialect: Dialect = (cluster, profile) => {
  const configuration = nginxConfiguration(cluster, profile);
  return {
    connect: (view, connection) => connect(view, configuration, connection),
    handle: (view, request) => handle(view, configuration, request),
    rejected: (_, request) => rejectedBy(cluster, configuration, request),
    configuration: () => ({
      ingresses: configuration.ingresses.map(ingressReference),
      servers: configuration.servers.servers.map(({ host, table }) => ({
        host,
        locations: table.written.map(({ name }) => name),
      })),
      refusals: configuration.refusals,
      unsupported: unsupported(configuration),
    }),
  };
};

function connect(
  view: Cluster,
  configuration: NginxConfiguration,
  connection: IngressConnection,
): IngressDecision | undefined {
  const { port, protocol = 'TCP' } = connection;
  const stream = configuration.profile.streams.find(
    (candidate) => candidate.port === port && candidate.protocol === protocol,
  );
  return stream === undefined
    ? passthroughDecision(view, configuration, connection)
    : streamDecision(view, stream, connection);
}

function unsupported({ profile, ingresses, dropped }: NginxConfiguration): readonly UnsupportedAnnotation[] {
  const left = dropped.map(({ ingress }) => ingress);
  return [...ingresses, ...left].flatMap((ingress) => unsupportedAnnotations(ingress, profile));
}

const nothingSkipped: readonly Skip[] = [];
const nothingAssumed: readonly Assumption[] = [];

function handle(view: Cluster, configuration: NginxConfiguration, request: IngressRequest): IngressDecision {
  const { tls } = request;
  const shown = tls === undefined ? undefined : shownCertificate(configuration.certificates, tls.sni);
  const answered = answerRequest(view, configuration, request);
  const { server, path, matched, answer } = answered;
  const influences = influencesOn(answered);
  const location = matched?.location;
  return {
    server,
    ...(matched === undefined || location === undefined
      ? {}
      : { location: { path: location.path, pathType: location.pathType, name: matched.name } }),
    ...(path === undefined ? {} : { path: fromBytes(path) }),
    ...(location?.ingress === undefined ? {} : { ingress: ingressReference(location.ingress) }),
    ...(shown === undefined ? {} : { certificate: shown.certificate }),
    ...(influences.length === 0 ? {} : { influences }),
    rule: answer.rule,
    skipped: answer.skipped ?? nothingSkipped,
    assumptions: joined([
      configuration.settings.assumptions,
      shown?.assumptions ?? nothingAssumed,
      location === undefined ? nothingAssumed : assumptionsOf(configuration, server, location),
      answer.assumptions ?? nothingAssumed,
    ]),
    result: answer.result,
  };
}

const remembered = new WeakMap<NginxLocation, readonly Assumption[]>();

/** What is taken for granted at a location: it follows from the annotations of its Ingress, and of those of its host. */
function assumptionsOf(
  configuration: NginxConfiguration,
  server: string,
  location: NginxLocation,
): readonly Assumption[] {
  let assumptions = remembered.get(location);
  if (assumptions === undefined) {
    const { profile, settings } = configuration;
    const { ingress, annotations } = location;
    const own =
      ingress === undefined ? nothingAssumed : ingressAssumptions(ingress, annotations, profile, settings);
    assumptions = joined([own, ofHost(configuration, server, location)]);
    remembered.set(location, assumptions);
  }
  return assumptions;
}

/** What the annotations of the other Ingresses of a host do for all of its locations. */
function ofHost(
  { servers, profile, settings }: NginxConfiguration,
  host: string,
  { ingress: own }: NginxLocation,
): readonly Assumption[] {
  const locations = servers.servers.find((server) => server.host === host)?.locations ?? [];
  const others = ingressesOf(locations).filter((ingress) => ingress !== own);
  return others.flatMap((ingress) => serverAssumptions(ingress, profile, settings));
}

const ofLocations = new WeakMap<readonly NginxLocation[], readonly Ingress[]>();

/** The Ingresses that locations are of, each once. */
function ingressesOf(locations: readonly NginxLocation[]): readonly Ingress[] {
  let ingresses = ofLocations.get(locations);
  if (ingresses === undefined) {
    ingresses = [...new Set(locations.flatMap(({ ingress }) => ingress ?? []))];
    ofLocations.set(locations, ingresses);
  }
  return ingresses;
}
