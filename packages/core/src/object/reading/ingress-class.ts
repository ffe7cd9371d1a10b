import { ingressClassSpecFields } from '../../manifest/ingress-class.js';
import type { IngressClass } from '../ingress-class.js';
import { record } from '../schema/record.js';
import { oneOf, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import { metadataSchema } from './metadata.js';

type Parameters = NonNullable<IngressClass['spec']['parameters']>;

/** The parameters of an IngressClass as the API server judges them. */
export type ParametersDraft = Omit<Parameters, 'scope'> & { readonly scope?: Parameters['scope'] };

/** An IngressClass as the API server judges it. */
export interface IngressClassDraft extends Omit<IngressClass, 'spec'> {
  readonly spec: { readonly controller: string; readonly parameters?: ParametersDraft };
}

const parametersSchema: Schema<ParametersDraft> = record<ParametersDraft>(() => ({ kind: '', name: '' }), {
  apiGroup: text,
  kind: text,
  name: text,
  scope: oneOf('Cluster', 'Namespace'),
  namespace: text,
});

const spec: Schema<IngressClassDraft['spec']> = record<IngressClassDraft['spec']>(
  () => ({ controller: '' }),
  { controller: text, parameters: parametersSchema },
  Object.keys(ingressClassSpecFields),
);

/** How an IngressClass is read. */
export const ingressClassSchema: Schema<IngressClassDraft> = record<IngressClassDraft>(
  () => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: metadataSchema.zero,
    spec: spec.zero,
  }),
  {
    apiVersion: oneOf('networking.k8s.io/v1'),
    kind: oneOf('IngressClass'),
    metadata: metadataSchema,
    spec,
  },
);

/** The IngressClass with the scope that its parameters have unless they name one. @see kubernetes/kubernetes pkg/apis/networking/v1/defaults.go, SetDefaults_IngressClass */
export function withScope(draft: IngressClassDraft): IngressClassDraft {
  const { parameters } = draft.spec;
  if (parameters === undefined) return draft;
  return {
    ...draft,
    spec: { ...draft.spec, parameters: { ...parameters, scope: parameters.scope ?? 'Cluster' } },
  };
}

/** The IngressClass as it is stored. */
export function storedIngressClass(draft: IngressClassDraft): IngressClass {
  const { controller, parameters } = draft.spec;
  if (parameters === undefined) return { ...draft, spec: { controller } };
  const { scope = 'Cluster' } = parameters;
  return { ...draft, spec: { controller, parameters: { ...parameters, scope } } };
}
