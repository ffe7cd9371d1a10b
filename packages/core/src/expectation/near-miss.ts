import type { Cluster } from '../cluster/cluster.js';
import { nearestName } from '../dns/failure/near-name.js';
import { explainHop } from '../explain/explain-hop.js';
import type { Rejection } from '../explain/explain-hop.js';
import { fieldText } from '../explain/words.js';
import { keyOf } from '../object/object.js';
import type { Pod } from '../object/pod.js';
import { referenceTo } from '../object/reference.js';
import { workloadOf } from '../pod/workload.js';
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
  const leading = rejected.flatMap((rejection) => {
    const rule = ruleOf(cluster, rejection);
    return rule !== undefined && services.has(rule.service) ? [{ rejection, rule }] : [];
  });
  const nearest = leading.find(({ rejection }) => rejection.code !== 'host-differs') ?? leading[0];
  if (nearest === undefined) return undefined;
  const { rule, rejection } = nearest;
  return `${fieldText(rejection.object, rejection.path)} (${rule.text}) leads there: ${rejection.reason}`;
}

/** The Services through which a request comes to an object. */
function servicesOf(cluster: Cluster, { kind, namespace, name }: Reference): readonly string[] {
  if (kind === 'Service') return [`${namespace}/${name}`];
  const isMeant = (pod: Pod): boolean => {
    const object = kind === 'Pod' ? referenceTo(pod) : workloadOf(cluster, pod);
    return object?.kind === kind && object.name === name;
  };
  const pods = new Set(
    cluster
      .list('Pod', namespace)
      .filter(isMeant)
      .map(({ metadata }) => metadata.name),
  );
  return cluster
    .list('Service', namespace)
    .map(keyOf)
    .filter((key) =>
      cluster
        .slicesOf(key)
        .some(({ endpoints }) => endpoints.some(({ targetRef }) => pods.has(targetRef?.name ?? ''))),
    );
}

const pathField = /^spec\.rules\[(\d+)\]\.http\.paths\[(\d+)\]$/;

/** A path of an Ingress that leads to a Service. */
interface Rule {
  /** The key of the Service. */
  readonly service: string;
  /** The host and the path, as they are written. */
  readonly text: string;
}

function ruleOf(cluster: Cluster, { object, path = '' }: Rejection): Rule | undefined {
  if (object?.kind !== 'Ingress') return undefined;
  const namespace = object.namespace ?? '';
  const [, ruleIndex, pathIndex] = pathField.exec(path) ?? [];
  const rule = cluster.get('Ingress', `${namespace}/${object.name}`)?.spec.rules[Number(ruleIndex)];
  const entry = rule?.paths[Number(pathIndex)];
  if (rule === undefined || entry?.backend.kind !== 'service') return undefined;
  const host = rule.host === '' ? 'every host' : rule.host;
  return {
    service: `${namespace}/${entry.backend.name}`,
    text: `${host}, ${entry.pathType} ${entry.path}`,
  };
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
