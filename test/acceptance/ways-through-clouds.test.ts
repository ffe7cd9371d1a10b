import { network, traceRequest, type Cluster, type HealthProbe, type Trace } from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { cloudWays, type CloudWay, type Passage, type Sender } from './cloud-ways.js';
import { exposed, type Policy } from './exposed-service.js';

function balancedUnder(policy: Policy, { platform, annotations = {}, protocol, alb }: CloudWay): Cluster {
  const spec = { externalTrafficPolicy: policy };
  return exposed(platform, {
    annotations,
    spec,
    ...(protocol === undefined ? {} : { protocol }),
    ...(alb === undefined ? {} : { alb }),
  });
}

/** The client is in the network of the nodes where the load balancer is for that only. */
function traceOf(cluster: Cluster, protocol: CloudWay['protocol']): Trace {
  const [balancer] = cluster.infrastructure;
  const [told] = cluster.get('Service', 'shop/web')?.status.loadBalancer.ingress ?? [];
  const address = told?.ip ?? balancer?.addresses[0] ?? '';
  const host = address.includes(':') ? `[${address}]` : address;
  const lan = address.includes(':') ? 'fd00:a::c8' : address.replace(/\d+$/, '250');
  const isRouted = balancer?.listeners[0]?.routing !== undefined;
  return traceRequest(cluster, {
    ...(balancer?.scheme === 'internal' ? { from: network(lan) } : {}),
    ...(isRouted ? { address } : {}),
    url: protocol === 'UDP' ? `udp://${host}:80` : `http://${isRouted ? 'web.example.com' : host}/`,
  });
}

/** What the model makes of a way, in the words of the table. */
function seen(cluster: Cluster, trace: Trace): Passage & Pick<CloudWay, 'node' | 'to'> {
  const { hops } = trace;
  const arrival = hops.find(({ stage }) => stage === 'node')?.packet;
  const last = hops.at(-1);
  if (arrival === undefined || last?.stage !== 'pod') throw new Error(trace.outcome.cause.message);
  return {
    node: senderOf(cluster, trace, arrival.source.address),
    to: destinationOf(cluster, arrival.destination),
    pod: senderOf(cluster, trace, last.client),
    snat: hops.some(({ changes }) => changes.some((change) => change.kind === 'snat')),
    probe: probeOf(cluster),
    hops: hops.length,
  };
}

function senderOf(cluster: Cluster, { hops }: Trace, address: string): Sender {
  if (address === hops[0]?.packet.source.address) return 'client';
  if (cluster.nodeByAddress(address) !== undefined) return 'node';
  if (cluster.infrastructure.some(({ proxyAddress }) => proxyAddress === address)) return 'balancer';
  throw new Error(`${address} is nobody's`);
}

function destinationOf(
  cluster: Cluster,
  { address, port }: { readonly address: string; readonly port: number },
): CloudWay['to'] {
  const { clusterIP, ports } = cluster.get('Service', 'shop/web')?.spec ?? {};
  if (address === clusterIP) return 'clusterIP';
  if (cluster.podByAddress(address) !== undefined) return 'podIP';
  return port === ports?.[0]?.nodePort ? 'nodePort' : 'vip';
}

function probeOf(cluster: Cluster): string {
  const probe = cluster.infrastructure[0]?.probe ?? null;
  if (probe === null) return 'nothing';
  return `${probe.protocol} ${portOf(cluster, probe)}${probe.path ?? ''}`;
}

function portOf(cluster: Cluster, { kind: asked, port }: HealthProbe): string {
  const { healthCheckNodePort, ports } = cluster.get('Service', 'shop/web')?.spec ?? {};
  if (port === healthCheckNodePort) return 'healthCheckNodePort';
  if (asked === 'pod') return 'pod';
  return port === 'traffic-port' || port === ports?.[0]?.nodePort ? 'nodePort' : String(port);
}

describe.each(cloudWays)('$name ($source)', (way) => {
  const { node, to, cluster, local } = way;

  test.each([
    ['Cluster', cluster],
    ['Local', local],
  ] as const)('gets a request through under externalTrafficPolicy %s', (policy, passage) => {
    const made = balancedUnder(policy, way);
    expect(seen(made, traceOf(made, way.protocol))).toEqual({ node, to, ...passage });
  });
});
