/** What the labels below a zone read as: a Service, or something below one; a pod's address, where it is of a pod. */
export interface ServiceName {
  readonly of: 'svc' | 'pod';
  readonly namespace: string;
  /** Absent where the name is the namespace's. */
  readonly service?: string;
  readonly endpoint?: string;
  /** The cluster of the endpoint, in a zone of ServiceImports. */
  readonly cluster?: string;
  readonly port?: string;
  readonly protocol?: string;
  readonly zonal?: ZonalName;
}

/** The endpoints of one topology zone. @see coredns/coredns plugin/kubernetes/README.md, zonal */
export interface ZonalName {
  /** The value of the label `topology.kubernetes.io/zone`, in lower case. */
  readonly topologyZone: string;
  /** Which endpoints stand in where the topology zone has none: none, or all. */
  readonly directive: 'pin' | 'prefer';
}

/** Which names a zone has beside the usual ones. */
export interface NameOptions {
  readonly isMulticluster: boolean;
  readonly zonal: boolean;
}

/** Stands for `svc` and `pod` of a zone, which exist and hold nothing. */
export const bareKind = 'bare';

/**
 * Reads the labels left of the zone, right to left: `svc` or `pod`, namespace, Service, then either an endpoint, or a
 * port and a protocol, or, in a zone of ServiceImports, an endpoint and a cluster. `undefined` where they read as
 * nothing.
 *
 * @param labels the part of the name left of the zone, in lower case, without the dot between them
 * @see coredns/coredns plugin/kubernetes/parse.go, parseRequest
 * @see kubernetes/dns docs/specification.md
 */
export function readServiceName(
  labels: string,
  options: NameOptions,
): ServiceName | typeof bareKind | undefined {
  // Most names of a search list read as nothing.
  if (!labels.endsWith('svc') && !labels.endsWith('pod')) return undefined;
  const parts = labels.split('.');
  const of = parts.at(-1);
  if (of !== 'svc' && of !== 'pod') return undefined;
  const namespace = parts.at(-2);
  if (namespace === undefined) return bareKind;
  const service = parts.at(-3);
  if (service === undefined) return { of, namespace };
  const [first = '', second = ''] = parts;
  switch (parts.length) {
    case 3:
      return { of, namespace, service };
    case 4:
      return { of, namespace, service, endpoint: first };
    case 5:
      return options.isMulticluster && !first.startsWith('_') && !second.startsWith('_')
        ? { of, namespace, service, endpoint: first, cluster: second }
        : { of, namespace, service, port: bare(first), protocol: bare(second) };
    default: {
      const zonal = options.zonal && !options.isMulticluster ? readZonal(of, parts) : undefined;
      return zonal === undefined ? undefined : { of, namespace, service, zonal };
    }
  }
}

/** The underscore of a port or protocol label may be missing. */
function bare(label: string): string {
  return label.startsWith('_') ? label.slice(1) : label;
}

/** `ZONE.pin._zone` or `ZONE.prefer._zone` left of a Service; the topology zone may have dots. */
function readZonal(of: 'svc' | 'pod', parts: readonly string[]): ZonalName | undefined {
  const directive = parts.at(-5);
  if (of === 'pod' || parts.at(-4) !== '_zone' || (directive !== 'pin' && directive !== 'prefer')) {
    return undefined;
  }
  return { topologyZone: parts.slice(0, -5).join('.'), directive };
}
