import { cloud, createCluster, explainTrace, network, traceAll, traceRequest } from '@kubehop/core';
import type { Cluster, RequestInput, Trace } from '@kubehop/core';
import { dnsServer, type DnsServer } from '@kubehop/core/components';
import { explain, explainAll, mermaid, type Depth } from '@kubehop/core/explain';
import { readManifests, type Manifests } from '@kubehop/core/yaml';
import { VirtualClock, type Clock } from '@kubehop/sim';

const requests: readonly RequestInput[] = [
  { url: 'https://shop.example.com/cart' },
  { url: 'https://shop.example.com/', from: network('10.0.0.9') },
  { url: 'http://shop.example.com/cart?item=1' },
  { url: 'https://other.example.com/' },
];

const depths: readonly Depth[] = ['full', 'summary', 'minimal'];

/** What a user's program says about the manifests of the shop, as JSON: the same text wherever it runs. */
export function shopReport(yaml: string): string {
  const manifests: Manifests = readManifests(yaml, { file: 'shop.yaml' });
  const cluster: Cluster = createCluster(manifests, { platform: cloud({ nodes: 3 }) });
  const dns: DnsServer = dnsServer(cluster);
  const report = {
    problems: cluster.problems,
    answer: dns.answer({ name: 'cart.shop.svc.cluster.local.', type: 'A' }),
    requests: requests.map((request) => aboutRequest(cluster, request)),
    ticks: ticks(new VirtualClock()),
  };
  return JSON.stringify(report, undefined, 1);
}

function aboutRequest(cluster: Cluster, request: RequestInput): object {
  const trace: Trace = traceRequest(cluster, request);
  const all = traceAll(cluster, request);
  return {
    trace: explainTrace(cluster, trace),
    texts: depths.map((depth) => explain(trace, { depth })),
    diagram: mermaid(trace),
    all,
    text: explainAll(all),
  };
}

function ticks(clock: VirtualClock): readonly number[] {
  const seen: number[] = [];
  const note = ({ now }: Clock): number => seen.push(now);
  for (const time of [30_000, 10_000]) clock.at(time, () => note(clock));
  clock.advance(60_000);
  return seen;
}
