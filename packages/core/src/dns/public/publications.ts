import type { Cluster } from '../../cluster/cluster.js';
import type { Ingress } from '../../object/ingress.js';
import type { Service } from '../../object/service.js';
import { NameTable } from './name-table.js';

/** An object that names a host which is to be found in the public DNS. */
export interface Publication {
  readonly host: string;
  readonly object: Ingress | Service;
  readonly path: string;
}

/** The annotation by which a Service names its hosts. @see kubernetes-sigs/external-dns docs/annotations/annotations.md */
const hostnameAnnotation = 'external-dns.alpha.kubernetes.io/hostname';

interface Remembered {
  readonly services: readonly Service[];
  readonly table: NameTable<Publication>;
}

const remembered = new WeakMap<readonly Ingress[], Remembered>();

/** The objects of a cluster by the hosts that they name, as ExternalDNS reads them; Ingresses before Services. */
export function publicationsOf(cluster: Cluster): NameTable<Publication> {
  const ingresses = cluster.list('Ingress');
  const services = cluster.list('Service');
  const known = remembered.get(ingresses);
  if (known?.services === services) return known.table;
  const publications = [...ingresses.flatMap(ofIngress), ...services.flatMap(ofService)];
  const table = new NameTable(publications.map((publication) => [publication.host, publication]));
  remembered.set(ingresses, { services, table });
  return table;
}

/** The hosts of the rules and of TLS, each once. @see kubernetes-sigs/external-dns source/ingress.go */
function ofIngress(object: Ingress): readonly Publication[] {
  const { rules, tls } = object.spec;
  const paths = new Map<string, string>();
  for (const [index, { host }] of rules.entries()) addOnce(paths, host, `spec.rules[${index}].host`);
  for (const [index, { hosts }] of tls.entries()) {
    for (const [at, host] of hosts.entries()) addOnce(paths, host, `spec.tls[${index}].hosts[${at}]`);
  }
  return Array.from(paths, ([host, path]) => ({ host, object, path }));
}

/** The empty host is every host, and none that could be published. */
function addOnce(paths: Map<string, string>, host: string, path: string): void {
  if (host !== '' && !paths.has(host)) paths.set(host, path);
}

/** @see kubernetes-sigs/external-dns source/service.go */
function ofService(object: Service): readonly Publication[] {
  const hosts = object.metadata.annotations[hostnameAnnotation]?.split(',') ?? [];
  const path = `metadata.annotations['${hostnameAnnotation}']`;
  return hosts.flatMap((text) => {
    const host = text.trim();
    return host === '' ? [] : [{ host, object, path }];
  });
}
