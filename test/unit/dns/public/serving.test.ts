import { describe, expect, test } from 'vitest';
import { servingOf } from '../../../../packages/core/src/dns/public/serving.js';
import { pod } from '../../../objects/pod.js';
import { service } from '../../../objects/service.js';
import { dnsCluster } from '../dns-cluster.js';
import { ingress } from './ingress.js';

const labels = { app: 'ingress-nginx' };

/** A node with an address of its own network, and one of the internet where it has one. */
function nodeAt(name: string, internal: string, external?: string): unknown {
  const addresses = [
    { type: 'InternalIP', address: internal },
    ...(external === undefined ? [] : [{ type: 'ExternalIP', address: external }]),
  ];
  return { apiVersion: 'v1', kind: 'Node', metadata: { name }, status: { addresses } };
}

/** A pod of ingress-nginx on node-a. */
function controller(spec: object = {}): unknown {
  const plain = pod('ingress-nginx/controller', labels, { address: '10.244.1.9', nodeName: 'node-a' });
  const containers = [
    {
      name: 'controller',
      image: 'registry.k8s.io/ingress-nginx/controller:v1.13.0',
      args: ['/nginx-ingress-controller', '--ingress-class=nginx', '--controller-class=k8s.io/ingress-nginx'],
      ports: [{ name: 'http', containerPort: 80 }],
    },
  ];
  return { ...plain, spec: { ...plain.spec, containers, ...spec } };
}

const onHostPort = {
  containers: [
    {
      name: 'controller',
      image: 'registry.k8s.io/ingress-nginx/controller:v1.13.0',
      args: ['/nginx-ingress-controller'],
      ports: [{ name: 'http', containerPort: 80, hostPort: 80 }],
    },
  ],
};

const nginxClass = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: 'nginx' },
  spec: { controller: 'k8s.io/ingress-nginx' },
};

const nodes = [nodeAt('node-a', '192.0.2.1'), nodeAt('node-b', '192.0.2.2')];
const publicNodes = [
  nodeAt('node-a', '192.0.2.1', '198.51.100.1'),
  nodeAt('node-b', '192.0.2.2', '198.51.100.2'),
];

function inFront(
  type: 'ClusterIP' | 'NodePort' | 'LoadBalancer',
  addresses: readonly { ip: string }[] = [],
): unknown {
  const spec = { type, clusterIP: '10.96.0.50', selector: labels, ports: [{ name: 'http', port: 80 }] };
  return service('ingress-nginx/controller', spec, { ingress: addresses });
}

/** What serves an Ingress of class `nginx` among these objects. */
function serving(objects: readonly unknown[], className = 'nginx') {
  const cluster = dnsCluster([
    nginxClass,
    ingress('shop/web', { hosts: ['shop.example.com'], className }),
    ...objects,
  ]);
  const [object] = cluster.list('Ingress');
  if (object === undefined) throw new Error('no Ingress');
  return servingOf(cluster, object);
}

describe('an Ingress', () => {
  test('is served where its status says', () => {
    const cluster = dnsCluster([
      ingress('shop/web', {
        hosts: ['shop.example.com'],
        addresses: [{ ip: '198.51.100.9' }, { hostname: 'lb.example' }],
      }),
    ]);
    const [object] = cluster.list('Ingress');
    expect(object === undefined ? undefined : servingOf(cluster, object)).toEqual({
      kind: 'served',
      addresses: ['198.51.100.9'],
      hostnames: ['lb.example'],
    });
  });

  test.each<[string, readonly unknown[], readonly string[]]>([
    [
      'the load balancer in front of its controller',
      [...nodes, controller(), inFront('LoadBalancer', [{ ip: '198.51.100.50' }])],
      ['198.51.100.50'],
    ],
    [
      'the nodes, where the controller is behind a node port',
      [...nodes, controller(), inFront('NodePort')],
      ['192.0.2.1', '192.0.2.2'],
    ],
    [
      'the public addresses of the nodes, where they have some',
      [...publicNodes, controller(), inFront('NodePort')],
      ['198.51.100.1', '198.51.100.2'],
    ],
    [
      'the node of a controller with host ports',
      [...nodes, controller(onHostPort), inFront('ClusterIP')],
      ['192.0.2.1'],
    ],
    [
      'the node of a controller on the network of the host',
      [...nodes, controller({ hostNetwork: true })],
      ['192.0.2.1'],
    ],
  ])('without status is served at %s', (_title, objects, addresses) => {
    expect(serving(objects)).toEqual({ kind: 'served', addresses, hostnames: [] });
  });

  test.each<[string, readonly unknown[], string, object]>([
    ['no controller runs', nodes, 'nginx', { code: 'ingress-class-without-controller' }],
    [
      'no controller takes its class',
      [...nodes, controller()],
      'other',
      { code: 'ingress-class-not-found', path: 'spec.ingressClassName' },
    ],
    [
      'the load balancer of its controller has no address',
      [...nodes, controller(), inFront('LoadBalancer')],
      'nginx',
      {
        code: 'load-balancer-pending',
        object: { kind: 'Service', namespace: 'ingress-nginx', name: 'controller' },
        path: 'status.loadBalancer',
      },
    ],
    [
      'nothing leads to its controller',
      [...nodes, controller()],
      'nginx',
      {
        code: 'host-not-served',
        message: 'Nothing leads from outside to the pods of the ingress controller.',
      },
    ],
    [
      'only the cluster leads to its controller',
      [...nodes, controller(), inFront('ClusterIP')],
      'nginx',
      { code: 'host-not-served', path: 'spec.type' },
    ],
  ])('is not served where %s', (_title, objects, className, cause) => {
    expect(serving(objects, className)).toMatchObject({ kind: 'unserved', cause });
  });
});

/** What serves a Service of this specification. */
function servingOfService(spec: Parameters<typeof service>[1], addresses: readonly { ip: string }[] = []) {
  const cluster = dnsCluster([...nodes, service('shop/web', spec, { ingress: addresses })]);
  const [object] = cluster.list('Service');
  return object === undefined ? undefined : servingOf(cluster, object);
}

describe('a Service', () => {
  test.each([
    ['of type LoadBalancer is its load balancer', { type: 'LoadBalancer' as const }, ['198.51.100.7']],
    [
      'of type LoadBalancer with external IPs is those',
      { type: 'LoadBalancer' as const, externalIPs: ['198.51.100.8'] },
      ['198.51.100.8'],
    ],
    ['of type NodePort is the nodes', { type: 'NodePort' as const }, ['192.0.2.1', '192.0.2.2']],
  ])('%s', (_title, spec, addresses) => {
    expect(servingOfService(spec, [{ ip: '198.51.100.7' }])).toEqual({
      kind: 'served',
      addresses,
      hostnames: [],
    });
  });

  test.each(['ClusterIP', 'ExternalName'] as const)('of type %s is not served', (type) => {
    expect(servingOfService({ type })?.kind).toBe('unserved');
  });
});
