import type { Cluster } from '../../cluster/cluster.js';
import type { Ingress } from '../../object/ingress.js';
import { keyOf, type KubernetesObject } from '../../object/object.js';
import {
  asksForNegInVain,
  backendConfigName,
  frontendConfig,
  neg,
  unfollowedGceAnnotations,
} from './gce-annotation.js';
import { portOf } from './plan.js';

/** Something that an object says about load balancers and that the model does not follow. */
export interface NotFollowed {
  readonly object: KubernetesObject;
  readonly path: string;
  /** `this annotation of a load balancer`. */
  readonly what: string;
}

/** What the model does not follow of an Ingress, of the Services that it names, and of their BackendConfigs. */
export function gceNotFollowed(cluster: Cluster, ingress: Ingress): readonly NotFollowed[] {
  const { namespace, annotations } = ingress.metadata;
  const config = annotations[frontendConfig];
  const isMissing =
    config !== undefined && cluster.get('FrontendConfig', `${namespace}/${config}`) === undefined;
  const what = `FrontendConfig ${config ?? ''}, which is not among the objects`;
  return [
    ...unfollowedGceAnnotations(ingress).map((key) => annotation(ingress, key)),
    ...(isMissing ? [annotation(ingress, frontendConfig, what)] : []),
    ...ofServices(cluster, ingress),
  ];
}

function ofServices(cluster: Cluster, { metadata: { namespace }, spec }: Ingress): readonly NotFollowed[] {
  const { rules, defaultBackend } = spec;
  const backends = rules.flatMap(({ paths }) => paths.map(({ backend }) => backend));
  const found = new Map<string, NotFollowed>();
  for (const backend of defaultBackend === undefined ? backends : [...backends, defaultBackend]) {
    if (backend.kind !== 'service') continue;
    const service = cluster.get('Service', `${namespace}/${backend.name}`);
    const port = service === undefined ? undefined : portOf(service, backend.port);
    if (service === undefined || port === undefined) continue;
    for (const key of unfollowedGceAnnotations(service)) {
      found.set(`${backend.name} ${key}`, annotation(service, key));
    }
    if (asksForNegInVain(service)) {
      const what = 'this annotation, which is no JSON: no network endpoint groups are asked for';
      found.set(`${backend.name} ${neg}`, annotation(service, neg, what));
    }
    const config = cluster.get('BackendConfig', `${namespace}/${backendConfigName(service, port) ?? ''}`);
    if (config === undefined) continue;
    for (const name of config.spec.notFollowed) {
      const path = `spec.${name}`;
      found.set(keyOf(config) + path, { object: config, path, what: `the field ${name}` });
    }
  }
  return [...found.values()];
}

function annotation(
  object: KubernetesObject,
  key: string,
  what = 'this annotation of a load balancer',
): NotFollowed {
  return { object, path: `metadata.annotations[${key}]`, what };
}
