import { describe, expect, test } from 'vitest';
import type { Cause } from '../../../packages/core/src/trace/outcome.js';
import { conditions, endpointSlice } from '../../objects/endpoint-slice.js';
import { node } from '../../objects/node.js';
import { pod } from '../../objects/pod.js';
import { proxiedCluster } from '../../objects/proxied-cluster.js';
import { service, type ServiceSpecManifest } from '../../objects/service.js';
import { arrive, flight, packet } from './arrival.js';

const clusterIP = '172.30.0.10';
const labels = { app: 'web' };

/** The cause of the refusal at a Service with these objects around it. */
function cause(spec: ServiceSpecManifest, ...objects: readonly unknown[]): Cause {
  const web = service('shop/web', { clusterIP, ports: [{ name: 'http', port: 80 }], ...spec });
  const cluster = proxiedCluster([node('node-a', ['192.168.0.2']), web, ...objects]);
  const step = arrive(cluster, flight(packet('198.51.100.7', spec.clusterIP ?? clusterIP)));
  if (step.kind !== 'done') throw new TypeError('the packet is refused');
  return step.outcome.cause;
}

const serviceReference = { kind: 'Service', namespace: 'shop', name: 'web' };

describe('a Service without endpoint', () => {
  test('has no selector, and nobody wrote EndpointSlices', () => {
    expect(cause({})).toEqual({
      code: 'selector-missing',
      object: serviceReference,
      path: 'spec.selector',
      message: 'Service shop/web has no selector, and no EndpointSlice lists endpoints for it.',
      fix: 'Set spec.selector to labels of the pods, or write an EndpointSlice for the Service.',
    });
  });

  test('has EndpointSlices whose ports have other names', () => {
    const slice = endpointSlice('shop/web', [{ addresses: ['10.244.1.5'] }], {
      ports: [{ name: 'web', port: 80 }],
    });
    expect(cause({}, slice)).toMatchObject({
      code: 'endpoint-port-name',
      path: 'spec.ports[0].name',
      message:
        'The port of Service shop/web is named "http", but its EndpointSlices have ports named "web": ports pair by name.',
    });
  });

  test('has EndpointSlices without an endpoint that is ready', () => {
    const slice = endpointSlice(
      'shop/web',
      [{ addresses: ['10.244.1.5'], conditions: conditions.notReady }],
      {
        ports: [{ name: 'http', port: 80 }],
      },
    );
    expect(cause({}, slice)).toMatchObject({ code: 'endpoints-not-usable', object: serviceReference });
  });

  test('selects labels that no pod has, and the pods of the namespace say what they have', () => {
    const other = pod('shop/web-1', { app: 'website' }, { address: '10.244.1.5' });
    expect(cause({ selector: labels }, other)).toEqual({
      code: 'selector-matches-no-pod',
      object: serviceReference,
      path: 'spec.selector',
      message: 'Service shop/web selects pods with app=web, and namespace shop has none.',
      fix: 'Set spec.selector to labels that the pods carry (pods there have app=website).',
    });
  });

  test('selects pods of another namespace', () => {
    const elsewhere = pod('store/web-1', labels, { address: '10.244.1.5' });
    expect(cause({ selector: labels }, elsewhere)).toMatchObject({
      code: 'selector-matches-no-pod',
      fix: 'Create the Service in namespace store, where such pods are: it selects in its own namespace only.',
    });
  });

  test('selects pods that do not run', () => {
    const pending = pod('shop/web-1', labels, { message: 'no node has room' });
    expect(cause({ selector: labels }, pending)).toMatchObject({
      code: 'pods-not-running',
      object: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
      path: 'status.phase',
      message: 'The only pod of Service shop/web does not run: shop/web-1 is Pending (no node has room).',
    });
  });

  test('names a target port that the containers do not', () => {
    const running = pod('shop/web-1', labels, {
      address: '10.244.1.5',
      ports: [{ name: 'web', containerPort: 8080 }],
    });
    const spec = { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] };
    expect(cause(spec, running)).toMatchObject({
      code: 'target-port-not-found',
      object: serviceReference,
      path: 'spec.ports[0].targetPort',
      message: 'No container of the pods of Service shop/web has a TCP port named "http" (they declare web).',
    });
  });

  test('names a target port that the containers have for another protocol', () => {
    const running = pod('shop/web-1', labels, {
      address: '10.244.1.5',
      ports: [{ name: 'http', containerPort: 8080, protocol: 'UDP' }],
    });
    const spec = { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] };
    expect(cause(spec, running).code).toBe('target-port-not-found');
  });

  test('selects pods that are not ready', () => {
    const failing = pod('shop/web-1', labels, {
      address: '10.244.1.5',
      ready: false,
      message: 'probe failed',
    });
    expect(cause({ selector: labels }, failing)).toMatchObject({
      code: 'pods-not-ready',
      object: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
      path: 'status.conditions',
      message: 'The only pod of Service shop/web is not ready (probe failed).',
    });
  });

  test('has pods of the other IP family only', () => {
    const running = pod('shop/web-1', labels, { address: '10.244.1.5' });
    expect(cause({ selector: labels, clusterIP: 'fd00:10:96::a' }, running)).toMatchObject({
      code: 'pods-of-other-family',
      path: 'spec.ipFamilies',
    });
  });

  test('has ready pods that no EndpointSlice lists', () => {
    const running = pod('shop/web-1', labels, { address: '10.244.1.5' });
    expect(cause({ selector: labels }, running)).toMatchObject({
      code: 'no-endpoint',
      object: serviceReference,
    });
  });
});
