import type { Cluster } from '../../../cluster/cluster.js';
import { controllersOf } from '../../../controller/controllers.js';
import { isFromLiveCluster } from '../../../control/admission/live-object.js';
import {
  byNumberOrName,
  portMissing,
  portsText,
  type ServiceBackend,
  serviceOf,
  wantedPort,
} from '../../../ingress/backend.js';
import { serviceMissing } from '../../../ingress/missing-service.js';
import { pathField } from '../../../ingress/reference.js';
import type { Ingress, IngressBackend } from '../../../object/ingress.js';
import { referenceTo } from '../../../object/reference.js';
import type { CauseCode } from '../../../trace/causes.js';
import type { Rule } from '../../../trace/rule.js';
import type { Trace } from '../../../trace/trace.js';
import type { Finding } from '../finding.js';
import { isServed } from './served.js';
import { servicesExpected } from './services-expected.js';
import type { RuleAddress } from '../request/rule-address.js';
import { anyClient, shownAtRule } from '../request/shown-at-rule.js';

/** A backend where an Ingress names it, and what of it does not exist. */
interface NamedBackend extends RuleAddress {
  /** Of the rule, or `spec.defaultBackend`. */
  readonly rule: string;
  /** Of the backend. */
  readonly field: string;
  readonly backend: ServiceBackend;
  readonly part: 'name' | 'port';
}

/**
 * Backends of Ingresses that lead to a Service, or to a port of it, that does not exist. What requests get then is up to
 * the controller: an error, the path left out, or an Ingress that it does not serve at all. Where the objects are those of
 * an application alone, without any controller, the rule of Kubernetes stands for it.
 *
 * @see kubernetes/website concepts/services-networking/ingress.md, Ingress rules
 */
export function backendMissing(cluster: Cluster): readonly Finding[] {
  const isApplication = controllersOf(cluster).length === 0;
  const isExpected = isApplication ? servicesExpected(cluster) : undefined;
  return cluster.list('Ingress').flatMap((ingress) => {
    const missing = missingBackends(cluster, ingress);
    if (missing.length === 0 || isDumpWithoutServices(cluster, ingress)) return [];
    if (isServed(cluster, ingress)) {
      return alike(missing).flatMap((group) => shown(cluster, ingress, group) ?? []);
    }
    if (isExpected === undefined) return [];
    const { namespace } = ingress.metadata;
    return alike(
      missing.filter(({ part, backend }) => part === 'port' || isExpected(namespace, backend.name)),
    ).map((group) => stated(cluster, ingress, group));
  });
}

/** Backends that are missing in the same way; at least one. */
type Alike = readonly [NamedBackend, ...NamedBackend[]];

