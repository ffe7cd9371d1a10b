/** Labels or annotations, as written. @public */
export type TextMap = Readonly<Record<string, string>>;

/** A field that Kubernetes has and the model does not look at. @public */
export type NotModelled = unknown;

/** Who made an object, as written. @see kubernetes/apimachinery pkg/apis/meta/v1/types.go, OwnerReference @public */
export interface OwnerReferenceManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

/** The metadata of an object, as written. @see kubernetes/apimachinery pkg/apis/meta/v1/types.go, ObjectMeta @public */
export interface ObjectMetadata {
  readonly name?: string;
  /** The beginning of a name that the API server completes; `kubectl create` takes it, `kubectl apply` does not. */
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: TextMap;
  readonly annotations?: TextMap;
  readonly uid?: string;
  /** RFC 3339. */
  readonly creationTimestamp?: string | null;
  /** RFC 3339. */
  readonly deletionTimestamp?: string;
  readonly deletionGracePeriodSeconds?: number;
  readonly ownerReferences?: readonly OwnerReferenceManifest[];
  readonly finalizers?: readonly string[];
  readonly generation?: number;
  readonly resourceVersion?: string;
  readonly selfLink?: string;
  readonly managedFields?: NotModelled;
}

/** The names of the fields of metadata. */
export const metadataFields: Readonly<Record<keyof ObjectMetadata, true>> = {
  name: true,
  generateName: true,
  namespace: true,
  labels: true,
  annotations: true,
  uid: true,
  creationTimestamp: true,
  deletionTimestamp: true,
  deletionGracePeriodSeconds: true,
  ownerReferences: true,
  finalizers: true,
  generation: true,
  resourceVersion: true,
  selfLink: true,
  managedFields: true,
};
