/** What a controller's pod says besides its name. */
export interface ControllerPod {
  readonly image?: string;
  readonly args?: readonly string[];
  readonly env?: readonly unknown[];
  readonly ports?: readonly unknown[];
  readonly phase?: string;
  readonly message?: string;
  readonly hostNetwork?: boolean;
  readonly addresses?: readonly string[];
  readonly nodeName?: string;
}

/** The image of the current ingress-nginx. */
const nginxImage = 'registry.k8s.io/ingress-nginx/controller:v1.15.1@sha256:594ceea76b01';

/** A pod that may be an ingress controller, by its `namespace/name`; it runs unless told otherwise. */
export function controllerPod(key: string, pod: ControllerPod = {}): unknown {
  const [namespace = '', name = ''] = key.split('/');
  const { addresses = ['10.244.1.9'], phase = 'Running', message } = pod;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name },
    spec: {
      nodeName: pod.nodeName ?? 'node-a',
      hostNetwork: pod.hostNetwork ?? false,
      containers: [
        { name: 'sidecar', image: 'busybox' },
        {
          name: 'controller',
          image: pod.image ?? nginxImage,
          args: pod.args ?? [],
          env: pod.env ?? [],
          ports: pod.ports ?? [],
        },
      ],
    },
    status: {
      phase,
      ...(message === undefined ? {} : { message }),
      podIP: addresses[0],
      podIPs: addresses.map((ip) => ({ ip })),
    },
  };
}

/** A ConfigMap by its `namespace/name`. */
export function configMap(key: string, data: Readonly<Record<string, string>>): unknown {
  const [namespace = '', name = ''] = key.split('/');
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace, name }, data };
}