function alike(missing: readonly NamedBackend[]): readonly Alike[] {
  const groups = new Map<string, [NamedBackend, ...NamedBackend[]]>();
  for (const named of missing) {
    const { part, backend } = named;
    const key = JSON.stringify([part, backend.name, part === 'name' ? '' : wantedPort(backend)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [named]);
    else group.push(named);
  }
  return [...groups.values()];
}

/** Whether Ingresses were read out of a cluster and the Services of their namespace were not. */
function isDumpWithoutServices(cluster: Cluster, ingress: Ingress): boolean {
  return isFromLiveCluster(ingress) && cluster.list('Service', ingress.metadata.namespace).length === 0;
}

/** A path that hardly any rule takes. */
const noPath = '/no-path-of-a-rule';

function missingBackends(cluster: Cluster, ingress: Ingress): readonly NamedBackend[] {
  const { rules, defaultBackend } = ingress.spec;
  const missing: NamedBackend[] = [];
  const add = (rule: string, address: RuleAddress, backend: IngressBackend | undefined): void => {
    if (backend?.kind !== 'service') return;
    const part = missingPart(cluster, ingress, backend);
    const field = rule === 'spec.defaultBackend' ? rule : `${rule}.backend`;
    if (part !== undefined) missing.push({ ...address, rule, field, backend, part });
  };
  for (const [at, { host, paths }] of rules.entries()) {
    for (const [index, { path, backend }] of paths.entries())
      add(pathField(at, index), { host, path }, backend);
  }
  add('spec.defaultBackend', { host: rules[0]?.host ?? '', path: noPath }, defaultBackend);
  return missing;
}

/** Which part of a backend does not exist. A name outside of the cluster has whatever port is asked by number. */
function missingPart(
  cluster: Cluster,
  ingress: Ingress,
  backend: ServiceBackend,
): NamedBackend['part'] | undefined {
  const service = cluster.get('Service', `${ingress.metadata.namespace}/${backend.name}`);
  if (service === undefined) return 'name';
  const wanted = wantedPort(backend);
  if (service.spec.ports.some((port) => byNumberOrName(port, wanted))) return undefined;
  return service.spec.type === 'ExternalName' && typeof wanted === 'number' ? undefined : 'port';
}

const causesOfMissing: ReadonlySet<CauseCode> = new Set<CauseCode>([
  'backend-service-missing',
  'backend-port-missing',
  'ingress-load-balancer-refused',
]);

/** What is found where a request shows it. */
function shown(cluster: Cluster, ingress: Ingress, group: Alike): Finding | undefined {
  for (const named of group) {
    const evidence = shownAtRule(cluster, ingress, named, anyClient, (trace) =>
      isMissingIn(trace, ingress, named),
    );
    if (evidence === undefined) continue;
    const { code, fix } = evidence.trace.outcome.cause;
    const told = causesOfMissing.has(code) ? fix : undefined;
    const finding = findingOf(cluster, ingress, named, group.length - 1);
    return { ...finding, severity: 'error', fix: told ?? finding.fix, evidence };
  }
  return undefined;
}

/** What is found by the rule of Kubernetes alone. */
function stated(cluster: Cluster, ingress: Ingress, group: Alike): Finding {
  const [named] = group;
  const evidence = {
    kind: 'rule',
    rule: 'The Service that a backend names must exist in the namespace of the Ingress, and have the port.',
    source: 'kubernetes/api networking/v1/types.go, IngressServiceBackend',
  } as const;
  return { ...findingOf(cluster, ingress, named, group.length - 1), severity: 'warning', evidence };
}

function findingOf(
  cluster: Cluster,
  ingress: Ingress,
  named: NamedBackend,
  others: number,
): Omit<Finding, 'severity' | 'evidence'> {
  const { namespace, name } = ingress.metadata;
  const { backend, field, part } = named;
  const use = { ingress, field, backend };
  const service = serviceOf(cluster, use);
  const wanted = wantedPort(backend);
  const what =
    service === undefined
      ? `Service ${backend.name}, which does not exist in namespace ${namespace}`
      : `port ${wanted} of Service ${backend.name}, which has ${portsText(service)}`;
  const more = others === 0 ? '' : ` and what ${others} more ${others === 1 ? 'rule takes' : 'rules take'}`;
  return {
    code: 'backend-missing',
    object: referenceTo(ingress),
    path: `${field}.service.${part}`,
    message: `Ingress ${namespace}/${name} sends ${requestsText(named)}${more} to ${what}.`,
    fix: (service === undefined ? serviceMissing(cluster, use) : portMissing(use, service, wanted)).fix ?? '',
  };
}

function requestsText({ host, path, field }: NamedBackend): string {
  if (field === 'spec.defaultBackend') return 'what no path takes';
  return host === '' ? `${path} of every host` : `${host}${path}`;
}

/**
 * Whether a request comes to grief at the backend of a rule, or the controller left its path out. Where several Ingresses
 * name the same Service, the cause may be told of another one of them; the rule that decided is told of this one.
 */
function isMissingIn({ outcome, hops }: Trace, ingress: Ingress, { rule, field }: NamedBackend): boolean {
  const isOwn = ({ object, path }: Pick<Rule, 'object' | 'path'>): boolean =>
    object?.name === ingress.metadata.name &&
    object.namespace === ingress.metadata.namespace &&
    (path === rule || path?.startsWith(`${field}.`) === true);
  const isCause = causesOfMissing.has(outcome.cause.code);
  return (
    (isCause && isOwn(outcome.cause)) ||
    hops.some(
      (hop) =>
        (isCause && hop.stage === 'ingress' && isOwn(hop.rule)) ||
        hop.skipped.some((skip) => skip.code === 'backend-left-out' && isOwn(skip)),
    )
  );
}
