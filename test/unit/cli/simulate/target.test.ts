import { describe, expect, test } from 'vitest';
import {
  readFault,
  readNode,
  readObject,
  readPod,
  readWorkload,
} from '../../../../packages/cli/src/simulate/target.js';

const web = { kind: 'Deployment', namespace: 'shop', name: 'web' };

describe('readObject', () => {
  test.each([
    ['service/shop/web', { kind: 'Service', namespace: 'shop', name: 'web' }],
    ['svc/web', { kind: 'Service', namespace: 'default', name: 'web' }],
    ['ingresses/shop/web', { kind: 'Ingress', namespace: 'shop', name: 'web' }],
    ['CM/shop/web', { kind: 'ConfigMap', namespace: 'shop', name: 'web' }],
    ['node/node-1', { kind: 'Node', name: 'node-1' }],
    ['ingressclass/nginx', { kind: 'IngressClass', name: 'nginx' }],
    ['endpointslices/shop/web-x', { kind: 'EndpointSlice', namespace: 'shop', name: 'web-x' }],
  ])('%s', (text, reference) => {
    expect(readObject(text)).toEqual(reference);
  });

  test.each([
    ['servise/shop/web', 'did you mean "service"'],
    ['shop', 'write KIND/NAMESPACE/NAME'],
    ['service/', 'write KIND/NAMESPACE/NAME'],
    ['service/a/b/c', 'write KIND/NAMESPACE/NAME'],
    ['node/a/b', 'write the name alone'],
    ['', 'names no object'],
  ])('%j is none: %s', (text, message) => {
    expect(() => readObject(text)).toThrow(message);
  });
});

describe('readWorkload', () => {
  test.each(['deployment/shop/web', 'deploy/shop/web', 'deployments/shop/web'])('%s', (text) => {
    expect(readWorkload(text)).toEqual(web);
  });

  test.each(['job/shop/web', 'pod/shop/web', 'service/shop/web'])('%s is none', (text) => {
    expect(() => readWorkload(text)).toThrow(`"${text}" names no workload`);
  });
});

describe('readPod', () => {
  test.each([
    ['pod/shop/web-0', { pod: 'shop/web-0' }],
    ['po/web-0', { pod: 'default/web-0' }],
    ['pod/deployment/shop/web', { podOf: web }],
    ['pod/sts/shop/db', { podOf: { kind: 'StatefulSet', namespace: 'shop', name: 'db' } }],
  ])('%s', (text, target) => {
    expect(readPod(text)).toEqual(target);
  });

  test.each([
    ['deployment/shop/web', 'write pod/deployment/shop/web for one of its pods'],
    ['service/shop/web', 'is no pod'],
    ['pod/service/shop/web', 'names no workload'],
    ['pod/a/b/c/d', 'names no object'],
  ])('%s is none: %s', (text, message) => {
    expect(() => readPod(text)).toThrow(message);
  });
});

describe('readNode', () => {
  test.each(['node-1', 'node/node-1', 'nodes/node-1'])('%s', (text) => {
    expect(readNode(text)).toBe('node-1');
  });

  test.each(['', 'node/', 'a/b', 'node 1'])('%j is none', (text) => {
    expect(() => readNode(text)).toThrow('write the name alone');
  });
});

describe('readFault', () => {
  test.each([
    ['node/node-1', { fault: { node: 'node-1' } }],
    ['zone/eu-1a', { fault: { zone: 'eu-1a' } }],
    ['pod/shop/web-0', { fault: { pod: 'shop/web-0' } }],
    ['pod/deployment/shop/web', { fault: { pod: '' }, podOf: web }],
    ['load-balancer/service/shop/web', { fault: { loadBalancer: 'service/shop/web' } }],
    ['dns', { fault: { dns: 'all' } }],
    ['leader', { fault: { controlPlane: 'leader' } }],
  ])('%s', (text, fault) => {
    expect(readFault(text)).toEqual(fault);
  });

  test('a link has two ends', () => {
    expect(readFault({ link: ['internet', 'load-balancer/service/shop/web'] })).toEqual({
      fault: { link: [{ outside: 'internet' }, { loadBalancer: 'service/shop/web' }] },
    });
    expect(readFault({ link: ['node/a', 'zone/b'] })).toEqual({
      fault: { link: [{ node: 'a' }, { zone: 'b' }] },
    });
  });

  test.each([
    ['nodes', 'did you mean "node"'],
    ['service/shop/web', 'nothing fails that is called "service/shop/web"'],
    ['', 'nothing fails'],
  ])('%j cannot fail: %s', (text, message) => {
    expect(() => readFault(text)).toThrow(message);
  });

  test('a place that is none is no end of a link', () => {
    expect(() => readFault({ link: ['intranet', 'node/a'] })).toThrow('did you mean "internet"');
  });
});
