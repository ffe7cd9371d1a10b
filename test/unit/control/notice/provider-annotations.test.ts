import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';

const nlb = 'service.beta.kubernetes.io/aws-load-balancer-type';

function balanced(type: string, annotations: Readonly<Record<string, string>>): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', annotations },
    spec: { type, ports: [{ port: 80 }] },
  };
}

const paths = (object: unknown): readonly string[] =>
  createCluster([object])
    .problems.filter(({ code }) => code === 'annotation-not-modelled')
    .map(({ path }) => path);

describe('annotations for a provider of load balancers', () => {
  test('are named in a notice each, since no preset follows them', () => {
    expect(paths(balanced('LoadBalancer', { [nlb]: 'nlb', 'metallb.io/address-pool': 'a' }))).toEqual([
      'metadata.annotations[metallb.io/address-pool]',
      `metadata.annotations[${nlb}]`,
    ]);
  });

  test.each([
    'lbipam.cilium.io/ips',
    'io.cilium/lb-ipam-ips',
    'loadbalancer.openstack.org/proxy-protocol',
    'oci.oraclecloud.com/load-balancer-type',
    'kubernetes.io/elb.class',
    'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type',
    'projectcalico.org/ipv4pools',
    'k8s.scw-cloud.com/load-balancer-id',
    'purelb.io/service-group',
  ])('are named where they are for one that no preset has: %s', (annotation) => {
    expect(paths(balanced('LoadBalancer', { [annotation]: 'x' }))).toEqual([
      `metadata.annotations[${annotation}]`,
    ]);
  });

  test('mean nothing on a Service without load balancer', () => {
    expect(paths(balanced('NodePort', { [nlb]: 'nlb' }))).toEqual([]);
  });

  test('of others are left alone', () => {
    expect(paths(balanced('LoadBalancer', { 'example.com/team': 'shop' }))).toEqual([]);
  });
});
