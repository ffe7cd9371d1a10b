import * as fc from 'fast-check';
import type { ContainerPortManifest } from '../../manifest/container.js';
import type { EndpointSliceManifest } from '../../manifest/endpoint-slice.js';
import type { ServiceManifest, ServicePortManifest, ServiceSpecManifest } from '../../manifest/service.js';
import { type Candidate, oneWanted, wanted } from './features.js';
import type { ClusterSettings, ServiceKind } from './knobs.js';
import { serviceTraits, type ServiceTrait } from './service-traits.js';
import { lengths, type Workload } from './workload.js';
import { metadata } from './written-manifest.js';

/** How a port of a Service asks for the one of the container: by its own number, by number or by name. */
type PortSpelling = 'same' | 'number' | 'name';

/** What is drawn of a Service. */
export interface ServiceChoice {
  readonly kind: ServiceKind;
  /** Leads to one of the workloads, however many there are. */
  readonly workload: number;
  readonly spelling: PortSpelling;
  readonly traits: readonly ServiceTrait[];
}

/** Draws Services, before it is known to which workloads they lead. */
export function servicesArbitrary(settings: ClusterSettings): fc.Arbitrary<readonly ServiceChoice[]> {
  const { services, serviceKinds, workloads, features } = settings;
  const traits = wanted(
    features,
    serviceTraits.map((value) => ({ value, needs: value.needs })),
  );
  const service = fc
    .tuple(
      fc.constantFrom(...serviceKinds),
      fc.nat({ max: Math.max(workloads.max - 1, 0) }),
      oneWanted(features, spellings),
      traits.length === 0 ? fc.constant([]) : fc.array(fc.constantFrom(...traits), { maxLength: 2 }),
    )
    .map(([kind, workload, spelling, said]): ServiceChoice => ({ kind, workload, spelling, traits: said }));
  return fc.array(service, lengths(services));
}

const spellings: readonly Candidate<PortSpelling>[] = [
  { value: 'same' },
  { value: 'number' },
  { value: 'name', needs: 'namedPorts' },
];

/** A Service that stands for a workload, and its objects. */
export interface WrittenService {
  readonly manifest: ServiceManifest;
  readonly slice?: EndpointSliceManifest;
}

/** Writes Services: named as their workload, and numbered from the second of a workload on. */
export function writeServices(
  choices: readonly ServiceChoice[],
  workloads: readonly Workload[],
): readonly WrittenService[] {
  const counts = new Map<Workload, number>();
  return choices.map((choice) => {
    const workload = workloads[choice.workload % workloads.length] ?? nobody;
    const count = (counts.get(workload) ?? 0) + 1;
    counts.set(workload, count);
    return writeService(choice, workload, count === 1 ? workload.name : `${workload.name}-${count}`);
  });
}

/** What Services stand for where there are no workloads. */
const nobody: Workload = {
  kind: 'Pod',
  namespace: 'default',
  name: 'nobody',
  ports: [],
  pods: [],
  hostNetwork: false,
  movesPorts: false,
  podsBefore: 0,
};

function writeService(choice: ServiceChoice, workload: Workload, name: string): WrittenService {
  const { kind, traits, spelling } = choice;
  const ports = servicePorts(workload.ports, spelling);
  const own = metadata(workload.namespace, name);
  const [first, second] = traits.filter(({ kinds }) => kinds.includes(kind));
  const manifest: ServiceManifest = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: own,
    spec: { ...specOf(kind, workload, ports), ...first?.spec, ...second?.spec },
  };
  return kind === 'withoutSelector' ? { manifest, slice: outsideSlice(own, ports) } : { manifest };
}

function specOf(
  kind: ServiceKind,
  { name }: Workload,
  ports: readonly ServicePortManifest[],
): ServiceSpecManifest {
  const selector = { app: name };
  switch (kind) {
    case 'ClusterIP':
      return { selector, ports };
    case 'headless':
      return { clusterIP: 'None', selector, ports };
    case 'NodePort':
    case 'LoadBalancer':
      return { type: kind, selector, ports };
    case 'withoutSelector':
      return { ports };
    case 'ExternalName':
      return { type: kind, externalName: 'www.example.com' };
    default:
      return kind satisfies never;
  }
}

/** The ports of a Service for each of these ports of a container; one for containers that declare none. */
function servicePorts(
  ports: readonly ContainerPortManifest[],
  spelling: PortSpelling,
): readonly ServicePortManifest[] {
  if (ports.length === 0) return [{ port: 80 }];
  return ports.map(({ name, containerPort, protocol }, index) => ({
    ...(ports.length > 1 && { name: name ?? `port-${index}` }),
    port: spelling === 'same' ? containerPort : 80 + index,
    ...(protocol !== undefined && { protocol }),
    ...(spelling === 'number' && { targetPort: containerPort }),
    ...(spelling === 'name' && { targetPort: name ?? containerPort }),
  }));
}

/** Endpoints that no control plane looks after: two machines outside of the cluster, of which one is down. */
function outsideSlice(
  { name, ...place }: ReturnType<typeof metadata>,
  ports: readonly ServicePortManifest[],
): EndpointSliceManifest {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...place, name: `${name}-1`, labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['198.18.0.1'] }, { addresses: ['198.18.0.2'], conditions: { ready: false } }],
    ports: ports.map(({ targetPort, ...port }) => ({
      ...port,
      port: typeof targetPort === 'number' ? targetPort : port.port,
    })),
  };
}
