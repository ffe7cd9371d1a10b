import * as fc from 'fast-check';
import type { IngressBackendManifest, IngressManifest, IngressPathManifest } from '../../manifest/ingress.js';
import { type Candidate, oneWanted, seldom } from './features.js';
import type { ClusterSettings } from './knobs.js';
import type { WrittenService } from './service.js';
import { lengths } from './workload.js';
import { metadata } from './written-manifest.js';

/** What is drawn of a path. */
interface PathChoice {
  readonly path: string;
  readonly pathType: IngressPathManifest['pathType'];
  /** Leads to one of the Services of the namespace, however many there are. */
  readonly service: number;
}

/** What is drawn of an Ingress. */
export interface IngressChoice {
  /** The empty text is every host. */
  readonly host: string;
  readonly paths: readonly PathChoice[];
  readonly hasTLS: boolean;
  readonly annotation: readonly [name: string, value: string] | undefined;
}

/** Draws Ingresses, before it is known to which Services they lead. */
export function ingressesArbitrary(settings: ClusterSettings): fc.Arbitrary<readonly IngressChoice[]> {
  const { ingresses, services, features } = settings;
  const path = fc
    .tuple(
      fc.constantFrom('/', '/api', '/api/v1', '/api/', '/cart'),
      fc.constantFrom('Prefix' as const, 'Exact' as const, 'ImplementationSpecific' as const),
      fc.nat({ max: Math.max(services.max - 1, 0) }),
    )
    .map(([text, pathType, service]): PathChoice => ({ path: text, pathType, service }));
  const ingress = fc
    .tuple(
      oneWanted(features, hosts),
      fc.uniqueArray(path, { minLength: 1, maxLength: 2, comparator: isSamePath }),
      seldom(features, 'tls'),
      oneWanted(features, annotations),
    )
    .map(([host, paths, hasTLS, annotation]): IngressChoice => ({ host, paths, hasTLS, annotation }));
  return fc.array(ingress, lengths(ingresses));
}

function isSamePath(one: PathChoice, other: PathChoice): boolean {
  return one.path === other.path && one.pathType === other.pathType;
}

const hosts: readonly Candidate<string>[] = [
  { value: 'shop.example.com' },
  { value: 'api.example.com' },
  { value: '*.example.com', needs: 'wildcards' },
  { value: '', needs: 'wildcards' },
];

const annotations: readonly Candidate<IngressChoice['annotation']>[] = [
  { value: undefined },
  { value: undefined },
  { value: undefined },
  { value: ['rewrite-target', '/'], needs: 'annotations' },
  { value: ['ssl-redirect', 'false'], needs: 'annotations' },
  { value: ['use-regex', 'true'], needs: 'annotations' },
  { value: ['whitelist-source-range', '203.0.113.0/28'], needs: 'annotations' },
];

/** Writes Ingresses of a class, one after the other in the namespaces of the Services. */
export function writeIngresses(
  choices: readonly IngressChoice[],
  services: readonly WrittenService[],
  className: string,
): readonly IngressManifest[] {
  return choices.map((choice, index) => {
    const namespace = services[index % Math.max(services.length, 1)]?.manifest.metadata.namespace;
    const near = services.filter(({ manifest }) => manifest.metadata.namespace === namespace);
    const name = index === 0 ? 'public' : `public-${index + 1}`;
    return writeIngress(choice, metadata(namespace ?? 'default', name), near, className);
  });
}

function writeIngress(
  { host, paths, hasTLS, annotation }: IngressChoice,
  own: ReturnType<typeof metadata>,
  services: readonly WrittenService[],
  ingressClassName: string,
): IngressManifest {
  const rules = paths.flatMap(({ path, pathType, service }): readonly IngressPathManifest[] => {
    const chosen = services[service % services.length];
    return chosen === undefined ? [] : [{ path, pathType, backend: backend(chosen) }];
  });
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { ...own, ...(annotation !== undefined && { annotations: annotationOf(annotation) }) },
    spec: {
      ingressClassName,
      ...(hasTLS && { tls: host === '' ? [{}] : [{ hosts: [host] }] }),
      rules: [{ ...(host !== '' && { host }), ...(rules.length > 0 && { http: { paths: rules } }) }],
    },
  };
}

function annotationOf([name, value]: readonly [string, string]): Readonly<Record<string, string>> {
  return { [`nginx.ingress.kubernetes.io/${name}`]: value };
}

/** The first port of a Service, by name where it has one; of a Service without ports, the one that browsers take. */
function backend({ manifest: { metadata: service, spec } }: WrittenService): IngressBackendManifest {
  const [port] = spec.ports ?? [];
  return {
    service: {
      name: service.name ?? '',
      port: port?.name === undefined ? { number: port?.port ?? 80 } : { name: port.name },
    },
  };
}
