type StringMap = Readonly<Record<string, string>>;

/** An EndpointSlice as a user writes it. */
export interface EndpointSliceManifest {
  readonly apiVersion: 'discovery.k8s.io/v1';
  readonly kind: 'EndpointSlice';
  readonly metadata: { readonly namespace: string; readonly name: string; readonly labels: StringMap };
  readonly addressType: 'IPv4' | 'IPv6' | 'FQDN';
  readonly ports: readonly EndpointPortManifest[];
  readonly endpoints: readonly EndpointManifest[];
}

/** A port of an EndpointSlice. */
export interface EndpointPortManifest {
  readonly name?: string;
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  readonly port?: number;
}

/** An endpoint of an EndpointSlice. */
export interface EndpointManifest {
  readonly addresses: readonly string[];
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly targetRef?: { readonly kind: string; readonly name: string };
  readonly zone?: string;
  readonly conditions?: {
    readonly ready?: boolean;
    readonly serving?: boolean;
    readonly terminating?: boolean;
  };
  readonly hints?: {
    readonly forZones?: readonly { readonly name: string }[];
    readonly forNodes?: readonly { readonly name: string }[];
  };
}

/** An EndpointSlice of the Service with this `namespace/name`; IPv4 and port 8080 without name unless told otherwise. */
export function endpointSlice(
  serviceKey: string,
  endpoints: readonly EndpointManifest[],
  {
    name,
    addressType = 'IPv4',
    ports = [{ port: 8080 }],
    labels = {},
  }: {
    readonly name?: string;
    readonly addressType?: EndpointSliceManifest['addressType'];
    readonly ports?: readonly EndpointPortManifest[];
    readonly labels?: StringMap;
  } = {},
): EndpointSliceManifest {
  const [namespace = '', serviceName = ''] = serviceKey.split('/');
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace,
      name: name ?? `${serviceName}-1`,
      labels: { 'kubernetes.io/service-name': serviceName, ...labels },
    },
    addressType,
    ports,
    endpoints,
  };
}

/** Conditions of an endpoint, by the word for them. */
export const conditions = {
  ready: { ready: true, serving: true, terminating: false },
  notReady: { ready: false, serving: false, terminating: false },
  terminating: { ready: false, serving: true, terminating: true },
  gone: { ready: false, serving: false, terminating: true },
} as const;
