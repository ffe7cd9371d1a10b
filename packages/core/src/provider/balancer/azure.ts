import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { AzureCloudProvider } from '../../cluster/load-balancer-controller.js';
import type { Service } from '../../object/service.js';
import type { AnnotationReading } from './annotation-reading.js';
import { oneOf, oneOfAnyCase, orNothing, ranges, trimmed, wholeNumber } from './annotation-value.js';
import { azureAddressAnnotations, azureAddresses, azureAddressesIgnored } from './azure-address.js';
import {
  azurePrefix,
  azureProbeAnnotations,
  azureProbes,
  azureProbeValues,
  probeRefusal,
} from './azure-probe.js';
import {
  allowedRanges,
  allowedRangesOf,
  denyAll,
  rangesIgnoredInside,
  rangesRefusal,
} from './azure-source-ranges.js';
import { type BalancerAnswer, type BalancerPlanner, notServed, refused } from './plan.js';
import { isTrue, listenersOf, numberIn, rangesAnnotation, saysTrue } from './service-facts.js';

const prefix = `${azurePrefix}load-balancer-`;
const internal = `${prefix}internal`;
const floatingIP = `${azurePrefix}disable-load-balancer-floating-ip`;
const idleTimeout = `${prefix}tcp-idle-timeout`;
const tcpReset = `${prefix}disable-tcp-reset`;
const allPorts = `${prefix}enable-high-availability-ports`;
const withoutRule = (port: number | '*'): string => `service.beta.kubernetes.io/port_${port}_no_lb_rule`;

/** What a load balancer of Azure reads. @see kubernetes-sigs/cloud-provider-azure site/content/en/topics/loadbalancer.md, pkg/consts/consts.go */
export const azureReading: AnnotationReading = {
  of: 'a load balancer of Azure',
  provider: 'Azure',
  followed: [
    rangesAnnotation,
    internal,
    floatingIP,
    idleTimeout,
    tcpReset,
    allPorts,
    ...azureAddressAnnotations,
    allowedRanges,
    denyAll,
    withoutRule('*'),
    ...azureProbeAnnotations,
  ],
  besideTheWay: [
    `${prefix}resource-group`,
    `${azurePrefix}dns-label-name`,
    `${azurePrefix}pip-*`,
    `${azurePrefix}load-balancer-mode`,
    `${azurePrefix}load-balancer-configurations`,
  ],
  notModelled: {
    [`${prefix}internal-subnet`]: 'its address is one of this subnet',
    [`${azurePrefix}allowed-service-tags`]: 'only sources with these tags are let in',
    [`${azurePrefix}disable-load-balancer-nsg-rule`]: 'no rule of the security group lets anybody in',
    [`${azurePrefix}additional-public-ips`]: 'it has these addresses too',
    [`${azurePrefix}pls-*`]: 'it is reached through a Private Link Service',
  },
  values: [
    // One place compares the text as it is, though others take any case.
    {
      annotation: internal,
      ...orNothing(oneOf('true', 'false')),
      otherwise: 'is public, as with all but "true"',
      isOpen: true,
    },
    ...[floatingIP, tcpReset, allPorts, denyAll, withoutRule('*')].map((annotation) => ({
      annotation,
      ...orNothing(oneOfAnyCase('true', 'false')),
      otherwise: 'takes it for a no',
    })),
    { annotation: idleTimeout, ...trimmed(wholeNumber(4, 100)) },
    { annotation: allowedRanges, ...ranges, otherwise: 'lets in nobody for what is no range' },
    ...azureProbeValues,
  ],
};

/**
 * Azure's Standard Load Balancer: never a proxy. With floating IP, the default, packets arrive at the node with the
 * address of the frontend; without, and on internal IPv6, with the node's and the node port.
 *
 * @see kubernetes-sigs/cloud-provider-azure pkg/provider/azure_loadbalancer.go, azure_loadbalancer_healthprobe.go
 * @see MicrosoftDocs/azure-docs articles/load-balancer/load-balancer-floating-ip.md, load-balancer-custom-probe-overview.md
 */
export const azure: BalancerPlanner<AzureCloudProvider> = {
  reading: () => azureReading,
  answer: (service, controller) => {
    if (service.spec.loadBalancerClass !== undefined) return notServed;
    const refusal = rangesRefusal(service);
    if (refusal !== undefined) return refusal;
    const asked = azureAddresses(service);
    if (asked.kind === 'refused') return asked;
    const plan = planOf(service, controller, asked.of);
    const unfit = sctpRefusal(service, plan) ?? probeRefusal(plan);
    if (unfit !== undefined) return unfit;
    const ignored = [...rangesIgnoredInside(service, plan), ...azureAddressesIgnored(service)];
    const isOpen = ignored.some((setting) => setting.isOpen);
    return { kind: 'plan', plan: isOpen ? { ...plan, sourceRanges: [] } : plan, ignored };
  },
};

/** @see kubernetes-sigs/cloud-provider-azure pkg/provider/azure_loadbalancer.go, getExpectedLBRules */
function sctpRefusal({ spec }: Service, { scheme }: LoadBalancerPlan): BalancerAnswer | undefined {
  const index = spec.ports.findIndex(({ protocol }) => protocol === 'SCTP');
  return index < 0 || scheme === 'internal'
    ? undefined
    : refused(
        `spec.ports[${index}].protocol`,
        'Azure takes SCTP for internal load balancers only',
        `Use TCP or UDP, or set the annotation ${internal} to "true"`,
      );
}

function planOf(
  service: Service,
  controller: AzureCloudProvider,
  { asksFor }: Pick<LoadBalancerPlan, 'asksFor'>,
): LoadBalancerPlan {
  const { spec } = service;
  const isInternal = isTrue(service, internal);
  const isFloating = !saysTrue(service, floatingIP) && !(isInternal && spec.ipFamilies[0] === 'IPv6');
  const delivers = isFloating ? 'vip' : 'nodePort';
  const ruled = listenersOf(service, delivers, () => ({ preservesClient: true })).filter(
    ({ port }) => !saysTrue(service, withoutRule(port)),
  );
  const isOneRule = isInternal && saysTrue(service, allPorts);
  const { listeners, probes, ...shared } = azureProbes(service, controller, ruled, isOneRule);
  return {
    controller: 'azure-cloud-provider',
    product: 'standard-load-balancer',
    layer: 4,
    kind: 'passthrough',
    parts: [
      { type: 'frontend-ip', count: 1 },
      { type: 'rule', count: listeners.length },
      { type: 'probe', count: probes },
    ],
    scheme: isInternal ? 'internal' : 'internet-facing',
    status: { field: 'ip', value: 'own' },
    listeners,
    targetType: 'node',
    delivers,
    ...(isOneRule ? { allPorts: true } : {}),
    ...(asksFor === undefined ? {} : { asksFor }),
    sourceRanges: allowedRangesOf(service),
    ...shared,
    allUnhealthy: { behaviour: 'fail-closed', establishedTCP: 'continues', udp: 'ends' },
    traits: {
      algorithm: 'flow-hash',
      hashFields: ['protocol', 'sourceIP', 'sourcePort', 'destinationIP', 'destinationPort'],
      ...(spec.sessionAffinity === 'ClientIP' ? { affinity: 'SourceIP' } : {}),
      idleTimeoutSeconds: (numberIn(service, idleTimeout) ?? 4) * 60,
      idleRange: [240, 6000],
      idleExpired: saysTrue(service, tcpReset) ? 'silence' : 'reset',
    },
  };
}
