import { fc } from '@fast-check/vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { kind } from '../../../packages/core/src/provider/kind.js';
import { internet, network, node, pod, type Origin } from '../../../packages/core/src/request/origin.js';
import type { RequestInput } from '../../../packages/core/src/request/read-request.js';
import { ingress } from '../../objects/ingress.js';
import { nginxController } from '../../objects/nginx-controller.js';
import { service, type ServiceManifest } from '../../objects/service.js';
import { barePod } from '../../objects/workload.js';

/** Objects, and where they run. */
export interface World {
  readonly platform: 'cloud' | 'kind';
  readonly proxy: 'iptables' | 'nftables';
  readonly nodes: number;
  readonly objects: readonly unknown[];
}

const host = 'shop.example.com';
const names = ['a', 'b', 'c'] as const;
const policy = fc.constantFrom('Cluster' as const, 'Local' as const);

const serviceOf = (name: string): fc.Arbitrary<ServiceManifest> =>
  fc
    .record({
      type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer', 'headless', 'ExternalName'),
      externalTrafficPolicy: policy,
      internalTrafficPolicy: policy,
      protocol: fc.constantFrom('TCP' as const, 'TCP' as const, 'UDP' as const),
      app: fc.constantFrom('one', 'two'),
      isSticky: fc.boolean(),
    })
    .map(({ type, externalTrafficPolicy, internalTrafficPolicy, protocol, app, isSticky }) => {
      const key = `shop/${name}`;
      const ports = [{ port: 80, targetPort: 8080, protocol }];
      const spec = { selector: { app }, ports, internalTrafficPolicy };
      const sticky = isSticky ? { sessionAffinity: 'ClientIP' as const } : {};
      switch (type) {
        case 'headless':
          return service(key, { ...spec, clusterIP: 'None' });
        case 'ExternalName':
          return service(key, { type, externalName: host });
        case 'NodePort':
        case 'LoadBalancer':
          return service(key, { ...spec, ...sticky, type, externalTrafficPolicy });
        default:
          return service(key, { ...spec, ...sticky });
      }
    });

const application = fc.record({
  app: fc.constantFrom('one', 'two'),
  port: fc.constantFrom(8080, 8080, 9090),
  hostNetwork: fc.constantFrom(false, false, true),
});

const applications = fc.array(application, { maxLength: 4 }).map((list) =>
  list.map(({ app, port, hostNetwork }, index) =>
    barePod(`shop/pod-${index}`, {
      labels: { app },
      pod: { hostNetwork, containers: [{ name: 'main', image: 'app', ports: [{ containerPort: port }] }] },
    }),
  ),
);

const routed = fc
  .record({
    type: fc.constantFrom('NodePort' as const, 'LoadBalancer' as const),
    externalTrafficPolicy: policy,
    paths: fc.uniqueArray(fc.constantFrom('/', '/a', '/b'), { minLength: 1 }),
    backend: fc.constantFrom(...names),
    replicas: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ type, externalTrafficPolicy, paths, backend, replicas }) => [
    ...nginxController({ type, externalTrafficPolicy }, replicas),
    ingress('shop/web', {
      className: 'nginx',
      rules: { [host]: paths.map((path) => `Prefix ${path} ${backend}:80`) },
    }),
  ]);

/** Small clusters with Services of all types, and often an Ingress with its controller. */
export const world: fc.Arbitrary<World> = fc
  .record({
    platform: fc.constantFrom('cloud' as const, 'kind' as const),
    proxy: fc.constantFrom('iptables' as const, 'nftables' as const),
    nodes: fc.integer({ min: 1, max: 3 }),
    services: fc.tuple(...names.map(serviceOf)),
    applications,
    routed: fc.option(routed, { nil: [] }),
  })
  .map(({ services, applications: pods, routed: entry, ...rest }) => ({
    ...rest,
    objects: [...services, ...pods, ...entry],
  }));

