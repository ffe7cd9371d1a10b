import type { Cluster } from '../cluster/cluster.js';
import { nearestName } from '../dns/failure/near-name.js';
import { explainHop } from '../explain/explain-hop.js';
import type { Rejection } from '../explain/explain-hop.js';
import { fieldText } from '../explain/words.js';
import type { Ingress } from '../object/ingress.js';
import type { Trace } from '../trace/trace.js';
import type { Check } from './check.js';
import { missingText } from './missing.js';
import { reachedText } from './reach-checks.js';
import type { Reference } from './reference.js';

/** What comes nearest to a check that a way fails; `undefined` where nothing is near. */
export function nearMiss(cluster: Cluster, check: Check, trace: Trace): string | undefined {
  const { member, references = [] } = check;
  switch (member) {
    case 'reaches':
      return missing(cluster, references) ?? nearRule(cluster, references, trace) ?? nearHost(cluster, trace);
    case 'neverReaches':
      return decidingRule(trace);
    case 'status':
    case 'outcome':
      return wasReached(trace) ? `the request comes to ${reachedText(trace)}` : undefined;
    case 'certificate':
      return trace.assumptions.find(({ code }) => code === 'tls-secret-missing')?.message;
    case 'sourceAtPod':
      return lastSourceChange(trace);
    case 'cause':
    case 'redirectsTo':
    case 'pathAtBackend':
    case 'hostAtBackend':
    case 'headersAtBackend':
    case 'crossesZone':
    case 'rcode':
    case 'addresses':
    case 'weights':
      return undefined;
    default:
      return member satisfies never;
  }
}

function missing(cluster: Cluster, references: readonly Reference[]): string | undefined {
  return references.map((reference) => missingText(cluster, reference)).find((text) => text !== undefined);
}

function wasReached({ hops }: Trace): boolean {
  const last = hops.at(-1);
  return last?.stage === 'pod' && last.action !== 'rejected';
}

/** The rule of an Ingress that leads to a wanted Service and did not take the request. */
function nearRule(cluster: Cluster, references: readonly Reference[], trace: Trace): string | undefined {
  const services = new Set(references.flatMap((reference) => servicesOf(cluster, reference)));
  const rejected = trace.hops.flatMap((hop, index) =>
    hop.stage === 'ingress' ? explainHop(cluster, trace, index) : [],
  );
  const leading = rejected.filter((rejection) => leadsTo(cluster, rejection, services));
  const nearest = leading.find(({ code }) => code !== 'host-differs') ?? leading[0];
  if (nearest === undefined) return undefined;
  return `${fieldText(nearest.object, nearest.path)} leads there: ${nearest.reason}`;
}

/** The Services through which a request comes to an object. */
function servicesOf(cluster: Cluster, { kind, namespace, name }: Reference): readonly string[] {
  return kind === 'Service' ? [`${namespace}/${name}`] : servicesBefore(cluster, namespace, kind, name);
}

function servicesBefore(
  cluster: Cluster,
  namespace: string,
  kind: Reference['kind'],
  name: string,
): readonly string[] {
  const pods = cluster
    .list('Pod', namespace)
    .filter(
      ({ metadata }) => metadata.name === name || (kind !== 'Pod' && metadata.name.startsWith(`${name}-`)),
    );
  return cluster.list('Service', namespace).flatMap((service) => {
    const key = `${namespace}/${service.metadata.name}`;
    const isBefore = cluster
      .slicesOf(key)
      .some(({ endpoints }) =>
        endpoints.some(({ targetRef }) => pods.some(({ metadata }) => metadata.name === targetRef?.name)),
      );
    return isBefore ? [key] : [];
  });
}

const pathField = /^spec\.rules\[(\d+)\]\.http\.paths\[(\d+)\]$/;

function leadsTo(cluster: Cluster, { object, path = '' }: Rejection, services: ReadonlySet<string>): boolean {
  if (object?.kind !== 'Ingress') return false;
  const namespace = object.namespace ?? '';
  const ingress = cluster.get('Ingress', `${namespace}/${object.name}`);
  const name = ingress === undefined ? undefined : serviceAt(ingress, path);
  return name !== undefined && services.has(`${namespace}/${name}`);
}

function serviceAt({ spec }: Ingress, path: string): string | undefined {
  const [, rule, at] = pathField.exec(path) ?? [];
  const backend = spec.rules[Number(rule)]?.paths[Number(at)]?.backend;
  return backend?.kind === 'service' ? backend.name : undefined;
}

/** The host of an Ingress that differs from the one asked in a letter or two. */
function nearHost(cluster: Cluster, { request, outcome }: Trace): string | undefined {
  if (outcome.cause.code !== 'host-unknown' && outcome.kind !== 'dns-error') return undefined;
  const hosts = cluster.list('Ingress').flatMap(({ spec }) => spec.rules.map(({ host }) => host));
  const near = nearestName(request.host, hosts);
  return near === undefined ? undefined : `the Ingresses know ${near}, not ${request.host}`;
}

/** What led a request where it should not go. */
function decidingRule({ hops }: Trace): string | undefined {
  const rule = hops
    .map((hop) => (hop.stage === 'ingress' || hop.stage === 'service' ? hop.rule : undefined))
    .reverse()
    .find((each) => each?.object !== undefined);
  return rule === undefined ? undefined : `${fieldText(rule.object, rule.path)} leads there`;
}

/** Where the source address was changed last. */
function lastSourceChange({ hops }: Trace): string | undefined {
  const changes = hops.flatMap((hop) =>
    hop.changes
      .filter(({ field }) => field === 'source')
      .map(({ from, to }) => ({ place: hop.stage, from, to })),
  );
  const last = changes.at(-1);
  return last === undefined
    ? undefined
    : `the ${last.place} hop changes the source ${last.from} to ${last.to}`;
}
