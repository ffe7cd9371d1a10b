/**
 * An ExternalName Service is an alias in DNS and nothing else: no proxy, no port. The packet goes straight to where the alias
 * points, but the Host header still says what the client asked for, and a server that serves many sites does not know it.
 */
import { cloud, createCluster, pod, traceRequest } from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

const manifests = `
apiVersion: v1
kind: Service
metadata: { name: pay, namespace: shop }
spec: { type: ExternalName, externalName: api.pay.example }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { containers: [{ name: web, image: example.com/web:1.4 }] }
`;

/** The story, told. */
export function story(): string {
  const platform = cloud({
    dns: { records: [{ name: 'api.pay.example', type: 'A', data: '198.51.100.80' }] },
  });
  const cluster = createCluster(readManifests(manifests), { platform });
  const from = pod('shop', 'web');
  const alias = traceRequest(cluster, { from, url: 'http://pay/charge' });
  const own = traceRequest(cluster, { from, url: 'http://pay/charge', headers: { host: 'api.pay.example' } });
  const hostOf = ({ hops }: typeof alias): string => hops.at(-1)?.packet.http?.host ?? 'none';
  return [
    'An ExternalName Service is an alias, not a proxy',
    'The DNS server of the cluster answers with the alias and with what it found for it.',
    explain(alias),
    `The request leaves for 198.51.100.80 with the header Host: ${hostOf(alias)}. A server with several sites, or one that
checks its certificate against the name, answers for none of them.`,
    `A client that sets the header itself is understood: Host: ${hostOf(own)}.`,
    'Over TLS the name to check is that of the request as well: ask for https://api.pay.example itself.',
  ].join('\n\n');
}
