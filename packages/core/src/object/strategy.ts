import type { JsonObject } from '../manifest/json.js';
import type { FieldErrors } from './field/field-errors.js';
import type { ObjectMeta } from './metadata.js';
import type { KubernetesObject } from './object.js';
import type { Schema } from './schema/schema.js';
import { validateMetadata } from './validation/metadata.js';
import type { ValueRule } from './field/value-rule.js';

/**
 * How the API server takes objects of one kind in: `Draft` is what is read and judged, `Stored` what comes of it.
 *
 * @see kubernetes/kubernetes pkg/registry: each resource has such a strategy
 */
export interface Strategy<Draft extends { readonly metadata: ObjectMeta }, Stored extends KubernetesObject> {
  readonly kind: Stored['kind'];
  readonly namespaced: boolean;
  /** What objects of the kind may be called. */
  readonly name: ValueRule<string>;
  readonly schema: Schema<Draft>;
  /** Fills in what the manifest leaves open. */
  readonly complete?: (draft: Draft, errors: FieldErrors) => Draft;
  /** Keeps what the control plane gave the object that this one replaces, if it replaces one. */
  readonly inherit?: (draft: Draft, old: Stored | undefined) => Draft;
  readonly validate: (draft: Draft, errors: FieldErrors, old: Stored | undefined) => void;
  readonly validateUpdate?: (draft: Draft, old: Stored, errors: FieldErrors) => void;
  readonly store: (draft: Draft) => Stored;
}

/** What to do with an object besides reading it. @public */
export interface AdmitOptions {
  /** The stored object of the same name that the manifest replaces. */
  readonly old?: KubernetesObject;
  /** The namespace of an object that names none, as kubectl has one; `default` unless given. */
  readonly namespace?: string;
  /** `false` takes the object as it is, as far as it can be read. */
  readonly validate?: boolean;
  /**
   * `false` judges what is written, before the API server fills in what depends on other fields: its own tests do so,
   * and users can't.
   */
  readonly complete?: boolean;
}

/** Takes in objects of one kind; undefined for one that is left out, with the errors reported. */
export type Admission = (
  value: JsonObject,
  errors: FieldErrors,
  options: AdmitOptions,
) => KubernetesObject | undefined;

/** The admission that follows a strategy. */
export function admission<Draft extends { readonly metadata: ObjectMeta }, Stored extends KubernetesObject>(
  strategy: Strategy<Draft, Stored>,
): Admission {
  const isStored = (object: KubernetesObject | undefined): object is Stored => object?.kind === strategy.kind;
  return (value, errors, { old, namespace = 'default', validate = true, complete = true }) => {
    if (old !== undefined && !isStored(old)) {
      throw new TypeError(`a ${strategy.kind} cannot replace a ${old.kind}`);
    }
    let draft = strategy.schema.read(value, errors);
    if (errors.refused) return undefined;
    draft = inNamespace(draft, strategy, namespace, errors);
    if (complete) draft = strategy.complete?.(draft, errors) ?? draft;
    draft = strategy.inherit?.(draft, old) ?? draft;
    if (validate) judge(strategy, draft, old, errors);
    if (errors.refused) return undefined;
    const stored = strategy.store(draft);
    return old === undefined ? stored : replacing(old, stored, value);
  };
}

function judge<Draft extends { readonly metadata: ObjectMeta }, Stored extends KubernetesObject>(
  strategy: Strategy<Draft, Stored>,
  draft: Draft,
  old: Stored | undefined,
  errors: FieldErrors,
): void {
  errors.enter('metadata');
  validateMetadata(draft.metadata, strategy, errors);
  errors.leave();
  if (old !== undefined) strategy.validateUpdate?.(draft, old, errors);
  strategy.validate(draft, errors, old);
}

/** The object with its namespace. What a kind without namespaces says of one is dropped, as the API server does. */
function inNamespace<Draft extends { readonly metadata: ObjectMeta }>(
  draft: Draft,
  { namespaced }: { readonly namespaced: boolean },
  namespace: string,
  errors: FieldErrors,
): Draft {
  const { metadata } = draft;
  if (namespaced ? metadata.namespace !== '' : metadata.namespace === '') return draft;
  if (!namespaced) {
    errors.notice('field-forbidden', 'Forbidden: not allowed on this type', 'metadata', 'namespace');
  }
  return { ...draft, metadata: { ...metadata, namespace: namespaced ? namespace : '' } };
}

/** The object with what an update leaves as it is: its identity, and its status unless the manifest has one. */
function replacing<Stored extends KubernetesObject>(old: Stored, stored: Stored, value: JsonObject): Stored {
  const { uid, creationTimestamp = old.metadata.creationTimestamp } = stored.metadata;
  const metadata = {
    ...stored.metadata,
    uid: uid === '' ? old.metadata.uid : uid,
    ...(creationTimestamp !== undefined && { creationTimestamp }),
  };
  const hasStatus = value['status'] !== undefined && value['status'] !== null;
  return { ...stored, metadata, ...('status' in old && !hasStatus && { status: old.status }) };
}
