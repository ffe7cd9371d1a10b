import type { Cluster } from '../../cluster/cluster.js';
import type { Assumption } from '../../problem/assumption.js';
import type { IngressDecision } from '../decision.js';
import type { Dialect } from '../dialect.js';
import { ingressReference } from '../reference.js';
import type { IngressRequest } from '../request.js';
import type { NginxAnswer } from './answer/answer.js';
import type { AskedServer } from './answer/asked.js';
import { answerAtLocation } from './answer/at-location.js';
import { blockedAnswer } from './answer/blocked.js';
import { builtInAnswer } from './answer/built-in.js';
import { shownCertificate } from './configuration/certificates.js';
import { nginxConfiguration, type NginxConfiguration } from './configuration/configuration.js';
import { ingressAssumptions } from './annotation/ingress-assumptions.js';
import type { LocationMatch } from './location/location-table.js';
import { readNginxRequest } from './request/nginx-request.js';
import { appRootRedirect, wwwRedirect } from './answer/redirects.js';
import { rejectedBy } from './answer/rejected.js';
import { catchAll } from './configuration/servers.js';

/**
 * ingress-nginx: its configuration is made from the Ingresses, and a request is answered as nginx and the controller's
 * own code would.
 *
 * @see kubernetes/ingress-nginx
 */
export const nginxDialect: Dialect = (cluster, profile) => {
  const configuration = nginxConfiguration(cluster, profile);
  return {
    handle: (view, request) => handle(view, configuration, request),
    rejected: (request) => rejectedBy(cluster, configuration, request),
  };
};

function handle(view: Cluster, configuration: NginxConfiguration, request: IngressRequest): IngressDecision {
  const shown =
    request.tls === undefined ? undefined : shownCertificate(configuration.certificates, request.tls.sni);
  const common = {
    ...(shown === undefined ? {} : { certificate: shown.certificate }),
    assumptions: [...configuration.settings.assumptions, ...(shown?.assumptions ?? [])],
  };
  const [refusal] = configuration.refusals;
  if (refusal !== undefined) {
    const result = { kind: 'unknown', missing: 'older configuration', cause: refusal } as const;
    return decision(common, catchAll, { rule: { id: 'proxy-refuses' }, result });
  }
  const read = readNginxRequest(request, configuration.settings);
  if ('kind' in read) return decision(common, catchAll, { rule: { id: 'proxy-refuses' }, result: read });
  const server = configuration.servers.match(read.host);
  if (server === undefined) return decision(common, catchAll, nameRefused(read.host));
  const blocked = blockedAnswer(configuration, read);
  if (blocked !== undefined) return decision(common, server.host, blocked);
  if (server.kind === 'www') return decision(common, server.host, wwwRedirect(server, configuration, read));
  const asked = { view, configuration, request: read, server };
  const appRoot = appRootRedirect(asked);
  return appRoot === undefined ? atServer(common, asked) : decision(common, server.host, appRoot);
}

/** What is known of a decision before the server is. */
type Common = Pick<IngressDecision, 'certificate' | 'assumptions'>;

function decision(
  common: Common,
  server: string,
  { rule, result, skipped = [], assumptions = [] }: NginxAnswer,
): IngressDecision {
  return { ...common, server, rule, result, skipped, assumptions: [...common.assumptions, ...assumptions] };
}

function atServer(common: Common, asked: AskedServer): IngressDecision {
  const { server, request } = asked;
  const matched = server.table.match(request.target.path);
  const builtIn = builtInAnswer(asked, matched);
  if (builtIn !== undefined) return decision(common, server.host, builtIn);
  if (matched === undefined)
    throw new TypeError(`server ${server.host} has no location for ${request.target.path}`);
  const answer = answerAtLocation({ ...asked, matched });
  const { location, name } = matched;
  const { ingress, path, pathType } = location;
  const assumptions = [...assumptionsOf(asked.configuration, matched), ...(answer.assumptions ?? [])];
  return {
    ...decision(common, server.host, { ...answer, assumptions }),
    location: { path, pathType, name },
    ...(ingress === undefined ? {} : { ingress: ingressReference(ingress) }),
  };
}

const remembered = new WeakMap<LocationMatch['location'], readonly Assumption[]>();

/** What is taken for granted about the Ingress of a location; it follows from its annotations alone. */
function assumptionsOf(
  { profile, settings }: NginxConfiguration,
  { location }: LocationMatch,
): readonly Assumption[] {
  if (location.ingress === undefined) return [];
  let assumptions = remembered.get(location);
  if (assumptions === undefined) {
    assumptions = ingressAssumptions(location.ingress, location.annotations, profile, settings);
    remembered.set(location, assumptions);
  }
  return assumptions;
}

function nameRefused(host: string): NginxAnswer {
  return {
    rule: { id: 'proxy-refuses' },
    result: {
      kind: 'unknown',
      missing: 'regular expression',
      cause: {
        code: 'regex-not-supported',
        path: 'metadata.annotations[server-alias]',
        message: `Whether a server-alias takes host ${host} depends on a regular expression that cannot be run in linear time.`,
        fix: 'Write the alias without look-around, back-references and possessive quantifiers.',
      },
    },
  };
}
