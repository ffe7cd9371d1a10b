import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { ingressComponent } from '../../../packages/core/src/ingress/component.js';
import { readRequest, type RequestInput } from '../../../packages/core/src/request/read-request.js';
import { internet } from '../../../packages/core/src/request/origin.js';
import type { Packet } from '../../../packages/core/src/request/packet.js';
import { emptyMemory } from '../../../packages/core/src/step/memory.js';
import type { Flight, Step } from '../../../packages/core/src/step/step.js';
import { namedCertificate } from '../../objects/certificates.js';
import { endpointSlice } from '../../objects/endpoint-slice.js';
import { ingress, tlsSecret } from '../../objects/ingress.js';
import { node } from '../../objects/node.js';
import { service } from '../../objects/service.js';
import { controllerPod, type ControllerPod } from '../controller/controller-pod.js';
import { ingressCluster, nginxClass } from './asking.js';

const host = 'shop.example.com';
const controllerAddress = '10.244.1.9';

function cluster(endpoints: readonly string[], pod: ControllerPod = {}): Cluster {
  return ingressCluster(
    node('node-a', ['192.168.0.2', 'fd00::2']),
    nginxClass,
    controllerPod('ingress/c', pod),
    service('shop/web', { ports: [{ name: 'http', port: 80 }] }),
    endpointSlice(
      'shop/web',
      endpoints.map((address) => ({ addresses: [address] })),
      {
        addressType: endpoints[0]?.includes(':') === true ? 'IPv6' : 'IPv4',
        ports: [{ name: 'http', port: 8080 }],
      },
    ),
    tlsSecret('shop/cert', namedCertificate),
    ingress('shop/web', {
      className: 'nginx',
      annotations: {
        'nginx.ingress.kubernetes.io/rewrite-target': '/$1',
        'nginx.ingress.kubernetes.io/ssl-redirect': 'false',
        'nginx.ingress.kubernetes.io/upstream-vhost': 'internal',
      },
      rules: { [host]: ['ImplementationSpecific /app/(.*) web:80'] },
      tls: [{ hosts: [host], secretName: 'cert' }],
    }),
  );
}

/** A flight at the controller's pod, as the client's request comes there. */
function flight(input: RequestInput, packet: Partial<Packet> = {}): Flight {
  const asked = readRequest(input, internet());
  const { hostHeader, version, method, target, headers } = asked;
  const isHttp = asked.scheme === 'http' || asked.scheme === 'https';
  return {
    request: asked,
    at: { kind: 'pod', namespace: 'ingress', name: 'c' },
    departure: { kind: 'internet' },
    packet: {
      protocol: 'TCP',
      source: { address: '203.0.113.7' },
      destination: { address: controllerAddress, port: asked.port },
      ...(asked.scheme === 'https' ? { tls: { sni: asked.sni } } : {}),
      ...(isHttp ? { http: { version, method, host: hostHeader, target, headers } } : {}),
      ...packet,
    },
  };
}

function arrive(seen: Cluster, arriving: Flight): Step {
  return ingressComponent({ of: () => seen }, emptyMemory, arriving);
}

