import {
  aws,
  type Cluster,
  createCluster,
  gcp,
  internet,
  metallb,
  type Platform,
  pod,
  type RequestInput,
  traceAll,
} from '@kubehop/core';
import { zoneCrossings } from '@kubehop/core/analysis';
import { readManifests } from '@kubehop/core/yaml';
import { describe, expect, test } from 'vitest';

function webPod(name: string, node: string): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec: { nodeName: ${node}, containers: [{ name: web, image: web, ports: [{ containerPort: 8080 }] }] }
---
`;
}

function atNodePort(address: string): RequestInput {
  return { from: internet(), url: `http://${address}:30080/` };
}

/** A pod on a node, and another one that asks. */
function clusterOn(
  platform: Platform,
  [server, client]: readonly [string, string],
  annotations = '{}',
): Cluster {
  const service = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: ${annotations} }
spec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }] }
`;
  return createCluster(readManifests(webPod('web', server) + webPod('client', client) + service), {
    platform,
  });
}

/** Each different way of a request: its crossings as zones, and its steps that nobody knows. */
function told(cluster: Cluster, request: RequestInput): readonly (readonly string[])[] {
  const { branches } = traceAll(cluster, request, {
    tellApart: (hops) => JSON.stringify(hops.map(({ place }) => place)),
  });
  const all = branches.map(({ trace }) => {
    const { crossings, unknown } = zoneCrossings(cluster, trace);
    return [
      ...crossings.map(({ from, to }) => `${from.zone} to ${to.zone}`),
      ...unknown.map(({ reason }) => reason),
    ];
  });
  return [...new Map(all.map((each) => [each.join(), each])).values()];
}

// Nodes 1 and 3 are in the first zone, node 2 is in the second one.
const [g1, g2, g3] = ['gke-node-1', 'gke-node-2', 'gke-node-3'] as const;
const a = 'us-central1-a';
const b = 'us-central1-b';
const inside: RequestInput = { from: pod('shop', 'client'), url: 'http://web/' };

describe('zoneCrossings', () => {
  test.each<readonly [string, readonly [string, string], readonly (readonly string[])[]]>([
    ['a pod on the same node', [g1, g1], [[]]],
    ['a pod of the same zone', [g1, g3], [[]]],
    ['a pod of another zone', [g1, g2], [[`${b} to ${a}`]]],
  ])('from a client pod to %s', (_, nodes, expected) => {
    expect(told(clusterOn(gcp(), nodes), inside)).toEqual(expected);
  });

  test('names the hop that it ends at, with both places', () => {
    const cluster = clusterOn(gcp(), [g1, g2]);
    const [branch] = traceAll(cluster, inside).branches;
    const [crossing] = branch === undefined ? [] : zoneCrossings(cluster, branch.trace).crossings;
    expect(crossing).toMatchObject({ to: { place: { kind: 'node', name: g1 }, zone: a }, from: { zone: b } });
    expect(branch?.trace.hops[crossing?.hop ?? 0]).toMatchObject({ stage: 'node', node: g1 });
  });

  test('from the node of a node port to a second one', () => {
    const cluster = clusterOn(gcp(), [g1, g1]);
    expect(told(cluster, atNodePort('192.0.2.11'))).toEqual([[]]);
    expect(told(cluster, atNodePort('192.0.2.12'))).toEqual([[`${b} to ${a}`]]);
    expect(told(cluster, atNodePort('192.0.2.13'))).toEqual([[]]);
  });

  test('the step of a load balancer is not known, but the second hop behind it is', () => {
    const cluster = clusterOn(gcp(), [g1, g1]);
    const [address = ''] = cluster.infrastructure.flatMap(({ addresses }) => addresses);
    const ways = told(cluster, { from: internet(), url: `http://${address}/` });
    expect(ways.map((each) => each.join()).sort()).toEqual(['load-balancer', `${b} to ${a},load-balancer`]);
  });

  test('a load balancer that keeps connections in their zone adds nothing that is not known', () => {
    const nlb = '{ service.beta.kubernetes.io/aws-load-balancer-type: nlb }';
    const cluster = clusterOn(aws(), ['ip-10-0-0-1', 'ip-10-0-0-1'], nlb);
    const [address = ''] = cluster.infrastructure.flatMap(({ addresses }) => addresses);
    const ways = told(cluster, { from: internet(), url: `http://${address}/` });
    expect(ways.map((each) => each.join()).sort()).toEqual(['', 'us-east-1b to us-east-1a']);
  });

  test('between nodes without a zone nothing is known, on one of them nothing is crossed', () => {
    const apart = clusterOn(metallb(), ['node-1', 'node-2']);
    expect(told(apart, inside)).toEqual([['node-without-zone']]);
    expect(told(clusterOn(metallb(), ['node-1', 'node-1']), inside)).toEqual([[]]);
  });
});
