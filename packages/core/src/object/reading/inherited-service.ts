import { isSameValue } from '../same-value.js';
import type { Service } from '../service.js';
import type { ServiceDraft, ServicePortDraft, ServiceSpecDraft } from './service.js';
import { isHealthChecked } from './stored-service.js';

type Spec = ServiceSpecDraft;
type OldSpec = Service['spec'];
type AddressFields = Pick<Spec, 'clusterIP' | 'clusterIPs' | 'ipFamilies' | 'ipFamilyPolicy'>;

/**
 * The Service that replaces `old`: what the control plane gave the old one is kept where the manifest does not name it,
 * and what no longer applies to its type is dropped where the manifest merely repeats it.
 *
 * @see kubernetes/kubernetes pkg/registry/core/service/strategy.go and storage/storage.go, patchAllocatedValues and dropTypeDependentFields
 */
export function inheritedService(draft: ServiceDraft, old: Service): ServiceDraft {
  return { ...draft, spec: withoutInapplicable(withAllocated(draft.spec, old.spec), old.spec) };
}

function withAllocated(spec: Spec, old: OldSpec): Spec {
  const healthCheckNodePort = spec.healthCheckNodePort ?? old.healthCheckNodePort;
  return {
    ...spec,
    ...(hasClusterIP(spec) && hasClusterIP(old) && withAddresses(spec, old)),
    ...(hasNodePorts(spec) && hasNodePorts(old) && { ports: withNodePorts(spec.ports, old.ports) }),
    ...(isHealthChecked(spec) &&
      isHealthChecked(old) &&
      healthCheckNodePort !== undefined && { healthCheckNodePort }),
  };
}

function withAddresses(spec: Spec, old: OldSpec): AddressFields {
  const clusterIP = spec.clusterIP === '' ? old.clusterIP : spec.clusterIP;
  const isKept = spec.clusterIPs.length === 0 && clusterIP === old.clusterIP;
  const ipFamilyPolicy = spec.ipFamilyPolicy ?? old.ipFamilyPolicy;
  const clusterIPs = isKept ? old.clusterIPs : spec.clusterIPs;
  const ipFamilies = spec.ipFamilies.length === 0 ? old.ipFamilies : spec.ipFamilies;
  // A Service that turns from two families to one lets the second address go.
  const count = ipFamilyPolicy === 'SingleStack' && old.ipFamilyPolicy !== 'SingleStack' ? 1 : 2;
  return {
    clusterIP,
    clusterIPs: isKept ? clusterIPs.slice(0, count) : clusterIPs,
    ipFamilies: ipFamilies.slice(0, count),
    ...(ipFamilyPolicy !== undefined && { ipFamilyPolicy }),
  };
}

/** Ports go by their names; a number that another port of the new Service took is not given twice. */
function withNodePorts(ports: Spec['ports'], old: OldSpec['ports']): Spec['ports'] {
  const given = new Set(ports.map(({ nodePort }) => nodePort));
  return ports.map((port): ServicePortDraft => {
    const nodePort = old.find(({ name }) => name === port.name)?.nodePort;
    if (port.nodePort !== undefined || nodePort === undefined || given.has(nodePort)) return port;
    given.add(nodePort);
    return { ...port, nodePort };
  });
}

/** What the type of the new Service rules out is refused only where it is new. */
function withoutInapplicable(spec: Spec, old: OldSpec): Spec {
  const {
    ipFamilyPolicy,
    externalTrafficPolicy,
    healthCheckNodePort,
    allocateLoadBalancerNodePorts,
    loadBalancerClass,
    ...rest
  } = spec;
  const losesAddress =
    hasClusterIP(old) && !hasClusterIP(spec) && isSameValue(spec.clusterIPs, old.clusterIPs);
  const losesNodePorts =
    hasNodePorts(old) && !hasNodePorts(spec) && isSameValue(numbersOf(spec), numbersOf(old));
  const losesBalancer = old.type === 'LoadBalancer' && spec.type !== 'LoadBalancer';
  const isKept = (lost: boolean, field: keyof Spec & keyof OldSpec): boolean =>
    spec[field] !== undefined && !(lost && spec[field] === old[field]);
  return {
    ...rest,
    ...(losesAddress && { clusterIP: '', clusterIPs: [], ipFamilies: [] }),
    ...(losesNodePorts && { ports: rest.ports.map(({ nodePort: _nodePort, ...port }) => port) }),
    ...(isKept(losesAddress, 'ipFamilyPolicy') && { ipFamilyPolicy }),
    ...(isKept(losesNodePorts, 'externalTrafficPolicy') && { externalTrafficPolicy }),
    ...(isKept(!isHealthChecked(spec), 'healthCheckNodePort') && { healthCheckNodePort }),
    ...(isKept(losesBalancer, 'allocateLoadBalancerNodePorts') && { allocateLoadBalancerNodePorts }),
    ...(isKept(losesBalancer, 'loadBalancerClass') && { loadBalancerClass }),
  };
}

function numbersOf({ ports }: Spec | OldSpec): readonly (number | undefined)[] {
  return ports.map(({ nodePort }) => nodePort);
}

function hasClusterIP({ type, clusterIP }: Spec | OldSpec): boolean {
  return type !== 'ExternalName' && clusterIP !== 'None';
}

function hasNodePorts({ type }: Spec | OldSpec): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}
