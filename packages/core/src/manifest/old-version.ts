import type { JsonObject } from './json.js';
import { modelledKinds, type ModelledKind } from './kind.js';
import { currentEndpointSlice } from './old-endpoint-slice.js';
import { currentIngress } from './old-ingress.js';
import {
  daemonSetOfExtensions,
  deploymentOfExtensions,
  statefulSetOfBeta1,
  withSelector,
} from './old-workload.js';

/** An API version that Kubernetes once served. */
export interface OldVersion {
  /** The minor version of Kubernetes 1.x that stopped serving it. */
  readonly removedIn: number;
  /** The object with the fields of the version served today. */
  readonly convert: (object: JsonObject) => JsonObject;
}

const unchanged = (object: JsonObject): JsonObject => object;

/** @see kubernetes/website content/en/docs/reference/using-api/deprecation-guide.md */
const oldVersions: Readonly<Partial<Record<ModelledKind, Readonly<Record<string, OldVersion>>>>> = {
  CronJob: { 'batch/v1beta1': { removedIn: 25, convert: unchanged } },
  DaemonSet: {
    'extensions/v1beta1': { removedIn: 16, convert: daemonSetOfExtensions },
    'apps/v1beta2': { removedIn: 16, convert: unchanged },
  },
  Deployment: {
    'extensions/v1beta1': { removedIn: 16, convert: deploymentOfExtensions },
    'apps/v1beta1': { removedIn: 16, convert: withSelector },
    'apps/v1beta2': { removedIn: 16, convert: unchanged },
  },
  EndpointSlice: { 'discovery.k8s.io/v1beta1': { removedIn: 25, convert: currentEndpointSlice } },
  Ingress: {
    'extensions/v1beta1': { removedIn: 22, convert: currentIngress },
    'networking.k8s.io/v1beta1': { removedIn: 22, convert: currentIngress },
  },
  IngressClass: { 'networking.k8s.io/v1beta1': { removedIn: 22, convert: unchanged } },
  NetworkPolicy: { 'extensions/v1beta1': { removedIn: 16, convert: unchanged } },
  ReplicaSet: {
    'extensions/v1beta1': { removedIn: 16, convert: withSelector },
    'apps/v1beta1': { removedIn: 16, convert: withSelector },
    'apps/v1beta2': { removedIn: 16, convert: unchanged },
  },
  StatefulSet: {
    'apps/v1beta1': { removedIn: 16, convert: statefulSetOfBeta1 },
    'apps/v1beta2': { removedIn: 16, convert: unchanged },
  },
};

/** What is known of an API version of this kind that is served no longer; undefined when there never was such a one. */
export function oldVersionOf(kind: ModelledKind, apiVersion: string): OldVersion | undefined {
  const versions = oldVersions[kind];
  return versions !== undefined && Object.hasOwn(versions, apiVersion) ? versions[apiVersion] : undefined;
}

/** The object in the version served today. The object itself is left as it is. */
export function toCurrentVersion(kind: ModelledKind, object: JsonObject, old: OldVersion): JsonObject {
  return { ...old.convert(object), apiVersion: modelledKinds[kind].apiVersion };
}
