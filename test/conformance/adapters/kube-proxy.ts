import type { IPFamily } from '../../../packages/core/src/address/ip.js';
import { familyOf } from '../../../packages/core/src/address/ip.js';
import { categorizeEndpoints, type EndpointList } from '../../../packages/core/src/endpoints/categorize.js';
import {
  healthAnswer,
  healthCheckNodePorts,
  proxyHealth,
} from '../../../packages/core/src/endpoints/health.js';
import { proxiedEndpointsOf } from '../../../packages/core/src/endpoints/service-endpoint.js';
import {
  servicePortsOf,
  type ServicePortInfo,
} from '../../../packages/core/src/endpoints/service-port-info.js';
import { targetText } from '../../../packages/core/src/service/hop.js';
import {
  includesLoopback,
  nodePortAddresses,
} from '../../../packages/core/src/service/node-port-addresses.js';
import { affinityActuals } from './kube-proxy-affinity.js';
import type { CategorizeItem, Expectation, HealthItem, ProxyCase, ProxyMode } from './kube-proxy-case.js';
import { flowActual } from './kube-proxy-flow.js';
import { modesOf, settingOf, type ProxySetting } from './kube-proxy-setting.js';

/** An item of a case in one mode: what is expected and what the library says. */
export interface ProxyItemResult {
  readonly id: string;
  readonly mode: ProxyMode;
  readonly expected: Expectation;
  readonly actual: Expectation;
}

/** Runs every item of a case of the suites kube-proxy, topology and real-kube-proxy, in every mode for which it holds. */
export function runProxyCase(proxyCase: ProxyCase): readonly ProxyItemResult[] {
  const facts = proxyCase.cluster;
  if (facts === undefined) return [];
  return modesOf(facts).flatMap((mode) => runInMode(proxyCase, settingOf(proxyCase, facts, mode)));
}

/** Whether everything that is expected is so: no key may be missing, and lists are sets. */
export function agrees({ expected, actual }: ProxyItemResult): boolean {
  return matches(expected, actual);
}

function matches(expected: unknown, actual: unknown): boolean {
  if (Array.isArray(expected)) return Array.isArray(actual) && asSet(expected) === asSet(actual);
  if (typeof expected !== 'object' || expected === null) return expected === actual;
  if (typeof actual !== 'object' || actual === null) return false;
  const found = new Map<string, unknown>(Object.entries(actual));
  return Object.entries(expected).every(([key, value]) => found.has(key) && matches(value, found.get(key)));
}

function asSet(list: readonly unknown[]): string {
  return JSON.stringify(list.map((member) => JSON.stringify(member)).sort());
}

function runInMode(proxyCase: ProxyCase, setting: ProxySetting): readonly ProxyItemResult[] {
  const results: ProxyItemResult[] = [];
  const note = (id: string, expected: Expectation, actual: Expectation): void => {
    results.push({ id, mode: setting.mode, expected, actual });
  };
  for (const item of proxyCase.l4 ?? []) note(item.id, item.today ?? item.expect, flowActual(setting, item));
  for (const item of proxyCase.health ?? []) note(item.id, item.expect, healthActual(setting, item));
  const sequence = proxyCase.affinity ?? [];
  affinityActuals(setting, sequence).forEach((actual, index) => {
    const item = sequence[index];
    if (item !== undefined) note(item.id, item.expect, actual);
  });
  const { id, categorize, servicePorts, servicePortCount, nodePortIPs, nodePortLoopback } = proxyCase;
  if (categorize !== undefined) note(id, categorize.expect, listsActual(setting, categorize));
  if (servicePorts !== undefined) note(id, servicePorts, servicePortsActual(setting, servicePorts.ipFamily));
  if (servicePortCount !== undefined)
    note(id, { servicePortCount }, { servicePortCount: allPorts(setting).length });
  if (proxyCase.healthCheckNodePorts !== undefined)
    note(id, proxyCase.healthCheckNodePorts, healthPorts(setting));
  if (nodePortIPs !== undefined) note(id, nodePortIPs, nodePortIPsActual(setting));
  if (nodePortLoopback !== undefined) {
    const IPv4 = includesLoopback(setting.facts.nodePortAddresses ?? []);
    note(id, nodePortLoopback, { IPv4, IPv6: false });
  }
  return results;
}

