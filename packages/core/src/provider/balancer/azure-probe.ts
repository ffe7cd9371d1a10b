import type { HealthProbe, ProbeTiming } from '../../cluster/health-probe.js';
import type { AzureCloudProvider } from '../../cluster/load-balancer-controller.js';
import type { Service } from '../../object/service.js';
import { localProbe, nodeProbe, numberIn } from './service-facts.js';

/** What the annotations of Azure start with. */
export const azurePrefix = 'service.beta.kubernetes.io/azure-';

const prefix = `${azurePrefix}load-balancer-health-probe-`;
const protocolAnnotation = `${prefix}protocol`;
const interval = `${prefix}interval`;
const failures = `${prefix}num-of-probe`;
const requestPath = `${prefix}request-path`;

/** The annotations that say what the probe of every port asks. */
export const azureProbeAnnotations: readonly string[] = [protocolAnnotation, interval, failures, requestPath];

/**
 * A node port by TCP, or as the appProtocol of the port or an annotation says; nothing asks a port of UDP.
 *
 * @see kubernetes-sigs/cloud-provider-azure pkg/provider/azure_loadbalancer_healthprobe.go
 */
export function azureProbe(service: Service, { healthProbeMode }: AzureCloudProvider): HealthProbe | null {
  const timing: ProbeTiming = {
    intervalSeconds: numberIn(service, interval) ?? 5,
    unhealthy: numberIn(service, failures) ?? 2,
  };
  const local = localProbe(service, timing);
  if (local !== undefined) return local;
  if (healthProbeMode === 'shared') return { ...nodeProbe(timing), shared: true };
  const asked = service.spec.ports.find(({ protocol }) => protocol === 'TCP');
  if (asked?.nodePort === undefined) return null;
  const { nodePort: port, appProtocol } = asked;
  const { annotations } = service.metadata;
  const path = annotations[requestPath] ?? '/';
  switch ((annotations[protocolAnnotation] ?? appProtocol)?.toLowerCase()) {
    case 'http':
      return { kind: 'node-port', protocol: 'HTTP', port, path, ...timing };
    case 'https':
      return { kind: 'node-port', protocol: 'HTTPS', port, path, ...timing };
    default:
      return { kind: 'node-port', protocol: 'TCP', port, ...timing };
  }
}
