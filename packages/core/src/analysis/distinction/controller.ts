import type { Cluster } from '../../cluster/cluster.js';
import type { ControllerProfile } from '../../controller/profile.js';
import type { HttpView } from '../../request/packet.js';
import type { Distinction, Distinctions, RequestPatch } from './distinctions.js';
import { haproxyIngress, keptPlain } from '../../ingress/documented/haproxy.js';
import { traefik } from '../../ingress/documented/traefik.js';
import { nginxConfiguration } from '../../ingress/nginx/configuration/configuration.js';
import { specTables } from '../../ingress/spec/compile.js';
import { namesIn } from '../../routing/secret-certificate.js';
import { cellsOf } from '../language/text-cells.js';
import { hostName } from '../language/text-domain.js';
import { hostTest } from '../language/host-test.js';
import { documentedDistinctions } from './documented.js';
import { nginxDistinctions } from './nginx.js';
import { specDistinctions } from './specification.js';
import { compiledFor } from '../../ingress/compiled.js';
import { refusalOf } from '../../ingress/client-check.js';
import { wrongPort } from '../../ingress/port.js';
import type { IngressConnection, IngressRequest } from '../../ingress/request.js';

/** What reaches a controller: a connection, and the request in it where there is one. */
export interface ArrivedAtController extends IngressConnection {
  readonly http?: HttpView;
}

/**
 * How a controller tells apart what reaches it: first the connection by its port and server name, then what it cannot
 * read, then requests by host, path and what their location looks at.
 */
export function controllerDistinctions(
  cluster: Cluster,
  profile: ControllerProfile,
): Distinctions<ArrivedAtController> {
  const compiled = compiledFor(cluster, profile);
  const own = ofDialect(cluster, profile);
  return {
    early(arrived) {
      const passed = compiled.connect(cluster, arrived);
      if (passed !== undefined) return `connection ${passed.server} ${passed.result.kind}`;
      const request = requestIn(arrived);
      if (request === undefined) return 'no request';
      const wrong = wrongPort(profile, request);
      if (wrong !== undefined) return `port ${wrong.result.kind}`;
      const { tls } = request;
      const refusal = tls === undefined ? undefined : refusalOf(compiled.handle(cluster, request), tls);
      return refusal === undefined ? own.early(request) : `certificate ${refusal.code}`;
    },
    earlyExamples: [...namesShown(cluster), ...own.earlyExamples],
    hostOf: (arrived) => ofRequest(arrived, own.hostOf),
    hosts: own.hosts,
    oddHosts: own.oddHosts,
    pathOf: (arrived) => ofRequest(arrived, own.pathOf),
    paths: own.paths,
    pathsAt: own.pathsAt,
    ...(own.rewriteAt === undefined ? {} : { rewriteAt: own.rewriteAt }),
    fieldsAt: (host, path) => own.fieldsAt(host, path).map(ofArrived),
  };
}

function ofDialect(cluster: Cluster, profile: ControllerProfile): Distinctions<IngressRequest> {
  switch (profile.dialect) {
    case 'ingress-nginx':
      return nginxDistinctions(cluster, nginxConfiguration(cluster, profile));
    case 'traefik':
      return documentedDistinctions(traefik(cluster, profile).routes);
    case 'haproxy-ingress':
      return documentedDistinctions(
        haproxyIngress(cluster, profile).routes,
        keptPlain(profile.configMap?.data ?? {}),
      );
    case 'spec':
      return specDistinctions(specTables(cluster, profile));
    default:
      return profile.dialect satisfies never;
  }
}

function requestIn({ http, ...connection }: ArrivedAtController): IngressRequest | undefined {
  return http === undefined ? undefined : { ...connection, http };
}

function ofRequest(arrived: ArrivedAtController, read: (request: IngressRequest) => string): string {
  const request = requestIn(arrived);
  return request === undefined ? '' : read(request);
}

function ofArrived({ answer, ...rest }: Distinction<IngressRequest>): Distinction<ArrivedAtController> {
  return { ...rest, answer: (arrived) => ofRequest(arrived, answer) };
}

/** The server names that certificates and TLS that is passed through may depend on, none, and one of nobody. */
function namesShown(cluster: Cluster): readonly RequestPatch[] {
  const named = cluster
    .list('Ingress')
    .flatMap(({ spec }) => [
      ...spec.rules.map(({ host }) => host),
      ...spec.tls.flatMap((section) => section.hosts),
    ])
    .filter((host) => host !== '');
  const certified = cluster.list('Secret').flatMap((secret) => namesIn(secret) ?? []);
  const { cells } = cellsOf([...new Set([...named, ...certified])].map(hostTest), hostName);
  return [...cells.map(({ witness }) => witness), null].map((sni) => ({ sni }));
}
