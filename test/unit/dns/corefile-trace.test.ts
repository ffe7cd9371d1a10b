import { describe, expect, test } from 'vitest';
import { dnsCluster } from './dns-cluster.js';
import { resolve } from './resolution.js';
import { shop } from './shop.js';

/** A cluster whose DNS follows a Corefile. */
function withCorefile(text: string, more: readonly unknown[] = []) {
  const configMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'coredns', namespace: 'kube-system' },
    data: { Corefile: text },
  };
  return dnsCluster([...shop, configMap, ...more]);
}

const kubernetes = 'kubernetes cluster.local {\nttl 7\n}\nforward . /etc/resolv.conf\n';
const from = 'shop/web-0';

describe('a pod whose DNS follows a Corefile', () => {
  test('may keep an answer as long as the Corefile says', () => {
    expect(resolve(withCorefile(`. {\n${kubernetes}}`), from, 'cart')).toMatchObject({
      kind: 'next',
      hops: [{ action: 'resolved', addresses: ['10.96.0.20'], ttl: 7 }],
      assumptions: [],
    });
  });

  test('takes the first address where the server does not shuffle', () => {
    const step = resolve(withCorefile(`. {\n${kubernetes}}`), from, 'db');
    expect(step).toMatchObject({
      kind: 'next',
      hops: [{ addresses: ['10.244.1.10', '10.244.1.11'] }],
      flight: { packet: { destination: { address: '10.244.1.10' } } },
    });
  });

  test('takes any where it does', () => {
    const step = resolve(withCorefile(`. {\n${kubernetes}loadbalance\n}`), from, 'db');
    expect(step).toMatchObject({
      kind: 'choose',
      of: 'address',
      candidates: [{ probability: 0.5 }, { probability: 0.5 }],
    });
  });

  test('asks once where the server goes through the search list', () => {
    const verified = 'kubernetes cluster.local {\npods verified\n}\n';
    const step = resolve(withCorefile(`. {\nautopath @kubernetes\n${verified}}`), from, 'cart.shop');
    expect(step).toMatchObject({
      hops: [
        {
          addresses: ['10.96.0.20'],
          queries: [
            { name: 'cart.shop.shop.svc.cluster.local.', type: 'A', rcode: 'NOERROR' },
            { name: 'cart.shop.shop.svc.cluster.local.', type: 'AAAA', rcode: 'NOERROR' },
          ],
        },
      ],
    });
  });

  test('hears what of the Corefile is not followed', () => {
    const step = resolve(withCorefile(`. {\nrewrite name a b\n${kubernetes}}`), from, 'cart');
    expect(step).toMatchObject({
      assumptions: [
        {
          code: 'corefile-not-followed',
          object: { kind: 'ConfigMap', namespace: 'kube-system', name: 'coredns' },
          path: 'data.Corefile',
          message: 'line 2: the model does not follow plugin rewrite',
        },
      ],
    });
  });

  test('finds no name of the outside world where nothing is forwarded', () => {
    expect(resolve(withCorefile('. {\nkubernetes cluster.local\n}'), from, 'api.example.com.')).toMatchObject(
      {
        kind: 'done',
        outcome: { kind: 'dns-error', rcode: 'SERVFAIL', cause: { code: 'name-not-forwarded' } },
      },
    );
  });

  test('hears that a Service has no external address', () => {
    const text = '. {\nk8s_external ext.test\nkubernetes cluster.local\n}';
    expect(resolve(withCorefile(text), from, 'public.shop.ext.test.')).toMatchObject({
      hops: [
        {
          addresses: ['198.51.100.22'],
          rule: { id: 'name-of-external-addresses', object: { name: 'public' } },
        },
      ],
    });
    expect(resolve(withCorefile(text), from, 'cart.shop.ext.test.')).toMatchObject({
      outcome: { cause: { code: 'no-external-address', object: { kind: 'Service', name: 'cart' } } },
    });
    expect(resolve(withCorefile(text), from, 'gone.shop.ext.test.')).toMatchObject({
      outcome: { cause: { code: 'no-external-address' } },
    });
  });

  test('hears that traffic to a ServiceImport is not followed', () => {
    const serviceImport = {
      apiVersion: 'multicluster.x-k8s.io/v1alpha1',
      kind: 'ServiceImport',
      metadata: { name: 'cart', namespace: 'shop' },
      spec: { type: 'ClusterSetIP', ips: ['10.97.0.1'], ports: [{ port: 80 }] },
    };
    const text = '. {\nkubernetes cluster.local clusterset.local {\nmulticluster clusterset.local\n}\n}';
    const step = resolve(withCorefile(text, [serviceImport]), from, 'cart.shop.svc.clusterset.local');
    expect(step).toMatchObject({
      hops: [{ addresses: ['10.97.0.1'], rule: { id: 'name-of-service-import', path: 'spec.ips' } }],
      assumptions: [{ code: 'clusterset-ip-not-followed', object: { kind: 'ServiceImport', name: 'cart' } }],
    });
  });
});