function healthActual({ cluster, facts }: ProxySetting, item: HealthItem): Expectation {
  const nodeName = item.node ?? item.at ?? '';
  const serviceProxyHealthy = facts.proxyHealthy ?? true;
  if (item.port === undefined) {
    const node = cluster.get('Node', nodeName);
    const health = node === undefined ? undefined : proxyHealth(node, serviceProxyHealthy);
    return { status: item.path === '/healthz' ? health?.healthz : health?.livez };
  }
  const answer = healthAnswer(cluster, nodeName, item.port, {
    serviceProxyHealthy,
    ...(item.to === undefined ? undefined : { family: familyOf(item.to) }),
  });
  if (answer === undefined) return {};
  const { status, service, localEndpoints, headers } = answer;
  return {
    status,
    localEndpoints,
    serviceProxyHealthy: answer.serviceProxyHealthy,
    headers,
    service: `${service.namespace}/${service.name}`,
    body: { service, localEndpoints },
  };
}

function texts(list: EndpointList | null): readonly string[] | null {
  return list === null ? null : list.targets.map(targetText);
}

function listsActual(setting: ProxySetting, item: CategorizeItem): Expectation {
  const { cluster, facts } = setting;
  const port = allPorts(setting).find(
    ({ key, name, protocol }) => key === item.service && name === item.portName && protocol === item.protocol,
  );
  if (port === undefined) return {};
  const lists = categorizeEndpoints(proxiedEndpointsOf(cluster.slicesOf(port.key), port), port, {
    name: item.node,
    zone: cluster.get('Node', item.node)?.metadata.labels['topology.kubernetes.io/zone'],
    usesNodeHints: facts.featureGates?.PreferSameTrafficDistribution ?? false,
  });
  return {
    clusterEndpoints: texts(lists.cluster),
    localEndpoints: texts(lists.local),
    allReachableEndpoints: [...new Set([...(texts(lists.cluster) ?? []), ...(texts(lists.local) ?? [])])],
    hasAnyEndpoints: lists.hasAny,
  };
}

function servicePortsActual(setting: ProxySetting, ipFamily: IPFamily): Expectation {
  const opened = healthCheckNodePorts(setting.cluster);
  const ports = allPorts(setting)
    .filter(({ family }) => family === ipFamily)
    .map((port) => ({
      service: port.key,
      portName: port.name,
      protocol: port.protocol,
      clusterIP: port.clusterIP,
      port: port.port,
      externalIPs: port.externalIPs,
      loadBalancerVIPs: port.loadBalancerVIPs,
      loadBalancerSourceRanges: port.loadBalancerSourceRanges,
      healthCheckNodePort: [...opened].find(([, service]) => service === port.service)?.[0] ?? 0,
    }));
  return { ipFamily, ports };
}

function healthPorts({ cluster }: ProxySetting): Expectation {
  return Object.fromEntries(
    [...healthCheckNodePorts(cluster)].map(([port, { metadata }]) => [
      `${metadata.namespace}/${metadata.name}`,
      port,
    ]),
  );
}

function nodePortIPsActual({ facts }: ProxySetting): Expectation {
  const interfaces = facts.nodeIPs?.[facts.node ?? ''] ?? [];
  const of = (family: IPFamily): Expectation => {
    const { matchAll, addresses } = nodePortAddresses(facts.nodePortAddresses ?? [], interfaces, family);
    return { matchAll, ips: [...addresses] };
  };
  return { IPv4: of('IPv4'), IPv6: of('IPv6') };
}

function allPorts({ cluster }: ProxySetting): readonly ServicePortInfo[] {
  return cluster.list('Service').flatMap(servicePortsOf);
}
