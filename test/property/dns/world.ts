import { fc } from '@fast-check/vitest';

/** A Service of the world, and its endpoints: few names, so that they collide, and host names that no drawn cluster has. */
export interface WorldService {
  readonly namespace: string;
  readonly name: string;
  readonly isHeadless: boolean;
  readonly endpoints: readonly { readonly ready: boolean; readonly hostname?: string }[];
}

const few = ['a', 'b', 'c'];

const endpoint = fc.record(
  { ready: fc.boolean(), hostname: fc.constantFrom('x', 'y') },
  { requiredKeys: ['ready'] },
);

/** A few Services in a few namespaces, so that names collide. */
export const world: fc.Arbitrary<readonly WorldService[]> = fc.uniqueArray(
  fc.record({
    namespace: fc.constantFrom(...few),
    name: fc.constantFrom(...few),
    isHeadless: fc.boolean(),
    endpoints: fc.array(endpoint, { maxLength: 3 }),
  }),
  { selector: ({ namespace, name }) => `${namespace}/${name}`, maxLength: 6 },
);

/** The cluster IP of the Service at this place of the world. */
function clusterIPOf(index: number): string {
  return `10.96.0.${index + 20}`;
}

/** The address of an endpoint of the Service at this place of the world. */
function endpointAddressOf(index: number, endpointIndex: number): string {
  return `10.244.${index}.${endpointIndex + 1}`;
}

/** The objects of a world, with a pod `a/client` in it. */
export function objectsOf(services: readonly WorldService[]): readonly unknown[] {
  return [
    ...few.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace: 'a', name: 'client' },
      spec: { nodeName: 'node-a', containers: [{ name: 'main', image: 'app' }] },
      status: { phase: 'Running', podIP: '10.244.9.9', podIPs: [{ ip: '10.244.9.9' }] },
    },
    ...services.flatMap(({ namespace, name, isHeadless, endpoints }, index) => [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { namespace, name },
        spec: { clusterIP: isHeadless ? 'None' : clusterIPOf(index), ports: [{ name: 'http', port: 80 }] },
      },
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: { namespace, name: `${name}-1`, labels: { 'kubernetes.io/service-name': name } },
        addressType: 'IPv4',
        ports: [{ name: 'http', port: 8080 }],
        endpoints: endpoints.map(({ ready, hostname }, at) => ({
          addresses: [endpointAddressOf(index, at)],
          conditions: { ready },
          ...(hostname === undefined ? {} : { hostname }),
        })),
      },
    ]),
  ];
}

/** Every name of a world with its addresses, listed naively: the reference for the server. */
export function namesOf(services: readonly WorldService[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  const add = (name: string, address: string): void => {
    names.set(name, [...(names.get(name) ?? []), address]);
  };
  for (const [index, { namespace, name, isHeadless, endpoints }] of services.entries()) {
    const full = `${name}.${namespace}.svc.cluster.local.`;
    if (!isHeadless) add(full, clusterIPOf(index));
    for (const [at, { ready, hostname }] of endpoints.entries()) {
      if (!ready) continue;
      const address = endpointAddressOf(index, at);
      if (isHeadless) add(full, address);
      add(`${hostname ?? address.replaceAll('.', '-')}.${full}`, address);
    }
  }
  return names;
}
