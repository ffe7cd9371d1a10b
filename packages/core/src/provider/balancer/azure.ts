import type { HealthProbe, ProbeTiming } from '../../cluster/health-probe.js';
import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { AzureCloudProvider } from '../../cluster/load-balancer-controller.js';
import type { Service } from '../../object/service.js';
import { type BalancerPlanner, notServed } from './plan.js';
import {
  commonAnnotations,
  isTrue,
  listenersOf,
  localProbe,
  nodeProbe,
  sourceRangesOf,
} from './service-facts.js';

const prefix = 'service.beta.kubernetes.io/azure-load-balancer-';
const internal = `${prefix}internal`;
const floatingIP = 'service.beta.kubernetes.io/azure-disable-load-balancer-floating-ip';
const idleTimeout = `${prefix}tcp-idle-timeout`;
const tcpReset = `${prefix}disable-tcp-reset`;

/**
 * Azure's Standard Load Balancer: never a proxy. With floating IP, the default, packets arrive at the node with the
 * address of the frontend; without, and on internal IPv6, with the node's and the node port.
 *
 * @see kubernetes-sigs/cloud-provider-azure pkg/provider/azure_loadbalancer.go, azure_loadbalancer_healthprobe.go
 * @see MicrosoftDocs/azure-docs articles/load-balancer/load-balancer-floating-ip.md, load-balancer-custom-probe-overview.md
 */
export const azure: BalancerPlanner<AzureCloudProvider> = {
  annotations: [...commonAnnotations, internal, floatingIP, idleTimeout, tcpReset],
  answer: (service, controller) =>
    service.spec.loadBalancerClass === undefined
      ? { kind: 'plan', plan: planOf(service, controller) }
      : notServed,
};

function planOf(service: Service, controller: AzureCloudProvider): LoadBalancerPlan {
  const { spec, metadata } = service;
  const isInternal = isTrue(service, internal);
  const isFloating = !isTrue(service, floatingIP) && !(isInternal && spec.ipFamilies[0] === 'IPv6');
  const delivers = isFloating ? 'vip' : 'nodePort';
  const minutes = Number(metadata.annotations[idleTimeout] ?? 4);
  return {
    controller: 'azure-cloud-provider',
    product: 'standard-load-balancer',
    layer: 4,
    kind: 'passthrough',
    parts: [
      { type: 'frontend-ip', count: 1 },
      { type: 'rule', count: spec.ports.length },
    ],
    scheme: isInternal ? 'internal' : 'internet-facing',
    status: { field: 'ip', value: 'own' },
    listeners: listenersOf(service, delivers, () => ({ preservesClient: true })),
    targetType: 'node',
    delivers,
    sourceRanges: sourceRangesOf(service),
    probe: probeOf(service, controller),
    allUnhealthy: { behaviour: 'fail-closed', establishedTCP: 'continues', udp: 'ends' },
    traits: {
      algorithm: 'flow-hash',
      hashFields: ['protocol', 'sourceIP', 'sourcePort', 'destinationIP', 'destinationPort'],
      ...(spec.sessionAffinity === 'ClientIP' ? { affinity: 'SourceIP' } : {}),
      idleTimeoutSeconds: (Number.isInteger(minutes) ? minutes : 4) * 60,
      idleRange: [240, 6000],
      idleExpired: isTrue(service, tcpReset) ? 'silence' : 'reset',
    },
  };
}

const timing: ProbeTiming = { intervalSeconds: 5, unhealthy: 2 };

/** A node port by TCP, or as the appProtocol of the port says; nothing asks a port of UDP. */
function probeOf(service: Service, { healthProbeMode }: AzureCloudProvider): HealthProbe | null {
  const local = localProbe(service, timing);
  if (local !== undefined) return local;
  if (healthProbeMode === 'shared') return { ...nodeProbe(timing), shared: true };
  const asked = service.spec.ports.find(({ protocol }) => protocol === 'TCP');
  if (asked?.nodePort === undefined) return null;
  const { nodePort: port, appProtocol } = asked;
  switch (appProtocol?.toLowerCase()) {
    case 'http':
      return { kind: 'node-port', protocol: 'HTTP', port, path: '/', ...timing };
    case 'https':
      return { kind: 'node-port', protocol: 'HTTPS', port, path: '/', ...timing };
    default:
      return { kind: 'node-port', protocol: 'TCP', port, ...timing };
  }
}
