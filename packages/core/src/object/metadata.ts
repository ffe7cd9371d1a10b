/** Labels or annotations. @public */
export type StringMap = Readonly<Record<string, string>>;

/** Who made an object. @see kubernetes/apimachinery pkg/apis/meta/v1/types.go, OwnerReference @public */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller: boolean;
}

/**
 * The metadata of a stored object. `namespace` is the empty string for kinds without namespace; times are RFC 3339 text.
 *
 * @see kubernetes/apimachinery pkg/apis/meta/v1/types.go, ObjectMeta
 * @public
 */
export interface ObjectMeta {
  readonly name: string;
  /** What the API server made the name from, by adding five letters. */
  readonly generateName?: string;
  readonly namespace: string;
  readonly uid: string;
  readonly labels: StringMap;
  readonly annotations: StringMap;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  /** How long the object may take to go once its deletion was asked for. */
  readonly deletionGracePeriodSeconds?: number;
  readonly ownerReferences: readonly OwnerReference[];
}
