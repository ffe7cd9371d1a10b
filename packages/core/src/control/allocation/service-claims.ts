import type { Cluster } from '../../cluster/cluster.js';
import { keyOf, type ObjectKey } from '../../object/object.js';
import type { Service } from '../../object/service.js';

/** Which Service holds a cluster IP or a node port. */
export interface ServiceClaims {
  readonly holderOfAddress: (address: string) => ObjectKey | undefined;
  /** Node ports go by number, whatever their protocol. */
  readonly holderOfNodePort: (port: number) => ObjectKey | undefined;
}

/** What the Services of a cluster hold, and what others claimed since then. Who came first keeps it. */
export class ClaimLedger implements ServiceClaims {
  readonly #cluster: Cluster;
  readonly #addresses = new Map<string, ObjectKey>();
  readonly #nodePorts = new Map<number, ObjectKey>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** Notes all that a Service names and nobody holds. */
  claim(service: Service): void {
    const key = keyOf(service);
    for (const address of service.spec.clusterIPs) {
      if (this.holderOfAddress(address) === undefined) this.#addresses.set(address, key);
    }
    for (const port of nodePortsOf(service)) {
      if (this.holderOfNodePort(port) === undefined) this.#nodePorts.set(port, key);
    }
  }

  /** Takes back what a Service claimed. */
  release(service: Service): void {
    const key = keyOf(service);
    for (const address of service.spec.clusterIPs) {
      if (this.#addresses.get(address) === key) this.#addresses.delete(address);
    }
    for (const port of nodePortsOf(service)) {
      if (this.#nodePorts.get(port) === key) this.#nodePorts.delete(port);
    }
  }

  holderOfAddress(address: string): ObjectKey | undefined {
    const claimed = this.#addresses.get(address);
    if (claimed !== undefined) return claimed;
    const holder = this.#cluster
      .servicesByAddress(address)
      .find(({ spec }) => spec.clusterIPs.includes(address));
    return holder && keyOf(holder);
  }

  holderOfNodePort(port: number): ObjectKey | undefined {
    const claimed = this.#nodePorts.get(port);
    if (claimed !== undefined) return claimed;
    const [holder = healthChecks(this.#cluster.list('Service')).get(port)] =
      this.#cluster.servicesByNodePort(port);
    return holder && keyOf(holder);
  }
}

function nodePortsOf({ spec: { ports, healthCheckNodePort } }: Service): readonly number[] {
  const numbers = ports.flatMap(({ nodePort }) => nodePort ?? []);
  return healthCheckNodePort === undefined ? numbers : [...numbers, healthCheckNodePort];
}

const remembered = new WeakMap<readonly Service[], ReadonlyMap<number, Service>>();

/** Services by their healthCheckNodePort. */
function healthChecks(services: readonly Service[]): ReadonlyMap<number, Service> {
  let byPort = remembered.get(services);
  if (byPort === undefined) {
    byPort = new Map(
      services.flatMap((service): readonly (readonly [number, Service])[] => {
        const { healthCheckNodePort } = service.spec;
        return healthCheckNodePort === undefined ? [] : [[healthCheckNodePort, service]];
      }),
    );
    remembered.set(services, byPort);
  }
  return byPort;
}
