import { parseCIDRSloppy } from '../address/cidr.js';
import { parseIPSloppy, type IPFamily } from '../address/ip.js';
import type { ObjectMeta } from '../object/metadata.js';
import { keyOf, type ObjectKey } from '../object/object.js';
import type { Service, ServicePort } from '../object/service.js';
import type { ObjectReference } from '../problem/problem.js';

/**
 * One service port as the service proxy of one IP family knows it: what is decided alone.
 *
 * @see kubernetes/kubernetes pkg/proxy/serviceport.go, BaseServicePortInfo
 * @public
 */
export interface ServicePortInfo {
  readonly service: Service;
  readonly key: ObjectKey;
  readonly reference: ObjectReference;
  /** The port as the Service says it, and its place in `spec.ports`. */
  readonly servicePort: ServicePort;
  readonly index: number;
  readonly family: IPFamily;
  readonly name: string;
  readonly protocol: ServicePort['protocol'];
  readonly port: number;
  readonly nodePort: number | undefined;
  readonly clusterIP: string;
  readonly externalIPs: readonly string[];
  readonly loadBalancerVIPs: readonly string[];
  /** Empty: everybody. */
  readonly loadBalancerSourceRanges: readonly string[];
  readonly isExternallyAccessible: boolean;
  readonly isInternalPolicyLocal: boolean;
  readonly isExternalPolicyLocal: boolean;
  /** How long a client keeps its endpoint; undefined without session affinity. */
  readonly affinityTimeoutSeconds: number | undefined;
}

/** The label with which another proxy claims a Service or an EndpointSlice for itself. */
const serviceProxyNameLabel = 'service.kubernetes.io/service-proxy-name';

/** The label of Services and EndpointSlices that are headless. */
const headlessLabel = 'service.kubernetes.io/headless';

/**
 * Whether the service proxy looks at an object at all: another proxy may have claimed it, or it is headless by label.
 *
 * @see kubernetes/kubernetes cmd/kube-proxy/app/server.go, the label selector of the informers
 */
export function isForServiceProxy(object: { readonly metadata: ObjectMeta }): boolean {
  const { labels } = object.metadata;
  return labels[serviceProxyNameLabel] === undefined && labels[headlessLabel] === undefined;
}

const none: readonly ServicePortInfo[] = [];
const remembered = new WeakMap<Service, readonly ServicePortInfo[]>();

/**
 * The service ports that the proxy makes of a Service, family by family; none for headless Services, ExternalName, and
 * those of another proxy.
 *
 * @see kubernetes/kubernetes pkg/proxy/servicechangetracker.go, pkg/proxy/util/utils.go ShouldSkipService
 * @public
 */
export function servicePortsOf(service: Service): readonly ServicePortInfo[] {
  const known = remembered.get(service);
  if (known !== undefined) return known;
  const ports = isProxied(service)
    ? [...portsOfFamily(service, 'IPv4'), ...portsOfFamily(service, 'IPv6')]
    : none;
  remembered.set(service, ports);
  return ports;
}

function isProxied(service: Service): boolean {
  const { type, clusterIP } = service.spec;
  return type !== 'ExternalName' && clusterIP !== '' && clusterIP !== 'None' && isForServiceProxy(service);
}

/** A Service takes part in a family when it has a cluster IP of it; addresses of the other family are ignored. */
function portsOfFamily(service: Service, family: IPFamily): readonly ServicePortInfo[] {
  const { spec } = service;
  const clusterIPs = spec.clusterIPs.length === 0 ? [spec.clusterIP] : spec.clusterIPs;
  const clusterIP = addressesOf(clusterIPs, family)[0];
  if (clusterIP === undefined) return none;
  const externalIPs = addressesOf(spec.externalIPs, family);
  const loadBalancerVIPs = addressesOf(virtualAddresses(service), family);
  const shared = {
    service,
    key: keyOf(service),
    reference: { kind: 'Service', namespace: service.metadata.namespace, name: service.metadata.name },
    family,
    clusterIP,
    externalIPs,
    loadBalancerVIPs,
    loadBalancerSourceRanges: rangesOf(spec.loadBalancerSourceRanges, family),
  };
  return spec.ports.map((port, index): ServicePortInfo => {
    const isExternallyAccessible =
      port.nodePort !== undefined || loadBalancerVIPs.length > 0 || externalIPs.length > 0;
    return {
      ...shared,
      servicePort: port,
      index,
      name: port.name,
      protocol: port.protocol,
      port: port.port,
      nodePort: port.nodePort,
      isExternallyAccessible,
      isInternalPolicyLocal: spec.internalTrafficPolicy === 'Local',
      isExternalPolicyLocal: isExternallyAccessible && spec.externalTrafficPolicy === 'Local',
      affinityTimeoutSeconds:
        spec.sessionAffinity === 'ClientIP' ? spec.sessionAffinityTimeoutSeconds : undefined,
    };
  });
}

/** Addresses to which a load balancer delivers packets as they are, for the proxy to translate. @see KEP-1860 (ipMode) */
function virtualAddresses({ status }: Service): readonly string[] {
  return status.loadBalancer.ingress.flatMap(({ ip, ipMode }) =>
    ip === undefined || ipMode === 'Proxy' ? [] : [ip],
  );
}

/** The canonical texts of the addresses of a family. Leading zeros are decimal, as in objects of old. */
function addressesOf(texts: readonly string[], family: IPFamily): readonly string[] {
  return texts.flatMap((text) => {
    const ip = parseIPSloppy(text);
    return ip?.family === family ? [ip.text] : [];
  });
}

/** The canonical texts of the ranges of a family. Validation lets blanks around them pass. */
function rangesOf(texts: readonly string[], family: IPFamily): readonly string[] {
  return texts.flatMap((text) => {
    const range = parseCIDRSloppy(text.trim());
    return range?.family === family ? [range.text] : [];
  });
}
