import type { Cluster } from '../cluster/cluster.js';
import { explainHop } from '../explain/explain-hop.js';
import { rejectionText } from '../explain/rejections.js';
import { fieldText } from '../explain/words.js';
import type { Ingress, IngressPath } from '../object/ingress.js';
import { keyOf } from '../object/object.js';
import type { Pod } from '../object/pod.js';
import { referenceTo } from '../object/reference.js';
import { workloadOf } from '../pod/workload.js';
import type { ObjectReference } from '../problem/problem.js';
import { coversHost } from '../routing/rejection.js';
import { isRouted } from '../trace/at-balancer.js';
import type { Hop } from '../trace/hop.js';
import type { Trace } from '../trace/trace.js';
import type { Reference } from './reference.js';

/**
 * The rule of an Ingress that leads to a wanted object, and why it did not take a request to a controller or to a load
 * balancer that goes by rules: one that was considered, or else one of another host.
 */
export function nearRule(
  cluster: Cluster,
  references: readonly Reference[],
  trace: Trace,
): string | undefined {
  if (!trace.hops.some(goesByRules)) return undefined;
  const services = new Set(references.flatMap((reference) => servicesOf(cluster, reference)));
  const rules = cluster.list('Ingress').flatMap((ingress) => rulesTo(ingress, services));
  const host = hostAsked(trace);
  const rejected = trace.hops.flatMap((_, index) => explainHop(cluster, trace, index));
  for (const { object, path, reason } of rejected) {
    const rule = rules.find(
      ({ ingress, field, host: stated }) =>
        isOf(object, ingress) && (field === path || (!isOfRule(path) && coversHost(stated, host))),
    );
    if (rule !== undefined) return ruleText(rule, reason);
  }
  const other = rules.find(({ host: stated }) => !coversHost(stated, host));
  return other === undefined ? undefined : ruleText(other, rejectionText('host-differs'));
}

function goesByRules(hop: Hop): boolean {
  return hop.stage === 'ingress' || (hop.stage === 'load-balancer' && isRouted(hop));
}

/** The host that a request names, as hosts of rules are compared with it. */
function hostAsked({ request }: Trace): string {
  return (request.hostHeader ?? '').toLowerCase().replace(/:\d+$/, '');
}

function isOf(object: ObjectReference | undefined, { metadata }: Ingress): boolean {
  return (
    object?.kind === 'Ingress' && object.name === metadata.name && object.namespace === metadata.namespace
  );
}

/** Whether a path rule was considered, or what stands in for one, not the Ingress as a whole. */
function isOfRule(path: string | undefined): boolean {
  return path?.includes('.paths[') === true || path === 'spec.rules' || path === 'spec.defaultBackend';
}

function ruleText({ ingress, field, host, entry }: LeadingRule, reason: string): string {
  const rule = `${host === '' ? 'every host' : host}, ${entry.pathType} ${entry.path}`;
  return `${fieldText(referenceTo(ingress), field)} (${rule}) leads there: ${reason}`;
}

/** A path of an Ingress that leads to a Service. */
interface LeadingRule {
  readonly ingress: Ingress;
  readonly field: string;
  readonly host: string;
  readonly entry: IngressPath;
}

function rulesTo(ingress: Ingress, services: ReadonlySet<string>): readonly LeadingRule[] {
  const { namespace } = ingress.metadata;
  return ingress.spec.rules
    .flatMap(({ host, paths }, rule) =>
      paths.map((entry, path) => ({
        ingress,
        field: `spec.rules[${rule}].http.paths[${path}]`,
        host,
        entry,
      })),
    )
    .filter(
      ({ entry: { backend } }) => backend.kind === 'service' && services.has(`${namespace}/${backend.name}`),
    );
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
