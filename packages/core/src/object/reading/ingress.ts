import { ingressSpecFields } from '../../manifest/ingress.js';
import type { Ingress, IngressBackend, IngressPath, IngressRule } from '../ingress.js';
import { list, none, textList } from '../schema/list.js';
import { unlessEmpty } from '../schema/record-field.js';
import { record } from '../schema/record.js';
import { int32, oneOf, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import { loadBalancerStatusSchema } from './load-balancer-status.js';
import { metadataSchema } from './metadata.js';

/** Where an Ingress sends requests as the API server judges it: a Service, another resource, both or neither. */
export interface BackendDraft {
  readonly service?: {
    readonly name: string;
    readonly port: { readonly name: string; readonly number: number };
  };
  readonly resource?: { readonly apiGroup?: string; readonly kind: string; readonly name: string };
}

/** A path rule of an Ingress as the API server judges it. */
export interface PathDraft extends Omit<IngressPath, 'pathType' | 'backend'> {
  readonly pathType?: IngressPath['pathType'];
  readonly backend: BackendDraft;
}

/** The rules of one host as the API server judges them. */
export interface RuleDraft {
  readonly host: string;
  readonly http?: { readonly paths: readonly PathDraft[] };
}

/** An Ingress as the API server judges it. */
export interface IngressDraft extends Omit<Ingress, 'spec'> {
  readonly spec: Omit<Ingress['spec'], 'defaultBackend' | 'rules'> & {
    readonly defaultBackend?: BackendDraft;
    readonly rules: readonly RuleDraft[];
  };
}

type ServiceBackend = NonNullable<BackendDraft['service']>;
type ResourceBackend = NonNullable<BackendDraft['resource']>;

const servicePort: Schema<ServiceBackend['port']> = record<ServiceBackend['port']>(
  () => ({ name: '', number: 0 }),
  { name: text, number: int32 },
);

const backend: Schema<BackendDraft> = record<BackendDraft>(() => ({}), {
  service: record<ServiceBackend>(() => ({ name: '', port: servicePort.zero }), {
    name: text,
    port: servicePort,
  }),
  resource: record<ResourceBackend>(() => ({ kind: '', name: '' }), {
    apiGroup: text,
    kind: text,
    name: text,
  }),
});

const path: Schema<PathDraft> = record<PathDraft>(() => ({ path: '', backend: backend.zero }), {
  path: text,
  pathType: oneOf('Exact', 'ImplementationSpecific', 'Prefix'),
  backend,
});

const rule: Schema<RuleDraft> = record<RuleDraft>(() => ({ host: '' }), {
  host: text,
  http: record<NonNullable<RuleDraft['http']>>(() => ({ paths: none }), { paths: list(path) }),
});

const tls: Schema<Ingress['spec']['tls'][number]> = record<Ingress['spec']['tls'][number]>(
  () => ({ hosts: none }),
  { hosts: textList, secretName: unlessEmpty(text) },
);

const spec: Schema<IngressDraft['spec']> = record<IngressDraft['spec']>(
  () => ({ tls: none, rules: none }),
  { ingressClassName: text, defaultBackend: backend, tls: list(tls), rules: list(rule) },
  Object.keys(ingressSpecFields),
);

/** How an Ingress is read. */
export const ingressSchema: Schema<IngressDraft> = record<IngressDraft>(
  () => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadataSchema.zero,
    spec: spec.zero,
    status: loadBalancerStatusSchema.zero,
  }),
  {
    apiVersion: oneOf('networking.k8s.io/v1'),
    kind: oneOf('Ingress'),
    metadata: metadataSchema,
    spec,
    status: loadBalancerStatusSchema,
  },
);

/** The Ingress as it is stored. */
export function storedIngress(draft: IngressDraft): Ingress {
  const { defaultBackend, ...rest } = draft.spec;
  return {
    ...draft,
    spec: {
      ...rest,
      ...(defaultBackend !== undefined && { defaultBackend: storedBackend(defaultBackend) }),
      rules: rest.rules.map(storedRule),
    },
  };
}

function storedRule({ host, http }: RuleDraft): IngressRule {
  return { host, paths: http === undefined ? [] : http.paths.map(storedPath) };
}

function storedPath(draft: PathDraft): IngressPath {
  const { pathType = 'ImplementationSpecific' } = draft;
  return { path: draft.path, pathType, backend: storedBackend(draft.backend) };
}

function storedBackend({ service, resource }: BackendDraft): IngressBackend {
  if (resource !== undefined) {
    const { kind, ...rest } = resource;
    return { kind: 'resource', resourceKind: kind, ...rest };
  }
  const { name = '', port = { name: '', number: 0 } } = service ?? {};
  return { kind: 'service', name, port: port.name === '' ? { number: port.number } : { name: port.name } };
}

/** A stored rule as the API server would judge it again. */
export function ruleDraft({ host, paths }: IngressRule): RuleDraft {
  return {
    host,
    http: { paths: paths.map((stored) => ({ ...stored, backend: backendDraft(stored.backend) })) },
  };
}

/** A stored backend as the API server would judge it again. */
function backendDraft(stored: IngressBackend): BackendDraft {
  if (stored.kind === 'service') {
    return { service: { name: stored.name, port: { name: '', number: 0, ...stored.port } } };
  }
  const { resourceKind, name, apiGroup } = stored;
  return { resource: { kind: resourceKind, name, ...(apiGroup !== undefined && { apiGroup }) } };
}