/** The cluster of a world. */
export function clusterOf({ platform, proxy, nodes, objects }: World): Cluster {
  const options = { nodes, proxy: { mode: proxy } };
  return createCluster(objects, { platform: platform === 'cloud' ? cloud(options) : kind(options) });
}

/** Numbers that pick requests from those that a cluster gives rise to. */
export const picks: fc.Arbitrary<readonly number[]> = fc.noBias(
  fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
);

/** What is asked for, by whomever. */
type Asked = Pick<RequestInput, 'url' | 'address'>;

/** Requests from somewhere to something that the cluster has, or nearly has: names, Services, addresses alike often. */
export function requestsOf(cluster: Cluster, numbers: readonly number[]): readonly RequestInput[] {
  const origins = originsOf(cluster);
  const groups = [hosts(cluster), doors(cluster), addresses(cluster)];
  return numbers.map((number) => {
    const [from = internet(), afterOrigin] = pick(origins, number);
    const [asked = [], afterGroup] = pick(groups, afterOrigin);
    const [request = { url: `http://${host}/` }] = pick(asked, afterGroup);
    return { from, ...request };
  });
}

/** The element that a number picks, and the number that is left. */
function pick<Element>(list: readonly Element[], number: number): readonly [Element | undefined, number] {
  return [list[number % list.length], Math.floor(number / list.length)];
}

function originsOf(cluster: Cluster): readonly Origin[] {
  return [
    internet(),
    network('10.0.0.200'),
    ...cluster.list('Node').map(({ metadata }) => node(metadata.name)),
    ...cluster.list('Pod', 'shop').map(({ metadata }) => pod(metadata.namespace, metadata.name)),
  ];
}

/** The host of the Ingress, as DNS has it and at every door of the controller. */
function hosts(cluster: Cluster): readonly Asked[] {
  const nodePort = cluster.get('Service', 'ingress/c')?.spec.ports[0]?.nodePort;
  const atNodes =
    nodePort === undefined
      ? []
      : nodeAddresses(cluster).map((address) => ({ url: `http://${host}:${nodePort}/`, address }));
  return [
    { url: `http://${host}/a/x` },
    { url: `https://${host}/b` },
    ...balancerAddresses(cluster).map((address) => ({ url: `http://${host}/`, address })),
    ...atNodes,
  ];
}

/** Every door of every Service. */
function doors(cluster: Cluster): readonly Asked[] {
  return ['shop', 'ingress'].flatMap((namespace) =>
    cluster.list('Service', namespace).flatMap(({ metadata, spec, status }) => {
      const [port] = spec.ports;
      const scheme = port?.protocol === 'UDP' ? 'udp' : 'http';
      const nodePort = port?.nodePort;
      const own = [
        `${metadata.name}.${metadata.namespace}`,
        ...spec.clusterIPs.filter((ip) => ip !== 'None'),
        ...status.loadBalancer.ingress.flatMap(({ ip }) => ip ?? []),
      ];
      const atNodes = nodePort === undefined ? [] : nodeAddresses(cluster);
      return [
        ...own.map((name) => ({ url: `${scheme}://${name}:80` })),
        ...atNodes.map((address) => ({ url: `${scheme}://${address}:${nodePort}` })),
      ];
    }),
  );
}

function addresses(cluster: Cluster): readonly Asked[] {
  const pods = cluster.list('Pod', 'shop').flatMap(({ status }) => status.podIPs);
  return [
    { url: 'http://nowhere.shop/' },
    ...[...balancerAddresses(cluster), ...nodeAddresses(cluster)].map((ip) => ({ url: `http://${ip}/` })),
    ...pods.map((ip) => ({ url: `http://${ip}:8080/` })),
  ];
}

function nodeAddresses(cluster: Cluster): readonly string[] {
  return cluster.list('Node').flatMap(({ status }) => status.addresses.map(({ address }) => address));
}

function balancerAddresses(cluster: Cluster): readonly string[] {
  return cluster.infrastructure.flatMap((balancer) => balancer.addresses);
}
