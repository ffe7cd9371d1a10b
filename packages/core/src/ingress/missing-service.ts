import type { Cluster } from '../cluster/cluster.js';
import { nearestName } from '../object/field/nearest-name.js';
import type { Ingress } from '../object/ingress.js';
import type { Service } from '../object/service.js';
import type { Cause } from '../trace/outcome.js';
import { ingressLabel, ingressReference } from './reference.js';

/** A Service where an Ingress names it. */
interface NamedService {
  readonly ingress: Ingress;
  /** The field that holds the backend. */
  readonly field: string;
  readonly backend: { readonly name: string };
}

/** Why a backend leads nowhere whose Service does not exist, and which one may be meant. */
export function serviceMissing(cluster: Cluster, { ingress, field, backend }: NamedService): Cause {
  const { namespace } = ingress.metadata;
  const elsewhere = serviceNamed(cluster.list('Service'), backend.name);
  const near = nearestService(cluster.list('Service', namespace), backend.name);
  const fix =
    elsewhere !== undefined
      ? `The Service is in namespace ${elsewhere.metadata.namespace}: put the Ingress there.`
      : near === undefined
        ? `Create Service ${backend.name} in namespace ${namespace}.`
        : `Name the Service ${near}, or create ${backend.name}.`;
  return {
    code: 'backend-service-missing',
    object: ingressReference(ingress),
    path: `${field}.service.name`,
    message: `${ingressLabel(ingress)} names Service ${backend.name}, which does not exist in namespace ${namespace}.`,
    fix,
  };
}

const named = new WeakMap<readonly Service[], ReadonlyMap<string, Service>>();

/** The first Service of a name. */
function serviceNamed(services: readonly Service[], name: string): Service | undefined {
  let byName = named.get(services);
  if (byName === undefined) {
    // The first of each name is the last to be set.
    byName = new Map([...services].reverse().map((service) => [service.metadata.name, service]));
    named.set(services, byName);
  }
  return byName.get(name);
}

const asked = new WeakMap<readonly Service[], Map<string, string | undefined>>();

/** The name of a Service that is close to one that does not exist. */
function nearestService(services: readonly Service[], name: string): string | undefined {
  const known = asked.get(services) ?? new Map<string, string | undefined>();
  asked.set(services, known);
  if (!known.has(name)) {
    const names = services.map((service) => service.metadata.name);
    known.set(name, nearestName(name, names));
  }
  return known.get(name);
}
