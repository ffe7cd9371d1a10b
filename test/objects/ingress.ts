type StringMap = Readonly<Record<string, string>>;

/** A backend of an Ingress. */
export type BackendManifest =
  | {
      readonly service: {
        readonly name: string;
        readonly port: { readonly number: number } | { readonly name: string };
      };
    }
  | { readonly resource: { readonly apiGroup: string; readonly kind: string; readonly name: string } };

/** An Ingress as a user writes it. */
export interface IngressManifest {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'Ingress';
  readonly metadata: {
    readonly namespace: string;
    readonly name: string;
    readonly annotations: StringMap;
    readonly creationTimestamp?: string;
  };
  readonly spec: {
    readonly ingressClassName?: string;
    readonly defaultBackend?: BackendManifest;
    readonly tls?: readonly { readonly hosts?: readonly string[]; readonly secretName?: string }[];
    readonly rules: readonly {
      readonly host?: string;
      readonly http: {
        readonly paths: readonly {
          readonly path: string;
          readonly pathType: string;
          readonly backend: BackendManifest;
        }[];
      };
    }[];
  };
}

/** What an Ingress says besides its name. */
export interface IngressSpec {
  /** By host, the empty one for every host: paths such as `Prefix /foo web:80`. */
  readonly rules?: Readonly<Record<string, readonly string[]>>;
  readonly annotations?: StringMap;
  readonly className?: string;
  /** Hours after the start of 2024. */
  readonly hour?: number;
  /** `web:80` or `web:http`. */
  readonly defaultBackend?: string;
  readonly tls?: NonNullable<IngressManifest['spec']['tls']>;
}

/** An Ingress by its `namespace/name`. */
export function ingress(key: string, spec: IngressSpec): IngressManifest {
  const [namespace = '', name = ''] = key.split('/');
  const { rules = {}, annotations = {}, className, hour, defaultBackend, tls } = spec;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      namespace,
      name,
      annotations,
      ...(hour === undefined
        ? {}
        : { creationTimestamp: `2024-01-01T${String(hour).padStart(2, '0')}:00:00Z` }),
    },
    spec: {
      ...(className === undefined ? {} : { ingressClassName: className }),
      ...(defaultBackend === undefined ? {} : { defaultBackend: backend(defaultBackend) }),
      ...(tls === undefined ? {} : { tls }),
      rules: Object.entries(rules).map(([host, paths]) => ({
        ...(host === '' ? {} : { host }),
        http: { paths: paths.map(path) },
      })),
    },
  };
}

function path(text: string): IngressManifest['spec']['rules'][number]['http']['paths'][number] {
  const [pathType = '', ...rest] = text.split(' ');
  return { path: rest.slice(0, -1).join(' '), pathType, backend: backend(rest.at(-1) ?? '') };
}

/** `resource` is one that is no Service. */
function backend(text: string): BackendManifest {
  if (text === 'resource') return { resource: { apiGroup: 'acme.io', kind: 'Bucket', name: 'static' } };
  const [name = '', port = ''] = text.split(':');
  return { service: { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } };
}

/** An IngressClass of the controller with this string. */
export function ingressClass(name: string, controller: string, annotations: StringMap = {}): unknown {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name, annotations },
    spec: { controller },
  };
}

/** A Secret for TLS by its `namespace/name`; unless given, its certificate cannot be read. */
export function tlsSecret(key: string, certificate = 'bm90IGEgY2VydGlmaWNhdGU='): unknown {
  const [namespace = '', name = ''] = key.split('/');
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name },
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': certificate, 'tls.key': 'a2V5' },
  };
}
