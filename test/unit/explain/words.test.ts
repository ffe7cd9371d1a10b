import { describe, expect, test } from 'vitest';
import type { Choice, Place } from '@kubehop/core';
import { internet, readRequest } from '@kubehop/core';
import {
  changeText,
  choiceText,
  contentText,
  endsText,
  fieldText,
  objectText,
  percentText,
  placeText,
  requestText,
  socketText,
} from '../../../packages/core/src/explain/words.js';

describe('objectText', () => {
  test('an object is named by kind, namespace and name', () => {
    expect(objectText({ kind: 'Service', namespace: 'shop', name: 'cart' })).toBe('Service shop/cart');
  });

  test('an object without namespace by kind and name', () => {
    expect(objectText({ kind: 'Node', name: 'node-1' })).toBe('Node node-1');
  });
});

describe('fieldText', () => {
  test('a field stands behind its object', () => {
    expect(fieldText({ kind: 'Service', namespace: 'shop', name: 'cart' }, 'spec.ports[0]')).toBe(
      'Service shop/cart spec.ports[0]',
    );
  });

  test('an object alone, a field alone, and neither', () => {
    expect(fieldText({ kind: 'Node', name: 'node-1' }, undefined)).toBe('Node node-1');
    expect(fieldText(undefined, 'spec')).toBe('spec');
    expect(fieldText(undefined, undefined)).toBe('');
  });
});

describe('socketText', () => {
  test.each([
    [{ address: '10.0.0.1', port: 80 }, '10.0.0.1:80'],
    [{ address: '2001:db8::1', port: 80 }, '[2001:db8::1]:80'],
    [{ address: '10.0.0.1' }, '10.0.0.1'],
    [{ address: '2001:db8::1', port: 0 }, '2001:db8::1'],
  ])('%o is %s', (socket, text) => {
    expect(socketText(socket)).toBe(text);
  });
});

describe('endsText and contentText', () => {
  const packet = {
    protocol: 'TCP',
    source: { address: '10.0.0.1' },
    destination: { address: '10.0.0.2', port: 443 },
  } as const;

  test('the ends of a connection, and nothing inside', () => {
    expect(endsText(packet)).toBe('10.0.0.1 → 10.0.0.2:443 TCP');
    expect(contentText(packet)).toBe('');
  });

  test('TLS and the request inside', () => {
    const http = {
      version: '1.1',
      method: 'GET',
      host: 'shop.example.com',
      target: '/a',
      headers: [],
    } as const;
    expect(contentText({ ...packet, tls: { sni: 'shop.example.com' }, http })).toBe(
      'TLS for shop.example.com, GET shop.example.com/a',
    );
    expect(contentText({ ...packet, tls: { sni: null } })).toBe('TLS without server name');
  });
});

describe('placeText', () => {
  test.each<readonly [Place, string]>([
    [{ kind: 'internet' }, 'the internet'],
    [{ kind: 'network' }, 'the network of the nodes'],
    [{ kind: 'dns-server', name: 'kube-system/coredns-0' }, 'DNS server kube-system/coredns-0'],
    [{ kind: 'dns-server', name: 'public' }, 'public DNS'],
    [{ kind: 'load-balancer', name: 'service/shop/web' }, 'load balancer of service/shop/web'],
    [{ kind: 'node', name: 'node-1' }, 'node node-1'],
    [{ kind: 'pod', namespace: 'shop', name: 'web-0', node: 'node-1' }, 'pod shop/web-0 on node-1'],
    [{ kind: 'external', name: '192.0.2.1' }, '192.0.2.1'],
  ])('%o is %s', (place, text) => {
    expect(placeText(place)).toBe(text);
  });
});

describe('changeText', () => {
  test('what a hop changed', () => {
    expect(changeText({ kind: 'snat', field: 'source', from: '10.0.0.1', to: '10.0.0.2' })).toBe(
      'source 10.0.0.1 → 10.0.0.2 (snat)',
    );
  });

  test('what was not there before, or is not after', () => {
    expect(changeText({ kind: 'header', field: 'x-real-ip', from: '', to: '10.0.0.1' })).toBe(
      'x-real-ip (none) → 10.0.0.1 (header)',
    );
    expect(changeText({ kind: 'connection', field: 'tls', from: 'a', to: '' })).toBe(
      'tls a → (none) (connection)',
    );
  });
});

describe('choiceText', () => {
  test.each<readonly [Choice['by'], string]>([
    ['random', 'endpoint 2 of 3, at random: 33.33 %'],
    ['round-robin', 'endpoint 2 of 3, in turn: 33.33 %'],
    ['hash', 'endpoint 2 of 3, by hash: 33.33 %'],
    ['weight', 'endpoint 2 of 3, by weight: 33.33 %'],
  ])('a choice by %s', (by, text) => {
    expect(choiceText({ of: 'endpoint', by, among: 3, index: 1, probability: 1 / 3 })).toBe(text);
  });
});

describe('percentText', () => {
  test.each([
    [1, '100 %'],
    [0.5, '50 %'],
    [1 / 3, '33.33 %'],
    [0.000_01, '< 0.01 %'],
    [0, '0 %'],
  ])('%d is %s', (probability, text) => {
    expect(percentText(probability)).toBe(text);
  });
});

describe('requestText', () => {
  test.each([
    ['http://shop.example.com/a?b=c', 'GET http://shop.example.com/a?b=c'],
    ['https://shop.example.com', 'GET https://shop.example.com/'],
    ['https://shop.example.com:8443/', 'GET https://shop.example.com:8443/'],
    ['http://[2001:db8::1]:8080/', 'GET http://[2001:db8::1]:8080/'],
    ['grpc://cart:7070/shop.Cart/Get', 'POST grpc://cart:7070/shop.Cart/Get'],
    ['tcp://redis:6379', 'tcp://redis:6379'],
    ['udp://[2001:db8::1]:53', 'udp://[2001:db8::1]:53'],
  ])('%s is told as %s', (url, text) => {
    expect(requestText(readRequest({ url }, internet()))).toBe(text);
  });
});
