import type { Cluster } from '../../cluster/cluster.js';
import type { Manifest } from '../../manifest/manifest.js';
import { FieldErrors } from '../../object/field/field-errors.js';
import type { IngressClass } from '../../object/ingress-class.js';
import type { KubernetesObject } from '../../object/object.js';
import { allocateServices, type ServiceRequest } from '../allocation/allocate-services.js';
import { referenceTo } from '../notice/reference.js';
import { withDefaultClass } from './default-ingress-class.js';
import { impliedNamespaces } from './implied-namespaces.js';
import type { Reports } from './reports.js';

/** An object that was read and judged by itself. */
export interface AdmittedObject {
  readonly object: KubernetesObject;
  /** Where it was read, if that is known. */
  readonly source: Manifest['source'] | undefined;
  /** Whether it replaces none of the same name. */
  readonly isNew: boolean;
}

/**
 * The objects with what the API server adds when it knows the rest of the cluster: namespaces, default classes of
 * Ingresses, allocations of Services. A Service that asks for what another holds is left out.
 *
 * @param validate `false` keeps such a Service as it is
 */
export function completeObjects(
  cluster: Cluster,
  admitted: readonly AdmittedObject[],
  reports: Reports,
  validate: boolean,
): readonly KubernetesObject[] {
  const objects = admitted.map(({ object }) => object);
  const implied = impliedNamespaces(cluster, objects);
  for (const problem of implied.problems) reports.add(problem.object, [problem]);
  const classes = ingressClasses(cluster, objects);
  const completed: KubernetesObject[] = [...implied.namespaces];
  const requests: ServiceRequest[] = [];
  for (const { object, source, isNew } of admitted) {
    if (object.kind === 'Service') {
      requests.push({ service: object, errors: new FieldErrors(() => referenceTo(object), source) });
    } else completed.push(object.kind === 'Ingress' && isNew ? withDefaultClass(object, classes) : object);
  }
  for (const { service, errors } of allocateServices(cluster, requests)) {
    if (validate) reports.add(referenceTo(service), errors.problems);
    if (!validate || !errors.refused) completed.push(service);
  }
  return completed;
}

/** The IngressClasses as they will be. */
function ingressClasses(cluster: Cluster, objects: readonly KubernetesObject[]): readonly IngressClass[] {
  const given = objects.filter((object) => object.kind === 'IngressClass');
  const classes = new Map(
    [...cluster.list('IngressClass'), ...given].map((each) => [each.metadata.name, each]),
  );
  return [...classes.values()];
}
