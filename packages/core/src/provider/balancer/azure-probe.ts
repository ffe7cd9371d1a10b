import type { HealthProbe, ProbeTiming } from '../../cluster/health-probe.js';
import type { Listener, LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { AzureCloudProvider } from '../../cluster/load-balancer-controller.js';
import type { Service, ServicePort } from '../../object/service.js';
import { oneOfAnyCase, orNothing, trimmed, type ValueRule, wholeNumber } from './annotation-value.js';
import { annotationPath, type BalancerAnswer, refused } from './plan.js';
import { localProbe, nodeProbe, numberIn, saysTrue } from './service-facts.js';

/** What the annotations of Azure start with. */
export const azurePrefix = 'service.beta.kubernetes.io/azure-';

type Parameter = 'protocol' | 'interval' | 'num-of-probe' | 'request-path' | 'port';

const forAll = (parameter: Parameter): string => `${azurePrefix}load-balancer-health-probe-${parameter}`;
const forPort = (port: number | '*', parameter: Parameter): string =>
  `service.beta.kubernetes.io/port_${port}_health-probe_${parameter}`;
const withoutProbe = (port: number | '*'): string => `service.beta.kubernetes.io/port_${port}_no_probe_rule`;

const ofEveryPort = ['protocol', 'interval', 'num-of-probe', 'request-path'] as const;

/** The annotations that say what probes ask: those of every port, and those of one. */
export const azureProbeAnnotations: readonly string[] = [
  ...ofEveryPort.map(forAll),
  ...[...ofEveryPort, 'port' as const].map((parameter) => forPort('*', parameter)),
  withoutProbe('*'),
];

const most = Number.MAX_SAFE_INTEGER;

/** What these annotations take. @see kubernetes-sigs/cloud-provider-azure pkg/provider/azure_loadbalancer_healthprobe.go */
export const azureProbeValues: readonly ValueRule[] = [
  ...[forAll('interval'), forPort('*', 'interval')].map((annotation) => ({
    annotation,
    ...trimmed(wholeNumber(5, most)),
    called: 'a whole number from 5',
  })),
  ...[forAll('num-of-probe'), forPort('*', 'num-of-probe')].map((annotation) => ({
    annotation,
    ...trimmed(wholeNumber(2, most)),
    called: 'a whole number from 2',
  })),
  ...[forAll('protocol'), forPort('*', 'protocol')].map((annotation) => ({
    annotation,
    ...trimmed(orNothing(oneOfAnyCase('tcp', 'http', 'https'))),
    otherwise: 'asks by TCP',
  })),
  {
    annotation: withoutProbe('*'),
    ...orNothing(oneOfAnyCase('true', 'false')),
    otherwise: 'takes it for a no',
  },
];

/** A target is to be found out within two minutes. */
const mostSeconds = 120;

/** @see kubernetes-sigs/cloud-provider-azure pkg/provider/azure_loadbalancer_healthprobe.go, getHealthProbeConfigProbeIntervalAndNumOfProbe */
export function probeRefusal({
  probe,
  listeners,
}: Pick<LoadBalancerPlan, 'probe' | 'listeners'>): BalancerAnswer | undefined {
  const probes = [probe, ...listeners.map((listener) => listener.probe)].flatMap((each) => each ?? []);
  const slow = probes.some(
    ({ intervalSeconds = 0, unhealthy = 0 }) => intervalSeconds * unhealthy >= mostSeconds,
  );
  return slow
    ? refused(
        annotationPath(forAll('interval')),
        `the interval of a probe times the number of probes is not below ${mostSeconds} seconds`,
        'Ask more often, or let fewer answers decide',
      )
    : undefined;
}

/** The rules of a load balancer with their probes: one for all of them, or each its own. */
export interface ProbedRules {
  readonly listeners: readonly Listener[];
  readonly probe?: HealthProbe | null;
  /** How many probes there are. */
  readonly probes: number;
}

/** What asks behind each rule; one rule for all ports has one probe, that of the first port that has any. */
export function azureProbes(
  service: Service,
  controller: AzureCloudProvider,
  rules: readonly Listener[],
  isOneRule: boolean,
): ProbedRules {
  const asked = rules.map((rule) => {
    const port = service.spec.ports.find(
      (entry) => entry.port === rule.port && entry.protocol === rule.protocol,
    );
    return { rule, probe: port === undefined ? null : azureProbe(service, controller, port) };
  });
  if (isOneRule) {
    const probe = asked.flatMap((each) => each.probe ?? []).at(0) ?? null;
    return { listeners: rules, probe, probes: probe === null ? 0 : 1 };
  }
  const different = new Set(asked.map(({ probe }) => JSON.stringify(probe)));
  const probes = [...different].filter((text) => text !== 'null').length;
  return different.size > 1
    ? { listeners: asked.map(({ rule, probe }) => ({ ...rule, probe })), probes }
    : { listeners: rules, probe: asked[0]?.probe ?? null, probes };
}

/**
 * The probe of a rule, that is of a port of the Service: its node port by TCP, or as annotations or the appProtocol of
 * the port say; nothing asks a port of UDP. Under externalTrafficPolicy Local, and where one probe stands for all
 * Services of the cluster, all ports share it.
 *
 * @see kubernetes-sigs/cloud-provider-azure pkg/provider/azure_loadbalancer_healthprobe.go, buildHealthProbeRulesForPort
 */
function azureProbe(
  service: Service,
  { healthProbeMode }: AzureCloudProvider,
  port: ServicePort,
): HealthProbe | null {
  if (saysTrue(service, withoutProbe(port.port))) return null;
  const timing = timingOf(service, port.port);
  const local = localProbe(service, timing);
  const said = service.metadata.annotations[forPort(port.port, 'port')];
  const isOfPort = port.protocol === 'TCP' && (local === undefined || said !== undefined);
  if (healthProbeMode === 'shared' && local === undefined) return { ...nodeProbe(timing), shared: true };
  if (!isOfPort) return local ?? null;
  const asked = said === undefined ? port.nodePort : portIn(service, said);
  if (asked === undefined) return null;
  const { annotations } = service.metadata;
  const path = annotations[forPort(port.port, 'request-path')] ?? annotations[forAll('request-path')] ?? '/';
  const protocol =
    annotations[forPort(port.port, 'protocol')] ?? port.appProtocol ?? annotations[forAll('protocol')];
  const http = { kind: 'node-port', port: asked, path, codes: '200', ...timing } as const;
  switch (protocol?.trim().toLowerCase()) {
    case 'http':
      return { ...http, protocol: 'HTTP' };
    case 'https':
      return { ...http, protocol: 'HTTPS' };
    default:
      return { kind: 'node-port', protocol: 'TCP', port: asked, ...timing };
  }
}

function timingOf(service: Service, port: number): ProbeTiming {
  const number = (parameter: Parameter): number | undefined =>
    numberIn(service, forPort(port, parameter)) ?? numberIn(service, forAll(parameter));
  return { intervalSeconds: number('interval') ?? 5, unhealthy: number('num-of-probe') ?? 2 };
}

/** A port of the Service, by name or number, means its node port; any other number is a port of the node. */
function portIn({ spec }: Service, said: string): number | undefined {
  const named = spec.ports.find(
    ({ name, port }) => name.toLowerCase() === said.toLowerCase() || String(port) === said.trim(),
  );
  if (named !== undefined) return named.nodePort;
  return /^\d+$/.test(said.trim()) ? Number(said) : undefined;
}
