import type { ConfigMap } from '../object/config-map.js';
import type { StringMap } from '../object/metadata.js';
import type { StreamService } from './stream-services.js';

/**
 * What decides how an ingress controller behaves: which one it is, and its settings. Pods with equal settings share one
 * profile.
 *
 * @public
 */
export interface ControllerProfile {
  /** By whose rules requests are answered: `spec` is the specification of Ingress alone. */
  readonly dialect: 'spec' | 'ingress-nginx' | 'traefik' | 'haproxy-ingress';
  readonly name: string;
  /** As the image's tag says it, without `v`; the empty string when it does not. */
  readonly version: string;
  /** The namespace of the controller itself. */
  readonly namespace: string;
  /** `spec.controller` of the IngressClasses that it serves. */
  readonly controllerClass: string;
  /** The value of the annotation `kubernetes.io/ingress.class` that it takes. */
  readonly annotationClass: string;
  /** How it picks Ingresses: by IngressClass objects, or by the text of the class alone, as before version 1.0. */
  readonly classRule: 'class-object' | 'class-text';
  readonly takesWithoutClass: boolean;
  /** Whether an IngressClass with the name of `annotationClass` is served, whatever its controller. */
  readonly takesClassByName: boolean;
  /** The only namespace whose Ingresses it takes; the empty string is every namespace. */
  readonly watchNamespace: string;
  /** What stands in front of the slash in annotations that it reads; the empty string when it reads none. */
  readonly annotationPrefix: string;
  readonly flags: StringMap;
  readonly configMap: ConfigMap | undefined;
  /** The ports on which its pods take plain HTTP, and TLS. */
  readonly httpPorts: readonly number[];
  readonly httpsPorts: readonly number[];
  /** The ports on which they pass on connections and datagrams without a look inside. */
  readonly streams: readonly StreamService[];
}
