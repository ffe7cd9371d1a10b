/**
 * Why an alpine image resolves differently: its C library, musl, does not search for a name that has as many dots as ndots
 * says, and ends its search at the first name that exists, whatever it holds. glibc goes on in both cases.
 */
import { createCluster, type Cluster } from '@kubehop/core';
import { resolveName } from '@kubehop/core/components';
import { readManifests } from '@kubehop/core/yaml';

const pods = ['debian', 'alpine'].map(
  (image) => `
apiVersion: v1
kind: Pod
metadata: { name: ${image}, namespace: shop }
spec:
  containers: [{ name: web, image: "example.com/web:1.4-${image}" }]
  dnsConfig: { options: [{ name: ndots, value: "1" }] }
---
apiVersion: v1
kind: Pod
metadata: { name: ${image}-usual, namespace: shop }
spec: { containers: [{ name: web, image: "example.com/web:1.4-${image}" }] }
`,
);

const services = `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { clusterIP: 10.96.0.20, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Namespace
metadata: { name: pay }
---
apiVersion: v1
kind: Service
metadata: { name: svc, namespace: pay }
spec: { clusterIP: 10.96.0.21, ports: [{ port: 80 }] }
`;

function compare(cluster: Cluster, name: string, suffix: string): string {
  return ['debian', 'alpine']
    .map((image) => {
      const on = cluster.get('Pod', `shop/${image}${suffix}`);
      if (on === undefined) return `there is no pod ${image}`;
      const { resolver, queries, result } = resolveName(cluster, name, { on, types: ['A'] });
      const asked = queries.map(({ name: each, rcode, answer }) => {
        const data = answer.map((record) => record.data).join(' ');
        return `  ${each} ${data === '' ? (rcode === 'NOERROR' ? 'exists without address' : rcode) : data}`;
      });
      return [
        `${image} (${resolver.dialect}, ndots ${resolver.ndots}) asks for ${name}: ${result}`,
        ...asked,
      ].join('\n');
    })
    .join('\n');
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests([...pods, services].join('---')));
  return [
    'Why an alpine image resolves differently',
    'With ndots:1 a name with a dot is tried as it is first. glibc then goes through the search list, musl does not.',
    compare(cluster, 'cart.shop.svc', ''),
    'With the usual ndots:5 both search. But a name that exists without an address ends the search of musl: here\npay.svc.cluster.local, which is a namespace.',
    compare(cluster, 'pay', '-usual'),
    'A full name works everywhere.',
    compare(cluster, 'cart.shop.svc.cluster.local', ''),
  ].join('\n\n');
}
