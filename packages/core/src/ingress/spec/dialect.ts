import type { Cluster } from '../../cluster/cluster.js';
import type { ControllerProfile } from '../../controller/profile.js';
import type { Assumption } from '../../problem/assumption.js';
import { proxyLineIsRead } from '../../request/proxy-line.js';
import { routeRejection } from '../../routing/rejection.js';
import type { Rule, Skip } from '../../trace/rule.js';
import { leave, byNumberOrName, lookUpBackend } from '../backend.js';
import type { IngressDecision, IngressResult } from '../decision.js';
import type { IngressServer } from '../configuration.js';
import type { Dialect } from '../dialect.js';
import { hostAndPath } from '../host-and-path.js';
import { ingressLabel, ingressReference } from '../reference.js';
import type { IngressRequest } from '../request.js';
import { unknownHost, unknownPath } from '../unmatched.js';
import { showCertificate } from './certificate.js';
import { specTables, type SpecBackend, type SpecRule, type SpecServer, type SpecTables } from './compile.js';

/**
 * The rules of the Ingress specification, for controllers that are not modelled themselves.
 *
 * What the specification leaves open is answered as most controllers do: 404 without a match, 503 without an endpoint,
 * and no fall-through from one host to a less precise one.
 * @see kubernetes/api networking/v1/types.go; KEP-1453
 */
export const specDialect: Dialect = (cluster, profile) => {
  const tables = specTables(cluster, profile);
  const taken = bySpecification(profile);
  return {
    connect: () => undefined,
    handle(view, request) {
      const shown = showCertificate(view, tables, request);
      const decision = decide(view, profile, tables, request);
      // A decision is quicker made than copied.
      if (shown === undefined && taken.length === 0 && request.proxyProtocol === undefined) return decision;
      return {
        ...decision,
        ...(shown === undefined ? {} : { certificate: shown.certificate }),
        assumptions: [
          ...taken,
          ...(request.proxyProtocol === undefined ? [] : [proxyLineIsRead('the controller')]),
          ...(shown?.assumptions ?? []),
          ...decision.assumptions,
        ],
      };
    },
    rejected: (_, request) => rejected(tables, request),
    configuration: () => ({
      ingresses: tables.ingresses.map(ingressReference),
      servers: serversOf(tables),
      refusals: [],
      unsupported: [],
    }),
  };
};

function serversOf({ rules }: SpecTables): readonly IngressServer[] {
  const locations = new Map<string, string[]>();
  for (const { host, text } of rules) {
    const ofHost = locations.get(host);
    if (ofHost === undefined) locations.set(host, [text]);
    else ofHost.push(text);
  }
  return Array.from(locations, ([host, ofHost]) => ({ host: host === '' ? '_' : host, locations: ofHost }));
}

function bySpecification({ name, namespace }: ControllerProfile): readonly Assumption[] {
  if (name === 'spec') return [];
  return [
    {
      code: 'controller-by-specification',
      message: `Controller ${name} in namespace ${namespace} is taken to do what the specification of Ingress says; its own annotations and resources are not modelled.`,
    },
  ];
}

/** The rule that takes a request, and where it was looked for. */
interface Match {
  readonly host: string;
  readonly path: string;
  readonly server: SpecServer | undefined;
  readonly rule: SpecRule | undefined;
}

function match(tables: SpecTables, { http }: IngressRequest): Match {
  const { host, path } = hostAndPath(http);
  const server = tables.servers.match(host);
  return { host, path, server, rule: server?.paths.match(path) };
}

function decide(
  view: Cluster,
  profile: ControllerProfile,
  tables: SpecTables,
  request: IngressRequest,
): IngressDecision {
  const matched = match(tables, request);
  const { host, path, server, rule } = matched;
  const serverName = server === undefined || server.host === '' ? '_' : server.host;
  if (rule !== undefined) {
    return {
      server: serverName,
      skipped: [],
      location: { path: rule.path, pathType: rule.pathType },
      path,
      ingress: ingressReference(rule.ingress),
      rule: ruleOf(rule),
      assumptions: [],
      result: toBackend(view, request, rule),
    };
  }
  const assumptions = withoutFallThrough(tables, matched);
  const fallback = server?.defaultBackend ?? tables.defaultBackend;
  if (fallback !== undefined) {
    const ingress = ingressReference(fallback.ingress);
    return {
      server: serverName,
      path,
      skipped: [],
      ingress,
      rule: { id: 'ingress-default-backend', object: ingress, path: fallback.field },
      assumptions,
      result: toBackend(view, request, fallback),
    };
  }
  const cause =
    server === undefined
      ? unknownHost(view, profile, host, tables.hosts)
      : unknownPath(server.host, path, server.rules);
  return {
    server: serverName,
    path,
    skipped: [],
    rule: { id: 'controller-default-backend' },
    assumptions,
    result: { kind: 'response', status: 404, headers: [], cause },
  };
}

function ruleOf({ pathType, ingress, pathField }: SpecRule): Rule {
  const id = pathType === 'Exact' ? 'ingress-exact-path' : 'ingress-prefix-path';
  return { id, object: ingressReference(ingress), path: pathField };
}

/** The specification does not say whether less precise hosts are asked when the paths of the most precise do not match. */
function withoutFallThrough(tables: SpecTables, { host, server }: Match): readonly Assumption[] {
  const other = tables.servers.matchAll(host)[1];
  if (server === undefined || other === undefined) return [];
  return [
    {
      code: 'hosts-do-not-fall-through',
      message: `The paths of host ${server.host} do not match; the rules of ${other.host === '' ? 'every host' : other.host} are not asked. Controllers differ in this.`,
    },
  ];
}

function toBackend(
  view: Cluster,
  { http }: IngressRequest,
  { ingress, field, backend }: SpecBackend,
): IngressResult {
  if (backend.kind === 'resource') return toResource(ingress, field);
  const found = lookUpBackend(view, { ingress, field, backend }, byNumberOrName);
  switch (found.kind) {
    case 'found': {
      const { service, port, endpoints } = found;
      const backends = [{ service, port, endpoints, share: 1 }];
      return { kind: 'forward', backends, by: 'random', http, protocol: 'HTTP' };
    }
    case 'outside':
      return leave(found, { http });
    case 'missing':
      return { kind: 'response', status: 503, headers: [], cause: found.cause };
    default:
      return found satisfies never;
  }
}

function toResource(ingress: SpecBackend['ingress'], field: string): IngressResult {
  return {
    kind: 'unknown',
    missing: 'resource backend',
    cause: {
      code: 'backend-is-resource',
      object: ingressReference(ingress),
      path: `${field}.resource`,
      message: `${ingressLabel(ingress)} leads to a resource; what is done with it is up to the controller.`,
      fix: 'Lead the path to a Service.',
    },
  };
}

function rejected(tables: SpecTables, request: IngressRequest): readonly Skip[] {
  const { server, rule: taken, ...asked } = match(tables, request);
  const covering = tables.servers.matchAll(asked.host);
  // Where no rule is for the host, it is the hosts of the others that explain it.
  const looked = covering.length > 0 ? covering.flatMap(({ rules }) => rules) : tables.rules;
  return looked
    .filter((rule) => rule !== taken)
    .map((rule) => ({
      code: routeRejection(rule, asked, server?.host, taken),
      object: ingressReference(rule.ingress),
      path: rule.pathField,
    }));
}
