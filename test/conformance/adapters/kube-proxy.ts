import { type IPFamily, parseIP } from '@kubehop/core';
import {
  categorizeEndpoints,
  type EndpointList,
  healthAnswer,
  healthCheckNodePorts,
  includesLoopback,
  nodePortAddresses,
  proxiedEndpointsOf,
  proxyHealth,
  type ServicePortInfo,
  servicePortsOf,
} from '@kubehop/core/components';
import type { Adapter, Answer, Question, Setting } from '../adapter.js';
import type { JsonObject } from '../vectors.js';
import { affinityAnswers } from './kube-proxy-affinity.js';
import type { CategorizeItem, FlowItem, HealthItem, ProxyCase } from './kube-proxy-case.js';
import { flowAnswer, packetOf, proxyAt, targetText } from './kube-proxy-flow.js';
import { modesOf, settingOf, type ProxySetting } from './kube-proxy-setting.js';

/** What kube-proxy does, by its own tests and as measured on a real kernel. */
export const kubeProxyAdapter: Adapter = {
  suites: ['kube-proxy', 'real-kube-proxy', 'topology'],
  // What a recording derived from its objects is derived here too.
  situation: ['derivedObjects'],
  facts: [
    'featureGates',
    'implementation',
    'localDetector',
    'localhostNodePorts',
    'masqueradeAll',
    'node',
    'nodeIPs',
    'nodePortAddresses',
    'nodes',
    'outside',
    'podCIDRs',
    'podNetwork',
    'proxyFlags',
    'proxyHealthy',
    'proxyModes',
    'serviceCIDR',
    'serviceCIDRs',
  ],
  ordered: [],
  settings({ content }) {
    const proxyCase: ProxyCase = content;
    const facts = proxyCase.cluster ?? {};
    return modesOf(facts).map((mode): Setting => {
      const setting = settingOf(proxyCase, facts, mode);
      return { name: mode, questions: questionsTo(setting, proxyCase) };
    });
  },
};

const probe = ['at', 'from', 'to', 'port', 'protocol'];

/** A question about the case as a whole. */
function alone(ask: () => Answer): Question {
  return { reads: [], ask };
}

function questionsTo(setting: ProxySetting, proxyCase: ProxyCase): Readonly<Record<string, Question>> {
  const affinity = affinityAnswers(setting, proxyCase.affinity ?? []);
  return {
    l4: {
      reads: [...probe, 'sources', 'today'],
      ask: ({ input }) => flowAnswer(setting, input as unknown as FlowItem),
      expects: ({ input, expected }) => (input['today'] as JsonObject | undefined) ?? expected,
      trace: ({ input }) => {
        const item = input as unknown as FlowItem;
        return proxyAt(setting, item.at).decide(packetOf(item));
      },
    },
    affinity: { reads: [...probe, 't', 'remembered'], ask: ({ index }) => affinity[index] ?? {} },
    health: {
      reads: ['at', 'node', 'to', 'port', 'path'],
      ask: ({ input }) => health(setting, input as unknown as HealthItem),
    },
    categorize: {
      reads: ['node', 'service', 'portName', 'protocol'],
      ask: ({ input }) => lists(setting, input as unknown as CategorizeItem),
    },
    servicePorts: alone(() => servicePorts(setting, proxyCase.servicePorts?.ipFamily ?? 'IPv4')),
    servicePortCount: alone(() => ({ servicePortCount: allPorts(setting).length })),
    healthCheckNodePorts: alone(() => healthPorts(setting)),
    nodePortIPs: alone(() => nodePortIPs(setting)),
    nodePortLoopback: alone(() => ({
      IPv4: includesLoopback(setting.facts.nodePortAddresses ?? []),
      IPv6: false,
    })),
  };
}

function health({ cluster, facts }: ProxySetting, item: HealthItem): Answer {
  const nodeName = item.node ?? item.at ?? '';
  const serviceProxyHealthy = facts.proxyHealthy ?? true;
  if (item.port === undefined) {
    const node = cluster.get('Node', nodeName);
    const own = node === undefined ? undefined : proxyHealth(node, serviceProxyHealthy);
    return { status: item.path === '/healthz' ? own?.healthz : own?.livez };
  }
  const family = item.to === undefined ? undefined : parseIP(item.to)?.family;
  const answer = healthAnswer(cluster, nodeName, item.port, {
    serviceProxyHealthy,
    ...(family === undefined ? undefined : { family }),
  });
  if (answer === undefined) return {};
  const { service, localEndpoints } = answer;
  return { ...answer, service: `${service.namespace}/${service.name}`, body: { service, localEndpoints } };
}

function lists(setting: ProxySetting, item: CategorizeItem): Answer {
  const { cluster, facts } = setting;
  const port = allPorts(setting).find(
    ({ key, name, protocol }) => key === item.service && name === item.portName && protocol === item.protocol,
  );
  if (port === undefined) return {};
  const categories = categorizeEndpoints(proxiedEndpointsOf(cluster.slicesOf(port.key), port), port, {
    name: item.node,
    zone: cluster.get('Node', item.node)?.metadata.labels['topology.kubernetes.io/zone'],
    usesNodeHints: facts.featureGates?.PreferSameTrafficDistribution ?? false,
  });
  const clusterEndpoints = texts(categories.cluster);
  const localEndpoints = texts(categories.local);
  return {
    clusterEndpoints,
    localEndpoints,
    allReachableEndpoints: [...new Set([...(clusterEndpoints ?? []), ...(localEndpoints ?? [])])],
    hasAnyEndpoints: categories.hasAny,
  };
}

function texts(list: EndpointList | null): readonly string[] | null {
  return list === null ? null : list.targets.map(targetText);
}

function servicePorts(setting: ProxySetting, ipFamily: IPFamily): Answer {
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

function healthPorts({ cluster }: ProxySetting): Answer {
  return Object.fromEntries(
    [...healthCheckNodePorts(cluster)].map(([port, { metadata }]) => [
      `${metadata.namespace}/${metadata.name}`,
      port,
    ]),
  );
}

function nodePortIPs({ facts }: ProxySetting): Answer {
  const interfaces = facts.nodeIPs?.[facts.node ?? ''] ?? [];
  const of = (family: IPFamily): Answer => {
    const { matchAll, addresses } = nodePortAddresses(facts.nodePortAddresses ?? [], interfaces, family);
    return { matchAll, ips: [...addresses] };
  };
  return { IPv4: of('IPv4'), IPv6: of('IPv6') };
}

function allPorts({ cluster }: ProxySetting): readonly ServicePortInfo[] {
  return cluster.list('Service').flatMap(servicePortsOf);
}
