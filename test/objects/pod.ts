type StringMap = Readonly<Record<string, string>>;

/** A Pod as the API server shows it. */
export interface PodManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'Pod';
  readonly metadata: { readonly namespace: string; readonly name: string; readonly labels: StringMap };
  readonly spec: {
    readonly nodeName?: string;
    readonly containers: readonly {
      readonly name: string;
      readonly image: string;
      readonly ports: readonly {
        readonly name?: string;
        readonly containerPort: number;
        readonly protocol?: string;
      }[];
    }[];
  };
  readonly status: {
    readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
    readonly message?: string;
    readonly podIP?: string;
    readonly podIPs?: readonly { readonly ip: string }[];
    readonly conditions: readonly {
      readonly type: 'Ready';
      readonly status: 'True' | 'False';
      readonly message?: string;
    }[];
  };
}

/** A pod by its `namespace/name`; it runs and is ready when it has an address, unless told otherwise. */
export function pod(
  key: string,
  labels: StringMap,
  {
    address,
    nodeName,
    ports = [],
    phase = address === undefined ? 'Pending' : 'Running',
    ready = phase === 'Running',
    message,
  }: {
    readonly address?: string;
    readonly nodeName?: string;
    readonly ports?: PodManifest['spec']['containers'][number]['ports'];
    readonly phase?: PodManifest['status']['phase'];
    readonly ready?: boolean;
    readonly message?: string;
  } = {},
): PodManifest {
  const [namespace = '', name = ''] = key.split('/');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels },
    spec: {
      ...(nodeName === undefined ? undefined : { nodeName }),
      containers: [{ name: 'main', image: 'app', ports }],
    },
    status: {
      phase,
      ...(message === undefined ? undefined : { message }),
      ...(address === undefined ? undefined : { podIP: address, podIPs: [{ ip: address }] }),
      conditions: [
        {
          type: 'Ready',
          status: ready ? 'True' : 'False',
          ...(message === undefined ? undefined : { message }),
        },
      ],
    },
  };
}