describe('ingressComponent', () => {
  test('ends the connection, and opens one from its own address to the endpoint', () => {
    const step = arrive(cluster(['10.244.2.1']), flight({ url: `https://${host}/app/x?q` }));
    const departure = { kind: 'arriving', node: 'node-a', from: 'pod' };
    expect(step).toMatchObject({
      kind: 'next',
      flight: {
        at: departure,
        departure,
        packet: {
          protocol: 'TCP',
          source: { address: controllerAddress },
          destination: { address: '10.244.2.1', port: 8080 },
          http: { version: '1.1', host: 'internal', target: '/x?q' },
        },
      },
      hops: [
        {
          stage: 'ingress',
          action: 'terminated',
          place: { kind: 'pod', namespace: 'ingress', name: 'c', node: 'node-a' },
          controller: { dialect: 'ingress-nginx', version: '1.15.1', class: 'nginx' },
          server: host,
          location: { path: '/app/(.*)', name: '~* "^/app/(.*)"' },
          path: '/app/x',
          ingress: { kind: 'Ingress', namespace: 'shop', name: 'web' },
          responseHeaders: [
            { name: 'strict-transport-security', value: 'max-age=31536000; includeSubDomains' },
          ],
          certificate: { secret: { kind: 'Secret', namespace: 'shop', name: 'cert' }, default: false },
          backend: { service: { kind: 'Service', namespace: 'shop', name: 'web' }, port: 80 },
          endpoints: [{ address: '10.244.2.1', port: 8080 }],
          rule: { id: 'ingress-pattern-path', path: 'spec.rules[0].http.paths[0]' },
        },
      ],
    });
    expect(step).not.toHaveProperty('flight.packet.tls');
    expect(step).not.toHaveProperty('hops.0.choice');
  });

  test('lists what it changed: the ends of the connection, TLS, host, path and headers', () => {
    const url = `https://${host}/app/x`;
    const step = arrive(
      cluster(['10.244.2.1']),
      flight({ url, headers: { 'X-Forwarded-For': '1.1.1.1', proxy: 'p' } }),
    );
    const hop = step.kind === 'next' ? step.hops[0] : undefined;
    expect(hop?.changes.map(({ kind, field, from, to }) => `${kind} ${field}: ${from} → ${to}`)).toEqual([
      'connection source: 203.0.113.7 → 10.244.1.9',
      'connection destination: 10.244.1.9:443 → 10.244.2.1:8080',
      'connection tls: TLS → plain',
      `host host: ${host} → internal`,
      'path path: /app/x → /x',
      'header x-real-ip:  → 203.0.113.7',
      'header x-forwarded-for: 1.1.1.1 → 203.0.113.7',
      `header x-forwarded-host:  → ${host}`,
      'header x-forwarded-port:  → 443',
      'header x-forwarded-proto:  → https',
      'header x-forwarded-scheme:  → https',
      'header x-scheme:  → https',
      'header x-original-forwarded-for:  → 1.1.1.1',
      'header proxy: p → ',
    ]);
  });

  test('chooses among ready endpoints, each as likely as the others', () => {
    const step = arrive(cluster(['10.244.2.1', '10.244.2.2']), flight({ url: `http://${host}/app/x` }));
    expect(step).toMatchObject({
      kind: 'choose',
      of: 'endpoint',
      by: 'random',
      candidates: [{ probability: 0.5 }, { probability: 0.5 }],
    });
    const choice = { of: 'endpoint', by: 'random', among: 2, index: 1, probability: 0.5 } as const;
    const taken = step.kind === 'choose' ? step.take(1, choice) : step;
    expect(taken).toMatchObject({
      flight: { packet: { destination: { address: '10.244.2.2', port: 8080 } } },
      hops: [{ choice }],
    });
  });

  test('in the network of the host sends from the address of the node', () => {
    const seen = cluster(['10.244.2.1'], { hostNetwork: true, addresses: ['192.168.0.2'] });
    const step = arrive(seen, flight({ url: `http://${host}/app/x` }));
    expect(step).toMatchObject({
      flight: {
        at: { kind: 'arriving', node: 'node-a', from: 'host' },
        packet: { source: { address: '192.168.0.2' } },
      },
    });
  });

  test('sends from its address of the family of the endpoint', () => {
    const seen = cluster(['fd00:10::1'], { addresses: [controllerAddress, 'fd00:10::9'] });
    const step = arrive(seen, flight({ url: `http://${host}/app/x` }));
    expect(step).toMatchObject({
      flight: { packet: { source: { address: 'fd00:10::9' }, destination: { address: 'fd00:10::1' } } },
    });
  });

  test('answers itself where nothing takes the request', () => {
    const step = arrive(cluster([]), flight({ url: 'http://nobody.com/' }));
    const place = { kind: 'pod', namespace: 'ingress', name: 'c', node: 'node-a' };
    expect(step).toMatchObject({
      kind: 'done',
      hops: [{ stage: 'ingress', action: 'answered', server: '_', endpoints: [] }],
      outcome: { kind: 'response', status: 404, from: 'proxy', place, cause: { code: 'host-unknown' } },
    });
  });

  test.each([
    ['the port is not for TLS', { url: `https://${host}:80/` }, {}, 'rejected', 'tls-error'],
    [
      'a PROXY line comes that nobody expects',
      { url: `http://${host}/app/x` },
      { proxyProtocol: 'PROXY' },
      'answered',
      'response',
    ],
  ])('ends the request where %s', (_title, input, packet, action, kind) => {
    expect(arrive(cluster(['10.244.2.1']), flight(input, packet))).toMatchObject({
      kind: 'done',
      hops: [{ action }],
      outcome: { kind },
    });
  });

  test.each([
    ['names another server', { sni: 'other.com' }, 'rejected', 'certificate-refused'],
    ['names no server', { sni: null }, 'rejected', 'certificate-refused'],
    ['takes any certificate', { sni: 'other.com', insecure: true }, 'answered', 'backend-without-endpoints'],
    ['names a server of the certificate', { sni: host }, 'answered', 'backend-without-endpoints'],
  ] as const)('shows a certificate to a client that %s', (_title, tls, action, code) => {
    const step = arrive(cluster([]), flight({ url: `https://${host}/app/x` }, { tls }));
    expect(step).toMatchObject({ kind: 'done', hops: [{ action }], outcome: { cause: { code } } });
  });

  test('waits for a request on a connection without one', () => {
    expect(arrive(cluster(['10.244.2.1']), flight({ url: 'tcp://shop.example.com:80' }))).toMatchObject({
      kind: 'done',
      hops: [{ action: 'terminated', rule: { id: 'process-listens' } }],
      outcome: { kind: 'connected', cause: { code: 'proxy-reached' } },
    });
  });

  test('decides on the cluster as the controller believes it to be', () => {
    const stale = cluster(['10.244.2.1']);
    const current = cluster(['10.244.2.2']);
    const step = ingressComponent(
      { of: ({ kind }) => (kind === 'ingress-controller' ? stale : current) },
      emptyMemory,
      flight({ url: `http://${host}/app/x` }),
    );
    expect(step).toMatchObject({ flight: { packet: { destination: { address: '10.244.2.1' } } } });
  });

  test('is a programming error for flights that are not at a controller', () => {
    const arriving = flight({ url: `http://${host}/` });
    expect(() => arrive(cluster([]), { ...arriving, at: { kind: 'internet' } })).toThrow(TypeError);
    expect(() => arrive(cluster([]), flight({ url: `http://${host}:10254/` }))).toThrow(TypeError);
  });
});
