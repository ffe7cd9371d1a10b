import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import type { Platform } from '../../../packages/core/src/cluster/platform.js';
import { traceAll } from '../../../packages/core/src/pipeline/trace-all.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { kind } from '../../../packages/core/src/provider/kind.js';
import type { Trace } from '../../../packages/core/src/trace/trace.js';
import { endpointSlice } from '../../objects/endpoint-slice.js';
import { ingress } from '../../objects/ingress.js';
import { nginxController } from '../../objects/nginx-controller.js';
import { service } from '../../objects/service.js';
import { barePod } from '../../objects/workload.js';

const labels = { app: 'web' };
const ports = [{ port: 80, targetPort: 8080 }];

function app(port: number): unknown {
  const containers = [{ name: 'main', image: 'app', ports: [{ containerPort: port }] }];
  return barePod('shop/web', { labels, pod: { containers } });
}

const controller = [
  ...nginxController(),
  ingress('shop/web', { className: 'nginx', rules: { 'shop.example.com': ['Prefix / web:80'] } }),
];

const throughIngress = (...backend: readonly unknown[]): Trace =>
  traceOf([...controller, ...backend], 'http://shop.example.com/', cloud({ nodes: 1 }));

function traceOf(objects: readonly unknown[], url: string, platform: Platform): Trace {
  return traceRequest(createCluster(objects, { platform }), { url });
}

/** The trace of a request for the address of the only load balancer of a kind cluster. */
function throughBalancer(objects: readonly unknown[], urlOf: (address: string) => string): Trace {
  const cluster = createCluster(objects, { platform: kind() });
  const [address = ''] = cluster.infrastructure.flatMap(({ addresses }) => addresses);
  return traceRequest(cluster, { url: urlOf(address) });
}

const http = (address: string): string => `http://${address}/`;

function replies({ reply }: Trace): readonly string[] {
  return reply.map(({ stage, action }) => `${stage} ${action}`);
}

const lost = [
  service('shop/web', { ports }),
  endpointSlice('shop/web', [{ addresses: ['10.244.77.7'] }], { ports: [{ name: '', port: 8080 }] }),
];
const refusing = [service('shop/web', { selector: labels, ports }), app(9090)];
const controllerPlace = { kind: 'pod', namespace: 'ingress', name: 'c-0' };

describe('a controller', () => {
  test('passes on what an endpoint answers', () => {
    const trace = throughIngress(service('shop/web', { selector: labels, ports }), app(8080));
    expect(trace.outcome).toMatchObject({ kind: 'response', status: 200, from: 'application' });
    expect(replies(trace).slice(0, 3)).toEqual(['pod answered', 'node returned', 'ingress returned']);
  });

  test('answers 502 where an endpoint refuses the connection', () => {
    const trace = throughIngress(...refusing);
    expect(trace.outcome).toMatchObject({
      kind: 'response',
      status: 502,
      from: 'proxy',
      place: controllerPlace,
      cause: {
        code: 'upstream-refused',
        object: { kind: 'Pod', namespace: 'shop', name: 'web' },
        path: 'spec.containers[*].ports',
        fix: 'Make targetPort of the Service name a port that a container listens on.',
      },
    });
    expect(trace.outcome.cause.message).toMatch(
      /^Pod ingress\/c-0 answers 502 .* 10\.244\.0\.\d+:8080: Pod shop\/web does not listen on 8080\/TCP/,
    );
    expect(replies(trace).slice(0, 3)).toEqual(['pod answered', 'node returned', 'ingress answered']);
  });

  test('answers 504 where nothing comes back from an endpoint', () => {
    const trace = throughIngress(...lost);
    expect(trace.outcome).toMatchObject({
      kind: 'response',
      status: 504,
      from: 'proxy',
      place: controllerPlace,
      cause: { code: 'upstream-timeout' },
    });
    expect(trace.outcome.cause.message).toContain('Nothing in the cluster holds 10.244.77.7');
    expect(replies(trace)[0]).toBe('ingress answered');
  });

  test.each([
    ['takes for granted that it tries no other', ['10.244.77.7', '10.244.77.8'], true],
    ['has no other to try', ['10.244.77.7'], false],
  ] as const)('that answers for an endpoint %s', (_, addresses, isAssumed) => {
    const endpoints = addresses.map((address) => ({ addresses: [address] }));
    const trace = throughIngress(
      service('shop/web', { ports }),
      endpointSlice('shop/web', endpoints, { ports: [{ name: '', port: 8080 }] }),
    );
    expect(trace.outcome).toMatchObject({ status: 504 });
    expect(trace.assumptions.some(({ code }) => code === 'proxy-tries-one-endpoint')).toBe(isAssumed);
  });

  test('answers the same in every way of the request', () => {
    const cluster = createCluster([...controller, ...refusing], { platform: cloud({ nodes: 2 }) });
    const { outcomes } = traceAll(cluster, { url: 'http://shop.example.com/' });
    expect(outcomes.map(({ outcome }) => outcome.cause.code)).toEqual(['upstream-refused']);
  });
});

describe('a load balancer that is a proxy of layer 4', () => {
  const balanced = service('shop/web', { type: 'LoadBalancer', selector: labels, ports });

  test('passes on what an endpoint answers', () => {
    expect(throughBalancer([balanced, app(8080)], http).outcome).toMatchObject({ status: 200 });
  });

  test('closes the connection of its client where an endpoint refuses its own', () => {
    const trace = throughBalancer([balanced, app(9090)], http);
    expect(trace.outcome).toMatchObject({
      kind: 'closed',
      place: { kind: 'load-balancer' },
      cause: { code: 'upstream-refused', object: { kind: 'Pod', name: 'web' } },
    });
    expect(replies(trace).slice(-2)).toEqual(['load-balancer answered', 'client returned']);
  });

  test('closes the connection of its client where nothing comes back', () => {
    const external = { type: 'LoadBalancer', ports } as const;
    const trace = throughBalancer([service('shop/web', external), lost[1]], http);
    expect(trace.outcome).toMatchObject({ kind: 'closed', cause: { code: 'upstream-timeout' } });
  });

  test('sends nothing back to a datagram that is refused', () => {
    const udp = [{ port: 53, targetPort: 8080, protocol: 'UDP' as const }];
    const dns = service('shop/web', { type: 'LoadBalancer', selector: labels, ports: udp });
    const trace = throughBalancer([dns, app(9090)], (address) => `udp://${address}:53`);
    expect(trace.outcome).toMatchObject({ kind: 'timeout', cause: { code: 'upstream-refused' } });
    expect(trace.reply).toEqual([]);
  });

  test('passes on the answer of a controller behind it', () => {
    const trace = traceOf([...controller, ...refusing], 'http://shop.example.com/', kind());
    expect(trace.outcome).toMatchObject({ kind: 'response', status: 502, place: controllerPlace });
  });
});
