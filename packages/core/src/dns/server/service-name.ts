/** What the labels below a zone read as: a Service, or something below one; a pod's address, where it is of a pod. */
export interface ServiceName {
  readonly of: 'svc' | 'pod';
  readonly namespace: string;
  /** Absent where the name is the namespace's. */
  readonly service?: string;
  readonly endpoint?: string;
  readonly port?: string;
  readonly protocol?: string;
}

/** Stands for `svc` and `pod` of a zone, which exist and hold nothing. */
export const bareKind = 'bare';

/**
 * Reads the labels left of the zone, right to left: `svc` or `pod`, namespace, Service, then either an endpoint or a
 * port and a protocol. `undefined` where they read as nothing.
 *
 * @param labels the part of the name left of the zone, in lower case, without the dot between them
 * @see coredns/coredns plugin/kubernetes/parse.go, parseRequest
 * @see kubernetes/dns docs/specification.md
 */
export function readServiceName(labels: string): ServiceName | typeof bareKind | undefined {
  const parts = labels.split('.');
  const of = parts.at(-1);
  if (of !== 'svc' && of !== 'pod') return undefined;
  const namespace = parts.at(-2);
  if (namespace === undefined) return bareKind;
  const service = parts.at(-3);
  if (service === undefined) return { of, namespace };
  switch (parts.length) {
    case 3:
      return { of, namespace, service };
    case 4:
      return { of, namespace, service, endpoint: parts[0] ?? '' };
    case 5:
      return { of, namespace, service, port: bare(parts[0] ?? ''), protocol: bare(parts[1] ?? '') };
    default:
      return undefined;
  }
}

/** The underscore of a port or protocol label may be missing. */
function bare(label: string): string {
  return label.startsWith('_') ? label.slice(1) : label;
}
