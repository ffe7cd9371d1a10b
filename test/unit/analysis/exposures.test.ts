import { aws, bareMetal, gcp, hetzner, k3s, metallb, type Platform } from '@kubehop/core';
import type { Exposure } from '@kubehop/core/analysis';
import { describe, expect, test } from 'vitest';
import { balanced, controller, exposed, ofController, pod, service, site } from './exposed.js';

const oneNode = 'nodeName: node-1';

/** What fails with Ingress a. */
function fate(kind: string): unknown {
  return [ofController(kind), { kind: 'Ingress', namespace: 'shop', name: 'a' }].map(
    (reference) => expect.objectContaining(reference) as unknown,
  );
}

describe('exposures', () => {
  test.each<readonly [string, string, Platform, readonly Partial<Exposure>[]]>([
    ['a ClusterIP Service is none', service('ports: [{ port: 80 }]'), aws(), []],
    [
      'a load balancer of a cloud has parts, and its node ports are open too',
      service(balanced),
      aws({ nodes: 1 }),
      [
        {
          kind: 'load-balancer',
          access: 'internet',
          ports: ['80/TCP'],
          parts: [
            { type: 'classic-elb', count: 1 },
            { type: 'listener', count: 1 },
            { type: 'security-group', count: 1 },
          ],
        },
        { kind: 'node-port', access: 'internet', at: ['192.0.2.11'], ports: ['30081/TCP'] },
      ],
    ],
    [
      'an internal one is known to the network only',
      service(balanced, '{ service.beta.kubernetes.io/aws-load-balancer-internal: "true" }'),
      aws(),
      [{ kind: 'load-balancer', access: 'network' }, { kind: 'node-port' }],
    ],
    [
      'an internal one is so whatever the network of the nodes is',
      service(balanced, '{ service.beta.kubernetes.io/aws-load-balancer-internal: "true" }'),
      aws({ networkCIDRs: ['172.31.0.0/16'] }),
      [{ kind: 'load-balancer', access: 'network' }, { kind: 'node-port' }],
    ],
    [
      'one that nobody provides is pending, with nothing provisioned',
      service(balanced),
      bareMetal(),
      [
        { kind: 'load-balancer', access: 'pending', at: [], parts: [], cost: { kind: 'none' } },
        { kind: 'node-port', access: 'network' },
      ],
    ],
    [
      'an address that MetalLB announces is one of the LAN',
      service(balanced),
      metallb(),
      [
        { kind: 'load-balancer', access: 'network' },
        { kind: 'node-port', access: 'network' },
      ],
    ],
    [
      'k3s has the addresses of the nodes',
      service(balanced),
      k3s({ nodes: 2 }),
      [
        { kind: 'load-balancer', access: 'network', at: ['192.168.1.11', '192.168.1.12'] },
        { kind: 'node-port' },
      ],
    ],
    [
      'external IPs are asked at the ports of the Service',
      service('externalIPs: [198.51.100.77], ports: [{ port: 80 }]'),
      bareMetal(),
      [{ kind: 'external-ip', access: 'internet', at: ['198.51.100.77'], ports: ['80/TCP'] }],
    ],
    [
      'a pod with hostNetwork is at its node',
      pod(`hostNetwork: true, ${oneNode}`, '{ containerPort: 8080 }'),
      bareMetal(),
      [{ kind: 'host-network', at: ['192.168.1.11'], ports: ['8080/TCP'], replicas: 1 }],
    ],
    [
      'a host port is at its node',
      pod(oneNode, '{ containerPort: 8080, hostPort: 80 }, { containerPort: 9090 }'),
      bareMetal(),
      [{ kind: 'host-port', at: ['192.168.1.11'], ports: ['80/TCP'] }],
    ],
  ])('%s', (_, text, platform, expected) => {
    expect(exposed(text, platform)).toMatchObject(expected);
    expect(exposed(text, platform)).toHaveLength(expected.length);
  });

  test('Ingresses come through the load balancer of their controller, and share its fate', () => {
    const found = exposed(controller + site('a') + site('b'), aws());
    const of = { kind: 'Service', namespace: 'ingress-nginx', name: 'controller' };
    const common = [
      of,
      { kind: 'Ingress', namespace: 'shop', name: 'a' },
      { kind: 'Ingress', namespace: 'shop', name: 'b' },
    ].map((reference) => expect.objectContaining(reference) as unknown);
    expect(found.filter(({ kind }) => kind === 'ingress')).toMatchObject([
      {
        at: ['a.example.com'],
        access: 'internet',
        through: [of],
        replicas: 2,
        parts: [],
        sharesFateWith: common,
      },
      {
        at: ['b.example.com'],
        access: 'internet',
        through: [of],
        replicas: 2,
        parts: [],
        sharesFateWith: common,
      },
    ]);
    expect(found.find(({ kind }) => kind === 'load-balancer')).toMatchObject({
      sharesFateWith: common,
      replicas: 2,
    });
  });

  const traefik = controller
    .replace('registry.k8s.io/ingress-nginx/controller:v1.15.1', 'traefik:v3.6.1')
    .replace('k8s.io/ingress-nginx', 'traefik.io/ingress-controller')
    .replace(/args: .*/, 'args: [--providers.kubernetesingress, --entrypoints.web.address=:80]');
  const hostNetwork = controller
    .replace('kind: Deployment', 'kind: DaemonSet')
    .replace('  replicas: 2\n', '')
    .replace('      containers:', '      hostNetwork: true\n      containers:')
    .replace(/apiVersion: v1\nkind: Service[^]*?---\n/, '');
  const nodePort = controller.replace('type: LoadBalancer', 'type: NodePort');

  test.each<readonly [string, string, Platform, object]>([
    [
      'the load balancer of a controller that writes no status',
      traefik,
      aws(),
      {
        access: 'internet',
        through: [ofController('Service')],
        replicas: 2,
        sharesFateWith: fate('Service'),
      },
    ],
    [
      'the pods of a controller at their nodes',
      hostNetwork,
      aws({ nodes: 3 }),
      {
        access: 'internet',
        through: [ofController('DaemonSet')],
        replicas: 3,
        sharesFateWith: fate('DaemonSet'),
        assumptions: [{ code: 'node-firewall-open' }],
      },
    ],
    [
      'the node ports of a controller',
      nodePort,
      bareMetal(),
      { access: 'network', through: [ofController('Service')], replicas: 2, assumptions: [] },
    ],
    [
      'a load balancer of its controller that is not there yet',
      controller,
      bareMetal(),
      { access: 'pending', through: [ofController('Service')], replicas: 2 },
    ],
  ])('an Ingress comes through %s', (_, text, platform, expected) => {
    const found = exposed(text + site('a'), platform).filter(({ kind }) => kind === 'ingress');
    expect(found).toMatchObject([expected]);
  });

  test('an Ingress with a load balancer of its own is asked at the ports of that, and its backends answer', () => {
    const alb = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: alb }
spec: { controller: ingress.k8s.aws/alb }
---
${site('web').replace('ingressClassName: nginx', 'ingressClassName: alb')}`;
    const text = alb + service('type: NodePort, ports: [{ port: 80, targetPort: 8080 }]');
    const web = pod(oneNode, '{ containerPort: 8080 }').replace('app: edge', 'app: web');
    const found = exposed(text + web, aws()).find(({ kind }) => kind === 'ingress');
    expect(found).toMatchObject({ access: 'network', ports: ['80/TCP'], replicas: 1, through: [] });
  });

  test.each<readonly [string, Platform, readonly string[]]>([
    ['AWS', aws(), ['node-firewall-open']],
    ['Google Cloud', gcp(), ['node-firewall-open']],
    ['Hetzner Cloud', hetzner(), []],
    ['a private network', bareMetal(), []],
  ])('node ports on %s are open as far as its firewall lets clients in', (_, platform, codes) => {
    const [found] = exposed(service('type: NodePort, ports: [{ port: 80 }]'), platform);
    expect(found?.assumptions.map(({ code }) => code)).toEqual(codes);
  });

  test('an Ingress that no controller serves is pending', () => {
    expect(exposed(site('a'), aws())).toMatchObject([{ access: 'pending', through: [], sharesFateWith: [] }]);
  });
});
